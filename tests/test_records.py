"""Records in the API's shape, and who comes first among equals."""

import json
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

from geodistricts import Gazetteer
from geodistricts.records import City, District, Township
from small_snapshots import MakeGazetteer

CITY = City(40, "İSTANBUL", "İstanbul", True, None, None)
TOWNSHIP = Township(482, "BAĞCILAR", "Bağcılar", CITY, True, None, None)


@pytest.mark.parametrize(
    ("source", "longitude", "latitude"),
    [
        ("source", "28.85152400", "41.06363300"),
        ("boundary", "28.85152400", "41.06363300"),
        ("village", "28.85152400", "41.06363300"),
        ("bundled", None, None),
        ("bundled_village", None, None),
    ],
)
def test_what_the_platform_did_not_give_is_null(
    source: str, longitude: str | None, latitude: str | None
) -> None:
    name, shown = "100. YIL MAH", "100. Yıl Mah."
    place = (None, "34218", 41.063633, 28.851524, source, True)
    district = District(36064, name, shown, CITY, TOWNSHIP, "mahalle", *place)
    assert district.to_dict() == {
        "pk": 36064,
        "name": name,
        "city": 40,
        "township": 482,
        "is_active": True,
        "longitude": longitude,
        "latitude": latitude,
    }


def test_the_better_coordinate_source_comes_first(make_gazetteer: MakeGazetteer) -> None:
    sources = ["bundled_village", "village", "bundled", "boundary", "source"]
    gazetteer = make_gazetteer([(41.0, 29.0)] * len(sources), sources)
    ranked = [n.district.coordinate_source for n in gazetteer.neighbors(41, 29, k=9)]
    assert ranked == ["source", "bundled", "boundary", "bundled_village", "village"]
    nearest = gazetteer.nearest(41, 29)
    assert nearest is not None
    assert nearest.district.coordinate_source == "source"


def test_as_dict_is_plain_json_and_has_a_label(bundled: Gazetteer) -> None:
    district = bundled.district("Caferağa", city="34", township="Kadıköy")
    lat, lon = district.latitude or 0.0, district.longitude or 0.0
    label = "Caferağa Mah., Kadıköy, İstanbul"
    plain = district.as_dict()
    assert plain == {
        **district._asdict(),
        "label": label,
        "city": {"pk": district.city.pk, "name": "İSTANBUL", "display_name": "İstanbul"},
        "township": {"pk": district.township.pk, "name": "KADIKÖY", "display_name": "Kadıköy"},
    }
    [match] = bundled.match("caferağa", "34", "Kadıköy")
    nearest, place = bundled.nearest(lat, lon), bundled.reverse(lat, lon)
    assert nearest
    assert place
    for answer in (match, nearest, place):
        assert answer.label == answer.as_dict()["label"] == label
        assert answer.as_dict()["district"] == plain
        assert answer.as_dict().keys() == {"label", *answer._fields}
    assert (nearest.as_dict()["distance"], place.as_dict()["others"]) == (0.0, [])
    parsed = bundled.parse("Caferağa Mah. Moda Cd. 5 Kadıköy")
    verdict = bundled.validate("34", "Bakırköy", "caferağa")
    for whole in (parsed, verdict):
        written = {"formatted_address", "address_lines"} if whole is verdict else set()
        assert whole.as_dict().keys() == {"label", *written, *whole._fields}
        assert whole.as_dict()["label"] == label
        assert whole.as_dict()["district"] == plain
    township = verdict.as_dict()["components"]["township"]
    assert township["input"] == "Bakırköy"
    assert township["value"] == district.township.as_dict()
    assert township["value"]["label"] == "Kadıköy, İstanbul"
    assert bundled.parse("?").as_dict()["label"] is None
    assert bundled.validate("34").as_dict()["label"] == "İstanbul"
    resolved = bundled.resolve("34", "Kadıköy", "Caferağa")
    assert resolved.as_dict() == {
        "city": district.city.pk,
        "township": district.township.pk,
        "district": district.pk,
    }
    records = (match, nearest, place, parsed, verdict, district, district.city, resolved)
    for plain in (record.as_dict() for record in records):
        assert json.loads(json.dumps(plain, allow_nan=False)) == plain


@pytest.mark.parametrize(
    "fields",
    [
        {"postal_code": np.int64(34710), "latitude": np.float32(41), "longitude": np.float16(29)},
        {"postal_code": float("inf"), "latitude": float("nan"), "longitude": "x"},
        {"postal_code": object(), "latitude": Decimal(41), "longitude": [29]},
        {"postal_code": b"34710", "latitude": np.array([41.0, 42.0]), "longitude": True},
        {"postal_code": {"a": {1, 2}}, "latitude": 10**400, "longitude": pd.NA},
    ],
)
def test_a_verdict_is_json_whatever_was_given(bundled: Gazetteer, fields: dict[str, Any]) -> None:
    json.dumps(bundled.validate("34", "Kadıköy", "Caferağa", **fields).as_dict(), allow_nan=False)
