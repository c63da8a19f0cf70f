"""JSON as the answers' own ``as_dict`` says it, record for record."""

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodistricts.gazetteer import Gazetteer

pytest.importorskip("fastapi", reason="the service needs geodistricts[server]")
from geodistricts.service.encoding import encode

LINES = ["Caferağa Mh. Moda Cd. 45 Kadıköy", "Cumhuriyet Mah.", "", "Berlin", "34710", "Ankara"]


@given(st.sampled_from(LINES), st.sampled_from([None, "İstanbul", "34", "yok"]))
def test_verdicts_and_lines(bundled: Gazetteer, line: str, city: str) -> None:
    for answer in (bundled.validate(city, address=line), bundled.parse(line)):
        assert orjson.loads(encode(answer)) == answer.as_dict()


@settings(max_examples=200)
@given(st.floats(35, 43), st.floats(25, 46))
def test_points(bundled: Gazetteer, lat: float, lon: float) -> None:
    for answer in (bundled.nearest(lat, lon), bundled.reverse(lat, lon)):
        written = None if answer is None else answer.as_dict()
        assert orjson.loads(encode(answer)) == written
    neighbors = bundled.neighbors(lat, lon, k=3)
    assert orjson.loads(encode(neighbors)) == [one.as_dict() for one in neighbors]


def test_places_of_every_level(bundled: Gazetteer) -> None:
    for place in (bundled.city(40), bundled.township(40), bundled.district(40)):
        assert orjson.loads(encode(place)) == place.as_dict()
