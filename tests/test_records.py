"""Records in the API's shape, and who comes first among equals."""

import pytest

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
