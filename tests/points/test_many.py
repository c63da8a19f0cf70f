"""Batches of points: columns of every kind, and missing in, missing out."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodistricts import Gazetteer
from small_snapshots import write_points

NAN, INF = float("nan"), float("inf")
LATS, LONS = [41.0636, None, 39.9208, 40.97], [28.8515, 29.0, None, 29.02]


def as_numpy(values: list[float | None]) -> np.ndarray[Any, Any]:
    return np.array([NAN if value is None else value for value in values])


def as_masked(values: list[float | None]) -> np.ma.MaskedArray[Any, Any]:
    return np.ma.array(
        [12.5 if value is None else value for value in values],
        mask=[value is None for value in values],
    )


COLUMNS: dict[str, Callable[[list[float | None]], Any]] = {
    "list": list,
    "tuple": tuple,
    "iterator": iter,
    "list with NaN": lambda values: [NAN if value is None else value for value in values],
    "list with NA": lambda values: [pd.NA if value is None else value for value in values],
    "list with masked": lambda values: list(as_masked(values).astype(object)),
    "decimals": lambda values: [None if v is None else Decimal(str(v)) for v in values],
    "float64": as_numpy,
    "longdouble": lambda values: as_numpy(values).astype(np.longdouble),
    "big-endian": lambda values: as_numpy(values).astype(">f8"),
    "strided": lambda values: np.repeat(as_numpy(values), 2)[::2],
    "objects": lambda values: np.array(values, dtype=object),
    "masked": as_masked,
    "masked objects": lambda values: as_masked(values).astype(object),
    "Series": pd.Series,
    "Series of objects": lambda values: pd.Series(values, dtype=object).where(pd.notna, pd.NA),
    "Float64": lambda values: pd.Series(values, dtype="Float64"),
    "array of Float64": lambda values: pd.array(values, dtype="Float64"),
    "ArrowDtype": lambda values: pd.Series(values, dtype=pd.ArrowDtype(pa.float64())),
    "categories": lambda values: pd.Series(values, dtype="category"),
    "Index": pd.Index,
    "Arrow": pa.array,
    "Arrow slice": lambda values: pa.array([1.0, *values, 2.0])[1:-1],
    "Arrow chunks": lambda values: pa.chunked_array([values[:1], values[1:]]),
    "Arrow decimals": lambda values: pa.array(
        [None if v is None else Decimal(str(v)) for v in values], pa.decimal128(10, 4)
    ),
    "Arrow dictionary": lambda values: pa.array(values).dictionary_encode(),
}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("ask", ["nearest_many", "reverse_many"])
@pytest.mark.parametrize("column", COLUMNS.values(), ids=COLUMNS)
def test_missing_in_missing_out(
    bundled: Gazetteer, column: Callable[[list[float | None]], Any], ask: str
) -> None:
    one = {"nearest_many": bundled.nearest, "reverse_many": bundled.reverse}[ask]
    pks, distances = getattr(bundled, ask)(column(LATS), column(LONS))
    assert (pks.dtype, distances.dtype) == (np.int32, np.float64)
    for lat, lon, pk, distance in zip(LATS, LONS, pks.tolist(), distances.tolist(), strict=True):
        if lat is None or lon is None:
            assert pk == -1
            assert np.isnan(distance)
        else:
            found = one(lat, lon)
            assert found is not None
            assert pk == found.district.pk
            assert distance == pytest.approx(found.distance, abs=1e-6)


@pytest.mark.parametrize("kind", [np.float16, np.float32, np.int16, np.uint8, np.int64])
def test_numbers_of_other_types_compute_in_float64(bundled: Gazetteer, kind: type) -> None:
    lats: Any = np.array([41.0636, 36.21], kind)
    lons: Any = np.array([28.8515, 36.16], kind)
    pks, distances = bundled.nearest_many(lats, lons)
    exact = bundled.nearest_many(lats.astype(np.float64), lons.astype(np.float64))
    assert (pks.tolist(), distances.tolist()) == (exact[0].tolist(), exact[1].tolist())


@pytest.mark.parametrize(
    "column",
    [
        lambda values: pd.Series(values, dtype="Int64"),
        lambda values: pd.Series(values, dtype=pd.ArrowDtype(pa.int8())),
        lambda values: pa.array(values, pa.uint8()),
        lambda values: np.ma.array([1 if v is None else v for v in values], mask=[False, True]),
    ],
)
def test_whole_degrees_with_missing_ones(bundled: Gazetteer, column: Any) -> None:
    found = bundled.nearest(41, 29)
    assert found is not None
    pks, distances = bundled.nearest_many(column([41, None]), column([29, None]))
    assert pks.tolist() == [found.district.pk, -1]
    assert np.isnan(distances[1])


def test_polars(bundled: Gazetteer) -> None:
    polars = pytest.importorskip("polars", reason="Polars is not installed")
    expected = bundled.reverse_many(LATS, LONS)[0].tolist()
    for kind in (polars.Float64, polars.Decimal(20, 4)):
        lats, lons = (polars.Series(values).cast(kind) for values in (LATS, LONS))
        assert bundled.reverse_many(lats, lons)[0].tolist() == expected
    names = polars.Series(["Caferağa", None])
    assert (bundled.match_many(names, township="Kadıköy")[0] >= 0).tolist() == [True, False]
    with pytest.raises(TypeError, match="lats must be numbers"):
        bundled.nearest_many(polars.Series(["41"]), [29])


@pytest.mark.parametrize("impossible", [INF, -INF, 999.0, 10**400])
def test_impossible_coordinates(bundled: Gazetteer, impossible: float) -> None:
    lats, lons = [41.0636, impossible, None, 41.0636], [28.8515, 29.0, impossible, 28.8515]
    for ask in (bundled.nearest_many, bundled.reverse_many):
        with pytest.raises(ValueError, match=r"^row 1 of lats and lons: lat must be .*'null'"):
            ask(lats, lons)
        with pytest.raises(ValueError, match=r"^row 0 of lats and lons: lon must be"):
            ask(lats[2:], lons[2:])
        pks, distances = ask(lats, lons, errors="null")
        alone = ask(lats[:1], lons[:1])
        assert pks.tolist() == [*alone[0].tolist(), -1, -1, *alone[0].tolist()]
        assert np.isnan(distances).tolist() == [False, True, True, False]


@pytest.mark.parametrize("errors", ["ignore", "coerce", None, True])
def test_other_ways_to_treat_errors(bundled: Gazetteer, errors: Any) -> None:
    for ask in (bundled.nearest_many, bundled.reverse_many):
        with pytest.raises(ValueError, match="errors must be 'raise' or 'null', not"):
            ask([41.0], [29.0], errors=errors)


def test_nothing_but_missing_points(bundled: Gazetteer) -> None:
    for ask in (bundled.nearest_many, bundled.reverse_many):
        for lats in ([None, None], [NAN, NAN], pa.nulls(2), np.ma.array([1.0, 2.0], mask=True)):
            pks, distances = ask(lats, [29.0, 29.0])
            assert pks.tolist() == [-1, -1]
            assert np.isnan(distances).all()
        assert [len(column) for column in ask([], [])] == [0, 0]


def test_callers_arrays_stay_as_they_are(bundled: Gazetteer) -> None:
    lats, lons = np.array([41.0, INF, NAN]), np.array([29.0, 29.0, 29.0])
    before = lats.copy(), lons.copy()
    for ask in (bundled.nearest_many, bundled.reverse_many):
        ask(lats, lons, errors="null")
    np.testing.assert_array_equal(lats, before[0])
    np.testing.assert_array_equal(lons, before[1])


degrees = st.floats(35, 43) | st.sampled_from([NAN, INF, -INF, 91.0, 500.0])


@given(st.lists(st.tuples(degrees, degrees), max_size=20))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_bad_point_changes_no_other(
    bundled: Gazetteer, points: list[tuple[float, float]]
) -> None:
    lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
    pks, distances = bundled.reverse_many(lats, lons, errors="null")
    for point, pk, distance in zip(points, pks.tolist(), distances.tolist(), strict=True):
        if abs(point[0]) <= 90 and abs(point[1]) <= 180:
            place = bundled.reverse(*point)
            assert pk == (place.district.pk if place else -1)
        else:
            assert pk == -1
            assert np.isnan(distance)


def test_no_district_at_all(tmp_path: Any) -> None:
    write_points(tmp_path / "snapshot", [])
    gazetteer = Gazetteer.open(tmp_path / "snapshot")
    assert gazetteer.nearest_many([41.0, None], [29.0, 29.0])[0].tolist() == [-1, -1]
    assert gazetteer.districts([-1, None]) == [None, None]
    assert gazetteer.take([-1]).to_pylist()[0]["city_name"] is None
