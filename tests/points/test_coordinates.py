"""Bad arguments, by table."""

from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from geodistricts.gazetteer import Gazetteer

NAN, INF = float("nan"), float("inf")


@pytest.mark.parametrize(
    ("lat", "lon", "error", "names"),
    [
        (NAN, 29, ValueError, "lat"),
        (41, NAN, ValueError, "lon"),
        (INF, 29, ValueError, "lat"),
        (41, -INF, ValueError, "lon"),
        (90.001, 29, ValueError, "lat"),
        (-91, 29, ValueError, "lat"),
        (41, 180.5, ValueError, "lon"),
        (41, -181, ValueError, "lon"),
        ("41", 29, TypeError, "lat"),
        (41, "29", TypeError, "lon"),
        (None, 29, TypeError, "lat"),
        (41, None, TypeError, "lon"),
        (b"41", 29, TypeError, "lat"),
        ([41], 29, TypeError, "lat"),
        (41 + 1j, 29, TypeError, "lat"),
    ],
)
def test_bad_points(
    bundled: Gazetteer, lat: Any, lon: Any, error: type[Exception], names: str
) -> None:
    for ask in (bundled.nearest, bundled.neighbors):
        with pytest.raises(error, match=rf"^{names} must be"):
            ask(lat, lon)


@pytest.mark.parametrize(("lat", "lon"), [(120.5, 41.0), (-100.0, -30.0)])
def test_swapped_points_are_recognised(bundled: Gazetteer, lat: float, lon: float) -> None:
    with pytest.raises(ValueError, match="are they swapped"):
        bundled.nearest(lat, lon)


def test_points_out_of_any_order_are_not_called_swapped(bundled: Gazetteer) -> None:
    with pytest.raises(ValueError, match="lat must be") as caught:
        bundled.nearest(200.0, 41.0)
    assert "swapped" not in str(caught.value)


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        (np.float64(41.0636), np.float64(28.8515)),
        (np.float32(41.0636), np.float32(28.8515)),
        (Decimal("41.0636"), Decimal("28.8515")),
        (Decimal("41.0636"), 28.8515),
    ],
)
def test_numbers_of_other_types(bundled: Gazetteer, lat: Any, lon: Any) -> None:
    expected = bundled.nearest(41.0636, 28.8515)
    found = bundled.nearest(lat, lon)
    assert found is not None
    assert expected is not None
    assert found.district is expected.district
    assert found.distance == pytest.approx(expected.distance, abs=2)
    assert type(found.distance) is float


@pytest.mark.parametrize("point", [(41, 29), (90, 0), (-90, 180), (0, -180), (90.0, 180.0)])
def test_edges_of_the_globe_are_points(bundled: Gazetteer, point: tuple[float, float]) -> None:
    assert bundled.nearest(*point) is not None


@pytest.mark.parametrize(
    ("lats", "lons", "error", "names"),
    [
        ([41, NAN], [29, 29], ValueError, "row 1.*lat must"),
        ([41, 41], [29, 181], ValueError, "row 1.*lon must"),
        ([41, 41], [29], ValueError, "one length"),
        ([[41]], [[29]], ValueError, "flat"),
        (41, 29, ValueError, "flat"),
        (["41"], ["29"], TypeError, "lats must be numbers"),
        ([41], [None], TypeError, "lons must be numbers"),
    ],
)
def test_bad_arrays(
    bundled: Gazetteer, lats: Any, lons: Any, error: type[Exception], names: str
) -> None:
    with pytest.raises(error, match=names):
        bundled.nearest_many(lats, lons)


@pytest.mark.parametrize(
    ("limit", "error"), [(-1, ValueError), (NAN, ValueError), ("9", TypeError), (1j, TypeError)]
)
def test_bad_max_distance(bundled: Gazetteer, limit: Any, error: type[Exception]) -> None:
    for ask in (bundled.nearest, bundled.neighbors):
        with pytest.raises(error, match="max_distance must be"):
            ask(41, 29, max_distance=limit)
    with pytest.raises(error, match="max_distance must be"):
        bundled.nearest_many([41], [29], max_distance=limit)


@pytest.mark.parametrize(
    ("k", "error"), [(0, ValueError), (-3, ValueError), (1.5, TypeError), ("5", TypeError)]
)
def test_bad_k(bundled: Gazetteer, k: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match="k must be"):
        bundled.neighbors(41, 29, k)


@pytest.mark.parametrize(
    ("box", "names"),
    [
        ({"west": 30, "south": 40, "east": 29, "north": 41}, "west <= east"),
        ({"west": 29, "south": 42, "east": 30, "north": 41}, "south <= north"),
        ({"west": 29, "south": NAN, "east": 30, "north": 41}, "lat must be"),
        ({"west": 29, "south": 40, "east": 300, "north": 41}, "lon must be"),
    ],
)
def test_bad_boxes(bundled: Gazetteer, box: dict[str, float], names: str) -> None:
    with pytest.raises(ValueError, match=names):
        bundled.within(**box)
