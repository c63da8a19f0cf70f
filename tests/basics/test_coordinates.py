"""Bad arguments, by table."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
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
        (True, 29, TypeError, "lat"),
        (41, np.True_, TypeError, "lon"),
        (np.timedelta64(41, "D"), 29, TypeError, "lat"),
        (np.datetime64("2026"), 29, TypeError, "lat"),
        (np.complex64(41), 29, TypeError, "lat"),
        (np.array([41.0]), 29, TypeError, "lat"),
        (np.str_("41"), 29, TypeError, "lat"),
        (pd.NA, 29, TypeError, "lat"),
        (pa.scalar(None, pa.float64()), 29, TypeError, "lat"),
        (pd.NaT, 29, TypeError, "lat"),
        (np.ma.masked, 29, ValueError, "lat"),
        (41, np.ma.array(29.0, mask=True), ValueError, "lon"),
        pytest.param(10**400, 1, ValueError, "lat", id="too large for a float"),
        pytest.param(10**5000, 1, ValueError, "lat", id="too long to show"),
        (-Fraction(10**400), 1, ValueError, "lat"),
        (Decimal("sNaN"), 29, ValueError, "lat"),
    ],
)
def test_bad_points(
    bundled: Gazetteer, lat: Any, lon: Any, error: type[Exception], names: str
) -> None:
    for ask in (bundled.nearest, bundled.neighbors, bundled.reverse):
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


SCALARS = [
    np.float16,
    np.float32,
    np.float64,
    np.longdouble,
    np.array,
    Decimal,
    Fraction,
    pa.scalar,
    lambda degrees: np.ma.array(degrees, mask=False),
]


@pytest.mark.parametrize("kind", SCALARS)
@pytest.mark.parametrize("point", [(41.0636, 28.8515), (41.0, 28.8), (36.21, 36.16)])
def test_numbers_of_other_types_compute_in_float64(
    bundled: Gazetteer, kind: Callable[[float], Any], point: tuple[float, float]
) -> None:
    """What a type cannot hold is lost before the call, and nothing in it."""
    lat, lon = map(kind, point)
    exact = (
        float(lat.as_py() if hasattr(lat, "as_py") else lat),
        float(lon.as_py() if hasattr(lon, "as_py") else lon),
    )
    assert bundled.nearest(lat, lon) == bundled.nearest(*exact)
    assert bundled.reverse(lat, lon) == bundled.reverse(*exact)
    assert bundled.neighbors(lat, lon, 2) == bundled.neighbors(*exact, 2)
    found = bundled.nearest(lat, exact[1])
    assert found is not None
    assert type(found.distance) is float


@pytest.mark.parametrize("kind", [int, np.int8, np.uint8, np.int64, np.float16])
def test_whole_degrees_of_any_type(bundled: Gazetteer, kind: Any) -> None:
    limit: Any = Decimal(5_000)
    expected = bundled.neighbors(41.0, 29.0, 2, max_distance=5_000.0)
    assert bundled.neighbors(kind(41), kind(29), kind(2), limit) == expected
    assert bundled.nearest(kind(41), kind(29)) == expected[0]
    assert bundled.nearest_many(np.array([41], kind), np.array([29], kind))[0] == [
        expected[0].district.pk
    ]


@pytest.mark.parametrize("point", [(41, 29), (90, 0), (-90, 180), (0, -180), (90.0, 180.0)])
def test_edges_of_the_globe_are_points(bundled: Gazetteer, point: tuple[float, float]) -> None:
    assert bundled.nearest(*point) is not None


@pytest.mark.parametrize(
    ("lats", "lons", "error", "names"),
    [
        ([41, INF], [29, 29], ValueError, "row 1.*lat must"),
        ([41, 10**400], [29, 29], ValueError, "row 1.*lat must"),
        ([41, 41, 141], [29, NAN, 29], ValueError, "row 2.*lat must.*swapped"),
        ([NAN, NAN], [29, 181], ValueError, "row 1.*lon must.*errors='null'"),
        ([41, 41], [29, 181], ValueError, "row 1.*lon must"),
        ([41, 41], [29], ValueError, "the same length"),
        ([[41]], [[29]], ValueError, "flat"),
        (41, 29, ValueError, "flat"),
        (["41"], ["29"], TypeError, "lats must be numbers"),
        ([41], [object()], TypeError, "lons must be numbers"),
        ([41, None], [29, "x"], TypeError, "lons must be numbers, not"),
        ([None, 41], ["x", None], TypeError, "lons must be numbers, not 'x' in row 0"),
        ([[41], [41, 42]], [29, 29], ValueError, "lats must be a flat array"),
        (np.array([41], "m8[D]"), [29], TypeError, "lats must be numbers, .*timedelta"),
        ([29], np.array(["2026"], "M8[D]"), TypeError, "lons must be numbers, .*datetime"),
        (np.array([True]), [29], TypeError, "lats must be numbers, .*bool"),
        (np.array([41j]), [29], TypeError, "lats must be numbers, .*complex"),
        (np.ma.array([41], mask=True, dtype="m8[D]"), [29], TypeError, "lats must be numbers"),
        (pd.Series(["41"]), [29], TypeError, "lats must be numbers"),
        (pd.Series([True, None], dtype="boolean"), [29, 29], TypeError, "lats must be numbers"),
        (pa.array(["41"]), [29], TypeError, "lats must be numbers, not a column of string"),
        (pa.array([1], pa.timestamp("s")), [29], TypeError, "lats must be numbers"),
        (pa.array([[41.0]]), [29], TypeError, "lats must be numbers"),
    ],
)
def test_bad_arrays(
    bundled: Gazetteer, lats: Any, lons: Any, error: type[Exception], names: str
) -> None:
    with pytest.raises(error, match=names):
        bundled.nearest_many(lats, lons)
    with pytest.raises(error, match=names):
        bundled.reverse_many(lats, lons)


@pytest.mark.parametrize(
    ("limit", "error"),
    [
        *((-1, ValueError), (NAN, ValueError), (-(10**400), ValueError)),
        *(("9", TypeError), (1j, TypeError), (True, TypeError), (np.timedelta64(9), TypeError)),
    ],
)
def test_bad_max_distance(bundled: Gazetteer, limit: Any, error: type[Exception]) -> None:
    for ask in (bundled.nearest, bundled.neighbors):
        with pytest.raises(error, match="max_distance must be"):
            ask(41, 29, max_distance=limit)
    with pytest.raises(error, match="max_distance must be"):
        bundled.nearest_many([41], [29], max_distance=limit)


@pytest.mark.parametrize(
    ("k", "error"),
    [(0, ValueError), (-3, ValueError), (1.5, TypeError), ("5", TypeError), (True, TypeError)],
)
def test_bad_k(bundled: Gazetteer, k: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match="k must be"):
        bundled.neighbors(41, 29, k)


@pytest.mark.parametrize(
    ("box", "names"),
    [
        ({"west": 30, "south": 40, "east": 29, "north": 41}, "west <= east"),
        ({"west": 29, "south": 42, "east": 30, "north": 41}, "south <= north"),
        ({"west": 29, "south": NAN, "east": 30, "north": 41}, "^south must be a finite latitude"),
        ({"west": NAN, "south": 40, "east": 30, "north": 41}, "^west must be a finite longitude"),
        ({"west": 29, "south": 40, "east": 30, "north": INF}, "^north must be a finite latitude"),
        ({"west": 29, "south": 40, "east": 30, "north": 91}, "^north must be .* -90 to 90"),
        ({"west": 29, "south": 40, "east": 300, "north": 41}, "^east must be .* -180 to 180"),
    ],
)
def test_bad_boxes(bundled: Gazetteer, box: dict[str, float], names: str) -> None:
    with pytest.raises(ValueError, match=names):
        bundled.within(**box)
