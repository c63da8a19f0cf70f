"""Great-circle geometry."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodistricts.basics.geodesy import (
    EARTH_RADIUS,
    box_around,
    great_circle_distance,
    half_sides,
)
from oracle import distances

LATITUDE = st.floats(-90, 90)
LONGITUDE = st.floats(-180, 180)


@given(LATITUDE, LONGITUDE, LATITUDE, LONGITUDE)
def test_distance_agrees_with_vectors(
    latitude: float, longitude: float, other_latitude: float, other_longitude: float
) -> None:
    ours = float(great_circle_distance(latitude, longitude, other_latitude, other_longitude))
    vector = float(distances(latitude, longitude, other_latitude, other_longitude))
    # asin loses half the digits next to the antipode: sqrt(2^-52) * R is 0.1 m.
    assert ours == pytest.approx(vector, rel=1e-9, abs=1e-6 if ours < 1.9e7 else 0.5)


def test_a_quarter_of_a_meridian() -> None:
    quarter = EARTH_RADIUS * math.pi / 2
    assert float(great_circle_distance(0, 0, 90, 0)) == pytest.approx(quarter, rel=1e-12)


@given(LATITUDE, LONGITUDE, LATITUDE, LONGITUDE, st.floats(1, 2e7))
def test_box_holds_the_circle(
    latitude: float,
    longitude: float,
    other_latitude: float,
    other_longitude: float,
    radius: float,
) -> None:
    box = box_around(latitude, longitude, radius)
    away = float(great_circle_distance(latitude, longitude, other_latitude, other_longitude))
    if away <= radius:
        assert box.west <= other_longitude <= box.east
        assert box.south <= other_latitude <= box.north
        ((width,), (height,)) = half_sides(*np.array([[latitude], [longitude], [radius]]))
        assert abs(other_longitude - longitude) <= width
        assert abs(other_latitude - latitude) <= height


def test_box_is_tight() -> None:
    box = box_around(40.0, 30.0, 10_000.0)
    edge = np.array([box.west, box.east])
    reach = [great_circle_distance(40.0, 30.0, np.linspace(39, 41, 20001), at).min() for at in edge]
    assert reach == pytest.approx([10_000.0, 10_000.0], abs=0.5)
