"""Questions about points, held to brute force by another formula, and batches to single calls."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow.parquet as pq
import shapely
from hypothesis import strategies as st

from benchmarks.common.oracle import distances
from benchmarks.fuzz.asking import Refused, Target, ask
from benchmarks.fuzz.spellings import asked, inside
from benchmarks.fuzz.values import (
    Column,
    anything,
    anywhere,
    as_some_number,
    latitudes,
    longitudes,
    number_columns,
    odd_columns,
)
from geodistricts.basics.arrow import numbers
from geodistricts.snapshot import BOUNDARIES

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Float64, Int32, NDArray

_METRES = 1e-3
_DEGREES = 1e-8
_REACHES = st.sampled_from([None, 0, 1.0, 500, 25_000.0, 1e7, math.inf])


@cache
def _located() -> tuple[Int32, Float64, Float64]:
    """Return pks, latitudes and longitudes of the districts that may be answers."""
    table = asked().table
    latitude, longitude = numbers(table, "latitude"), numbers(table, "longitude")
    there = numbers(table, "is_active") & np.isfinite(latitude)
    return numbers(table, "pk")[there], latitude[there], longitude[there]


@cache
def _boundaries() -> tuple[dict[int, int], NDArray[Any]]:
    """Return the boundary of each pk that has one, and the boundaries."""
    table = asked().table
    rows = dict(zip(table["pk"].to_pylist(), table["boundary"].to_pylist(), strict=True))
    file = pq.ParquetFile(asked().path / BOUNDARIES)
    content = file.read(["geometry"])["geometry"]
    return rows, np.array(content.to_pylist(), dtype=object)


def _in_range(lat: float, lon: float) -> bool:
    return abs(lat) <= 90 and abs(lon) <= 180


def _check_nearest(drawn: tuple[Any, Any, Any]) -> None:
    lat, lon, reach = drawn
    found = ask(asked().nearest, lat, lon, reach)
    here = float(getattr(lat, "as_py", lambda: lat)()), float(getattr(lon, "as_py", lambda: lon)())
    if not _in_range(*here):
        assert isinstance(found, Refused)
        return
    _, latitude, longitude = _located()
    limit = math.inf if reach is None else reach
    least = float(distances(*here, latitude, longitude).min())
    if found is None:
        assert least > limit - _METRES
        return
    assert not isinstance(found, Refused), f"refused a number: {found.error}"
    assert abs(found.distance - least) < _METRES
    assert found.distance <= limit + _METRES
    own = distances(*here, [found.district.latitude], [found.district.longitude])[0]
    assert abs(own - found.distance) < _METRES


def _check_neighbors(drawn: tuple[float, float, int, Any, Any, Any]) -> None:
    lat, lon, k, reach, city, township = drawn
    found = ask(asked().neighbors, lat, lon, k, reach, city, township)
    if isinstance(found, Refused):
        return
    reached = [one.distance for one in found]
    assert reached == sorted(reached)
    assert len({one.district.pk for one in found}) == len(found) <= k
    assert not found or reached[-1] <= (math.inf if reach is None else reach) + _METRES
    if city is None and township is None and reach is None:
        _, latitude, longitude = _located()
        nearest = np.sort(distances(lat, lon, latitude, longitude))[:k]
        assert np.abs(nearest - reached).max() < _METRES
    for one in found:
        _check_inside(one.district, city, township)


def _check_inside(district: Any, city: Any, township: Any) -> None:
    if township is not None:
        assert district.township.pk == asked().township(township, city).pk
    elif city is not None:
        assert district.city.pk == asked().city(city).pk


def _check_within(drawn: tuple[float, float, float, float]) -> None:
    west, south, east, north = drawn
    found = ask(asked().within, west=west, south=south, east=east, north=north)
    if isinstance(found, Refused):
        assert west > east or south > north
        return
    pks, latitude, longitude = _located()
    inside = (west <= longitude) & (longitude <= east) & (south <= latitude) & (latitude <= north)
    assert [one.pk for one in found] == sorted(pks[inside].tolist())


def _check_reverse(drawn: tuple[Any, Any, Any]) -> None:
    lat, lon, reach = drawn
    found = ask(asked().reverse, lat, lon, reach)
    if isinstance(found, Refused) or found is None:
        return
    point = shapely.Point(float(lat), float(lon))
    if found.method == "boundary":
        assert found.distance == 0
        for district in (found.district, *found.others):
            rows, shapes = _boundaries()
            shape = shapely.from_wkb(shapes[rows[district.pk]])
            assert shape.distance(shapely.Point(point.y, point.x)) <= _DEGREES
    else:
        assert found.method == "nearest"
        assert 0 <= found.distance <= (math.inf if reach is None else reach) + _METRES


def _check_many(drawn: tuple[str, Column, Column, str]) -> None:
    name, lats, lons, errors = drawn
    single, batch = getattr(asked(), name), getattr(asked(), f"{name}_many")
    answer = ask(batch, lats.values, lons.values, errors=errors)
    points = list(zip(lats.means, lons.means, strict=True))
    impossible = [
        one is not None and other is not None and not _in_range(one, other) for one, other in points
    ]
    if isinstance(answer, Refused):
        # A value beside a missing one may be impossible, too.
        values = [(90, one) for one in lats.means] + [(180, one) for one in lons.means]
        wrong = any(one is not None and not abs(one) <= limit for limit, one in values)
        assert wrong, f"refused what is possible: {answer.error}"
        assert errors == "raise"
        assert type(answer.error) is ValueError
        return
    assert errors == "null" or not any(impossible)
    pks, away = answer
    assert (pks.dtype, away.dtype) == (np.int32, np.float64)
    assert len(pks) == len(away) == len(points)
    for pk, distance, (lat, lon), wrong in zip(pks, away, points, impossible, strict=True):
        one = None if wrong or lat is None or lon is None else single(lat, lon)
        if one is None:
            assert pk == -1
            assert math.isnan(distance)
        else:
            assert pk == one.district.pk
            assert abs(distance - one.distance) < _METRES


def _check_refuses(drawn: tuple[str, tuple[Any, ...]]) -> None:
    name, arguments = drawn
    question = getattr(asked(), name)
    if name == "within":
        ask(question, **dict(zip(("west", "south", "east", "north"), arguments, strict=False)))
    else:
        ask(question, *arguments)


def _boxes() -> Any:
    edges = st.floats(-180, 180), st.floats(-90, 90), st.floats(-180, 180), st.floats(-90, 90)
    inside = st.tuples(longitudes, latitudes, st.floats(0, 1), st.floats(0, 1)).map(
        lambda box: (box[0], box[1], box[0] + box[2], box[1] + box[3])
    )
    return st.one_of(inside, inside, st.tuples(*edges))


def _columns() -> Any:
    floats = st.floats(allow_nan=False)
    return st.integers(0, 6).flatmap(
        lambda size: st.tuples(
            st.sampled_from(["nearest", "reverse"]),
            number_columns(st.one_of(latitudes, latitudes, floats), size),
            number_columns(st.one_of(longitudes, longitudes, floats), size),
            st.sampled_from(["raise", "null"]),
        )
    )


def targets() -> list[Target]:
    """List what is asked about points."""
    point = latitudes | anywhere[0], longitudes | anywhere[1]
    numbered = as_some_number(point[0]), as_some_number(point[1])
    return [
        Target("nearest", st.tuples(*numbered, _REACHES), _check_nearest),
        Target(
            "neighbors",
            st.tuples(*point, st.integers(1, 30), _REACHES, *inside()),
            _check_neighbors,
        ),
        Target("within", _boxes(), _check_within),
        Target("reverse", st.tuples(*point, _REACHES), _check_reverse),
        Target("nearest_many, reverse_many", _columns(), _check_many),
        Target(
            "points, any arguments",
            st.tuples(
                st.sampled_from(["nearest", "reverse", "neighbors", "within"]),
                st.tuples(*[anything | latitudes] * 2, *[anything] * 2),
            ).map(
                lambda drawn: (drawn[0], drawn[1][: 3 if drawn[0] in ("nearest", "reverse") else 4])
            ),
            _check_refuses,
        ),
        Target(
            "points in columns, any arguments",
            st.tuples(
                st.sampled_from(["nearest_many", "reverse_many"]),
                st.tuples(
                    odd_columns,
                    odd_columns | number_columns(longitudes, 2).map(lambda one: one.values),
                ),
            ),
            _check_refuses,
        ),
    ]
