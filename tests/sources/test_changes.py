"""What changed between two snapshots, in every respect that is compared."""

import json
import zlib
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geodistricts.errors import SnapshotError
from geodistricts.gazetteer import Gazetteer
from geodistricts.snapshot.format import (
    ALIASES,
    CITIES,
    DISTRICTS,
    MANIFEST,
    SCHEMAS,
    TOWNSHIPS,
)
from geodistricts.snapshot.reading import manifest_checksum
from geodistricts.sources import Change, Comparison, compare_all, read_tables
from geodistricts.sources.changes import People, PlaceChange
from small_snapshots import write_points

TEPE = {
    **{"pk": 1, "name": "TEPE MAH", "city": 1, "township": 10, "is_active": True},
    **{"latitude": 39.0, "longitude": 32.0, "postal_code": "06100"},
    **{"official_code": 500, "population": 1000},
}
DERE = {**TEPE, "pk": 2, "name": "DERE MAH", "city": 2, "township": 20, "official_code": 501}
OF_TEPE = ("ANKARA", "ÇANKAYA", 1, "TEPE MAH")


def tables(
    *districts: dict[str, Any],
    cities: tuple[str, ...] = ("ANKARA", "İZMİR"),
    townships: tuple[str, ...] = ("ÇANKAYA", "KONAK"),
    aliases: tuple[tuple[int, str], ...] = (),
) -> dict[str, pa.Table]:
    def table(name: str, rows: list[dict[str, Any]]) -> pa.Table:
        return pa.Table.from_pylist(rows, SCHEMAS[name])

    return {
        CITIES: table(
            CITIES,
            [{"pk": n, "name": name, "is_active": True} for n, name in enumerate(cities, 1)],
        ),
        TOWNSHIPS: table(
            TOWNSHIPS,
            [
                {"pk": 10 * n, "name": name, "city": n, "is_active": True}
                for n, name in enumerate(townships, 1)
            ],
        ),
        DISTRICTS: table(DISTRICTS, list(districts)),
        ALIASES: table(ALIASES, [{"pk": pk, "name": name} for pk, name in aliases]),
    }


@pytest.mark.parametrize(
    ("now", "expected", "line"),
    [
        (
            {"postal_code": "06200"},
            Change("postal_code", *OF_TEPE, "06100", "06200"),
            "ÇANKAYA: TEPE MAH, 06100 → 06200",
        ),
        (
            {"postal_code": None},
            Change("postal_code", *OF_TEPE, "06100", None),
            "ÇANKAYA: TEPE MAH, 06100 → none",
        ),
        (
            {"official_code": 7},
            Change("official_code", *OF_TEPE, 500, 7),
            "ÇANKAYA: TEPE MAH, 500 → 7",
        ),
        (
            {"name": "ÇINAR MAH"},
            Change("renamed", *OF_TEPE[:3], "ÇINAR MAH", "TEPE MAH", "ÇINAR MAH"),
            "ÇANKAYA: TEPE MAH → ÇINAR MAH",
        ),
        (
            {"city": 2, "township": 20},
            Change("moved", "İZMİR", "KONAK", 1, "TEPE MAH", "ÇANKAYA, ANKARA", "KONAK, İZMİR"),
            "KONAK: TEPE MAH, out of ÇANKAYA, ANKARA",
        ),
        (
            {"latitude": None, "longitude": None},
            Change("moved", *OF_TEPE, (39.0, 32.0), None),
            "ÇANKAYA: TEPE MAH, coordinates lost",
        ),
        ({"is_active": False}, Change("removed", *OF_TEPE, "TEPE MAH"), "ÇANKAYA: TEPE MAH"),
    ],
)
def test_a_change_of_one_district(now: dict[str, Any], expected: Change, line: str) -> None:
    found = compare_all(tables(TEPE, DERE), tables({**TEPE, **now}, DERE))
    assert found.districts == [expected]
    assert found.districts[0].line == line
    assert (found.cities, found.townships, found.new_codes) == ([], [], {})


def test_every_move_is_told_where_a_build_tells_those_of_a_kilometre() -> None:
    found = compare_all(tables(TEPE), tables({**TEPE, "latitude": 39.001}))
    [change] = found.districts
    assert change.metres == pytest.approx(111.2, abs=0.1)
    assert change.line == "ÇANKAYA: TEPE MAH, 111 m"


def test_population_is_summed_and_new_codes_are_counted() -> None:
    old = tables({**TEPE, "official_code": None, "population": None}, DERE)
    found = compare_all(old, tables(TEPE, {**DERE, "population": 900}))
    assert found.people == {"ANKARA": People(1, 0, 1000), "İZMİR": People(1, 1000, 900)}
    assert (found.new_codes, found.districts) == ({"ANKARA": 1}, [])


def test_cities_and_townships() -> None:
    old = tables(TEPE, townships=("ÇANKAYA", "KONAK"))
    new = tables(TEPE, cities=("ANKARA", "SMYRNA", "NEW"), townships=("MERKEZ", "KONAK", "NEW"))
    found = compare_all(old, new)
    assert found.cities == [
        PlaceChange("renamed", 2, "SMYRNA", "İZMİR"),
        PlaceChange("added", 3, "NEW"),
    ]
    assert found.townships == [
        PlaceChange("renamed", 10, "MERKEZ, ANKARA", "ÇANKAYA, ANKARA"),
        PlaceChange("renamed", 20, "KONAK, SMYRNA", "KONAK, İZMİR"),
        PlaceChange("added", 30, "NEW, NEW"),
    ]
    assert [one.kind for one in compare_all(new, old).cities] == ["renamed", "removed"]


def test_other_names() -> None:
    old, new = tables(TEPE, aliases=((1, "ESKİ"),)), tables(TEPE, aliases=((1, "YENİ"),))
    lines = [change.line for change in compare_all(old, new).districts]
    assert lines == ["ÇANKAYA: TEPE MAH, no longer ESKİ", "ÇANKAYA: TEPE MAH, YENİ"]


def test_nothing_differs_from_itself(bundled: Gazetteer) -> None:
    whole = read_tables(bundled.path)
    found = compare_all(whole, whole)
    assert not found
    assert found == Comparison([], [], [], {}, {})


def test_an_older_format_can_be_compared(tmp_path: Path) -> None:
    write_points(tmp_path / "new", [(39.0, 32.0)])
    whole = read_tables(tmp_path / "new")
    write_points(tmp_path / "old", [(39.0, 32.0)])
    lacking = pq.read_table(tmp_path / "old" / DISTRICTS).drop_columns(["population"])
    pq.write_table(lacking, tmp_path / "old" / DISTRICTS, write_page_checksum=True)
    content = (tmp_path / "old" / DISTRICTS).read_bytes()
    manifest = json.loads((tmp_path / "old" / MANIFEST).read_text(encoding="utf-8"))
    del manifest["files"][ALIASES]
    manifest["files"][DISTRICTS] |= {"bytes": len(content), "crc32": f"{zlib.crc32(content):08x}"}
    manifest |= {"format_version": 1}
    manifest["checksum"] = manifest_checksum(manifest)
    (tmp_path / "old" / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    assert not compare_all(read_tables(tmp_path / "old"), whole)
    with pytest.raises(SnapshotError, match="is no snapshot"):
        read_tables(tmp_path / "nowhere")
