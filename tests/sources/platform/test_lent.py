"""What a platform's snapshot has of the bundled one, whichever way its lists were read."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from akinon_crawls import QUICK
from akinon_server import DISTRICTS, SIMPLE, TOKEN, serving
from geodistricts.gazetteer import Gazetteer
from geodistricts.snapshot.format import (
    ALIASES,
    BOUNDARIES,
    CITY_BOUNDARIES,
    FILES,
    MANIFEST,
    REVERSE,
    TOWNSHIP_BOUNDARIES,
)
from geodistricts.snapshot.reading import read_manifest, read_table, verify
from geodistricts.sources.akinon import AkinonClient, build_akinon
from geodistricts.sources.platform import Bundled, PlatformReport
from geodistricts.sources.table import ListFiles, build_table
from small_platforms import ALIAS, PLACES, Row, numbered_rows, write_csv, write_lender

Build = Callable[..., PlatformReport]
UNSAID = {"created_date": None, "modified_date": None, "omnitron_id": None, "mapping": None}
NOWHERE = {"longitude": None, "latitude": None}
SHARED = "code and population left out: another district has the same counterpart"


@pytest.fixture(scope="module")
def lender(tmp_path_factory: pytest.TempPathFactory) -> Bundled:
    """Return a small snapshot whose every column has values."""
    return write_lender(tmp_path_factory.mktemp("lender") / "snapshot")


@pytest.fixture(params=["akinon", "table"])
def build(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Build]:
    """Build a snapshot in ``tmp_path / "out"`` from rows, in both ways."""
    out = tmp_path / "out"

    def from_server(rows: list[Row], bundled: Bundled | None) -> PlatformReport:
        rows = [{**NOWHERE, **UNSAID, "is_active": True, **row} for row in rows]
        server.lists |= {DISTRICTS: rows, SIMPLE: rows}
        client = AkinonClient(server.url, TOKEN, QUICK)
        return build_akinon(client, out, bundled, allow_shrink=True)

    def from_file(rows: list[Row], bundled: Bundled | None) -> PlatformReport:
        file = write_csv(tmp_path / "list.csv", [{"is_active": True, **row} for row in rows])
        return build_table(ListFiles(file), out, bundled, allow_shrink=True)

    if request.param == "table":
        yield from_file
    else:
        with serving([]) as server:
            yield from_server


def read(path: Path, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = read_table(path, read_manifest(path), name).to_pylist()
    return rows


def figures(path: Path) -> dict[int, tuple[int | None, int | None]]:
    table = Gazetteer.open(path).table.select(["pk", "official_code", "population"])
    return {row["pk"]: (row["official_code"], row["population"]) for row in table.to_pylist()}


def test_codes_people_names_and_shapes(lender: Bundled, build: Build, tmp_path: Path) -> None:
    build(numbered_rows(), lender)
    out = tmp_path / "out"
    assert verify(out) == [(name, None) for name in (MANIFEST, *FILES)]
    assert figures(out) == {100 + pk: (40_000 + pk, 1000 + pk) for pk in range(1, 16)}
    gazetteer = Gazetteer.open(out)
    city, township = gazetteer.city(9), gazetteer.township(72)
    assert (city.name, city.official_code, city.population) == ("BOLU", 80, 10_001)
    assert (township.name, township.official_code, township.population) == ("CEYHAN", 1101, 5001)
    assert read(out, ALIASES) == [
        dict(zip(("pk", "name", "kind", "source"), (101, *ALIAS[1:]), strict=True))
    ]
    for name, numbers in ((TOWNSHIP_BOUNDARIES, (71, 72, 73)), (CITY_BOUNDARIES, (8, 9))):
        lent = lender.tables[name].to_pylist()
        assert read(out, name) == [{**row, "pk": pk} for row, pk in zip(lent, numbers, strict=True)]
    for name in (BOUNDARIES, REVERSE):
        assert (out / name).read_bytes() == (lender.path / name).read_bytes()


def test_an_alias_that_is_the_districts_own_name(
    lender: Bundled, build: Build, tmp_path: Path
) -> None:
    rows = numbered_rows()
    rows[0]["name"] = "Eski Akkapı Mahallesi"
    rows.append({**rows[0], "pk": 130, "name": "AKKAPI MAH"})
    build(rows, lender)
    assert [row["pk"] for row in read(tmp_path / "out", ALIASES)] == [130]


@pytest.mark.parametrize(
    ("names", "active", "expected"),
    [
        (("Akkapı Mah", "AKKAPI MAH"), (True, True), 1),
        (("AKKAPI MAH", "akkapı mahallesi"), (True, True), 0),
        (("Akkapı Mah", "akkapi mahallesi"), (True, True), 0),
        (("AKKAPI MAH", "AKKAPI MAH"), (True, True), None),
        (("akkapı mahallesi", "Akkapı Mahallesi"), (True, True), None),
        (("Akkapı Mahallesi", "AKKAPI MAH"), (True, False), 0),
        (("AKKAPI MAH", "Akkapı Mah"), (False, False), 0),
    ],
)
def test_people_are_counted_once(
    lender: Bundled,
    build: Build,
    tmp_path: Path,
    names: tuple[str, str],
    active: tuple[bool, bool],
    expected: int | None,
) -> None:
    rows = numbered_rows()[1:]
    for pk, (name, is_active) in enumerate(zip(names, active, strict=True), start=201):
        rows.append({**rows[0], "pk": pk, "name": name, "is_active": is_active})
    report = build(rows, lender)
    found = figures(tmp_path / "out")
    has_it = [found[pk] == (40_001, 1001) for pk in (201, 202)]
    assert has_it == [place == expected for place in (0, 1)]
    without = [note.subject for note in report.notes if note.kind == SHARED]
    assert len(without) == 2 - sum(has_it)
    assert all(Gazetteer.open(tmp_path / "out").district(pk).postal_code for pk in (201, 202))


def test_what_is_gone_has_no_figures(lender: Bundled, build: Build, tmp_path: Path) -> None:
    rows = numbered_rows()
    build(rows, lender)
    build([*rows[1:], {**rows[0], "pk": 900}], lender)
    assert not Gazetteer.open(tmp_path / "out").district(101).is_active
    found = figures(tmp_path / "out")
    assert (found[101], found[900]) == ((None, None), (40_001, 1001))


def test_nothing_is_lent_where_nothing_shall_be(build: Build, tmp_path: Path) -> None:
    build(numbered_rows(), None)
    assert set(figures(tmp_path / "out").values()) == {(None, None)}
    for name in (ALIASES, TOWNSHIP_BOUNDARIES, CITY_BOUNDARIES, BOUNDARIES):
        assert read(tmp_path / "out", name) == []


def test_a_city_that_is_called_as_another_lends_nothing(lender: Bundled, tmp_path: Path) -> None:
    """The districts are Bolu's, the list says Adana: one of them is wrong."""
    rows = [
        {"pk": number, "name": f"{name} MAH", "township": "MERKEZ", "city": "ADANA"}
        for number, name in enumerate(PLACES["BOLU", "MERKEZ"], 1)
    ]
    file = write_csv(tmp_path / "list.csv", rows)
    report = build_table(ListFiles(file), tmp_path / "out", lender)
    [city] = Gazetteer.open(tmp_path / "out").cities
    assert (city.name, city.official_code, city.population) == ("ADANA", None, None)
    assert report.counterparts is not None
    assert not report.counterparts.cities
    assert len(report.unmatched) == len(rows)
