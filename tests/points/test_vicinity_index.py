"""The k nearest, a radius and a box, against brute force."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodistricts.basics.arrow import numbers
from geodistricts.gazetteer import Gazetteer
from oracle import distances
from small_snapshots import MakeGazetteer, Point

LATITUDE, LONGITUDE = st.floats(34, 44), st.floats(24, 46)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lat=LATITUDE | st.floats(-90, 90),
    lon=LONGITUDE | st.floats(-180, 180),
    k=st.integers(1, 60),
    limit=st.none() | st.floats(0, 50_000),
)
def test_neighbors_are_the_k_nearest(
    bundled: Gazetteer, lat: float, lon: float, k: int, limit: float | None
) -> None:
    found = bundled.neighbors(lat, lon, k, max_distance=limit)
    latitudes = numbers(bundled.table, "latitude")
    metres = distances(lat, lon, latitudes, numbers(bundled.table, "longitude"))
    metres = np.sort(metres[~np.isnan(metres)])
    expected = metres if limit is None else metres[metres <= limit]
    assert [n.distance for n in found] == pytest.approx(expected[:k].tolist(), rel=1e-7, abs=1e-4)
    assert len({n.district.pk for n in found}) == len(found)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lat=LATITUDE,
    lon=LONGITUDE,
    k=st.integers(1, 20),
    city=st.integers(1, 81),
    by_township=st.booleans(),
)
def test_neighbors_inside_a_place(
    bundled: Gazetteer, lat: float, lon: float, k: int, city: int, by_township: bool
) -> None:
    place = bundled.townships_of(city)[0]
    found = bundled.neighbors(
        lat, lon, k, city=None if by_township else city, township=place if by_township else None
    )
    inside = numbers(bundled.table, "township" if by_township else "city") == (
        place.pk if by_township else city
    )
    metres = distances(
        lat, lon, numbers(bundled.table, "latitude"), numbers(bundled.table, "longitude")
    )[inside]
    expected = np.sort(metres[~np.isnan(metres)])[:k]
    assert [n.distance for n in found] == pytest.approx(expected.tolist(), rel=1e-7, abs=1e-4)
    for neighbor in found:
        home = neighbor.district.township if by_township else neighbor.district.city
        assert home.pk == (place.pk if by_township else city)


def test_parts_of_a_village_tie_by_pk(bundled: Gazetteer) -> None:
    part = next(d for d in map(bundled.district, range(1, 2000)) if d.kind == "part")
    assert part.latitude is not None
    assert part.longitude is not None
    found = bundled.neighbors(part.latitude, part.longitude, k=30)
    here = [n.district for n in found if n.distance == 0]
    assert part in here
    own = {"source": 0, "boundary": 1, "village": 2}
    ranks = [(own[str(district.coordinate_source)], district.pk) for district in here]
    assert ranks == sorted(ranks)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(west=LONGITUDE, south=LATITUDE, width=st.floats(0, 3), height=st.floats(0, 3))
def test_within_is_the_box(
    bundled: Gazetteer, west: float, south: float, width: float, height: float
) -> None:
    east, north = west + width, south + height
    found = bundled.within(west=west, south=south, east=east, north=north)
    latitudes, longitudes = (
        numbers(bundled.table, "latitude"),
        numbers(bundled.table, "longitude"),
    )
    inside = (
        (latitudes >= south) & (latitudes <= north) & (longitudes >= west) & (longitudes <= east)
    )
    assert [d.pk for d in found] == numbers(bundled.table, "pk")[inside].tolist()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(LATITUDE, LONGITUDE), min_size=1, max_size=40), LATITUDE, LONGITUDE)
def test_any_sites(
    make_gazetteer: MakeGazetteer, sites: list[Point], lat: float, lon: float
) -> None:
    found = make_gazetteer(sites).neighbors(lat, lon, k=7)
    at = np.array(sites)
    expected = np.sort(distances(lat, lon, at[:, 0], at[:, 1]))[:7]
    assert [n.distance for n in found] == pytest.approx(expected.tolist(), rel=1e-7, abs=1e-4)


def test_edges_of_a_box_belong_to_it(make_gazetteer: MakeGazetteer) -> None:
    gazetteer = make_gazetteer([(40.0, 30.0), (41.0, 31.0), (40.5, 31.000001)])
    assert [d.pk for d in gazetteer.within(west=30, south=40, east=31, north=41)] == [1, 2]
    assert [d.pk for d in gazetteer.within(west=30, south=40, east=30, north=40)] == [1]
