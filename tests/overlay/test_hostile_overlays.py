"""Whatever a file of corrections holds: a gazetteer that answers, or one clear error."""

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodistricts import OverlayError
from geodistricts.gazetteer import Gazetteer
from geodistricts.overlay.reading import COLUMNS
from small_snapshots import write_points

PATIENT = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
HEADER = ",".join(COLUMNS).encode()

anything = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    st.sampled_from(
        ["\0", '"', "\r\n", "1e400", "-0", "٣", "١٠٠٠٠٠٠٠", "9" * 400, "NaN", "x" * 900]
    ),
)
OF_COLUMN = {
    "action": ["add", "rename", "alias", "move", "deactivate", "Ekle"],
    "pk": ["1", "2", "3", "4", "10000000", "10000001.0", "2147483647", "2147483648"],
    "name": ["", "YENİ MAH", "A MAH (B KÖYÜ)", "(", "KÖYÜ", "1"],
    "city": ["", "City", "city", "1", "99"],
    "city_pk": ["", "", "1", "2"],
    "township": ["", "Township", "twonship", "1"],
    "township_pk": ["", "", "1", "2"],
    "latitude": ["", "41", "39,5", "-91", "90"],
    "longitude": ["", "29", "180", "1000"],
    "postal_code": ["", "34710", "1720", "347"],
    "note": ["", "why"],
}
lines = st.tuples(
    *(
        st.one_of(st.sampled_from(OF_COLUMN[name]), st.sampled_from(OF_COLUMN[name]), anything)
        if name not in ("action", "pk")
        else st.sampled_from(OF_COLUMN[name])
        for name in COLUMNS
    )
)


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("list") / "snapshot"
    write_points(path, [(41.0, 29.0), (41.1, 29.1), None])
    return path


def refused_or_right(listed: Path, overlay: Path) -> None:
    try:
        gazetteer = Gazetteer.open(listed, overlay)
    except OverlayError as error:
        text = str(error)
        assert text.startswith(str(overlay))
        assert len(text.splitlines()) == 1
        assert len(text) < len(str(overlay)) + 400
        return
    count = sum(one.action == "add" for one in gazetteer.corrections)
    assert gazetteer.table.num_rows == 3 + count
    for district in gazetteer.districts_of("Township"):
        assert gazetteer.district(district.pk) is district
        if district.latitude is not None and district.longitude is not None:
            found = gazetteer.nearest(district.latitude, district.longitude)
            assert found is not None
            assert found.distance == 0
    gazetteer.match("yeni")
    gazetteer.parse("Yeni Mah. Township City")
    gazetteer.reverse(41.0, 29.0)


@PATIENT
@given(st.lists(lines, max_size=4))
def test_any_fields(
    listed: Path, tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
) -> None:
    path = tmp_path_factory.mktemp("fields") / "overlay.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *rows])
    refused_or_right(listed, path)


@PATIENT
@given(st.one_of(st.binary(max_size=80), st.binary(max_size=60).map(lambda b: HEADER + b"\n" + b)))
def test_any_bytes(listed: Path, tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("bytes") / "overlay.csv"
    path.write_bytes(content)
    refused_or_right(listed, path)
