"""``geodistricts build table``: whole snapshots from lists in files."""

import csv
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from akinon_builds import Done
from akinon_lists import PlatformList, platform_list
from geodistricts.cli import main
from geodistricts.gazetteer import Gazetteer
from geodistricts.snapshot.format import BOUNDARIES, FILES, MANIFEST, REVERSE
from geodistricts.snapshot.reading import verify

Build = Callable[..., Done]
Cells = list[list[str | int | float | None]]
HEADINGS: list[str | int | float | None] = ["Mahalle No", "Mahalle", "İlçe", "İl"]


@pytest.fixture
def build(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Build:
    """Run the command inside this process, with ``tmp_path / "out"`` as the snapshot."""

    def run(districts: Path, *more: object) -> Done:
        arguments = ("--districts", districts, "--out", tmp_path / "out", *more)
        with pytest.raises(SystemExit) as raised:
            main(["build", "table", *map(str, arguments)])
        return Done(raised.value.code or 0, *capsys.readouterr())

    return run


@pytest.fixture(scope="module")
def made() -> PlatformList:
    """Return the list of a small platform: some thousand districts."""
    return platform_list(cities={74, 40}, located=0.1)


@pytest.fixture(scope="module")
def named(made: PlatformList) -> Cells:
    """Return the same as people keep it: places by name, coordinates with a comma."""
    townships = {row["pk"]: row["name"] for row in made.townships}
    cities = {row["pk"]: row["name"].title() for row in made.cities}
    rows: Cells = [[*HEADINGS, "Enlem", "Boylam"]]
    for row in made.districts:
        point = [str(row[name] or "").replace(".", ",") for name in ("latitude", "longitude")]
        names = (row["name"], townships[row["township"]], cities[row["city"]])
        rows.append([row["pk"], *names, *point])
    return rows


def write(path: Path, rows: Cells) -> Path:
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("Liste")
        for row in rows:
            sheet.append(row)
        book.save(path)
    elif path.suffix == ".parquet":
        columns = [pa.array(column) for column in zip(*rows[1:], strict=True)]
        pq.write_table(pa.table(columns, [str(heading) for heading in rows[0]]), path)
    else:
        with path.open("w", encoding="cp1254", newline="") as file:
            csv.writer(file, delimiter=";").writerows(rows)
    return path


def contents(path: Path) -> dict[str, bytes]:
    return {entry.name: entry.read_bytes() for entry in path.iterdir()}


def numbered(made: PlatformList, folder: Path) -> Path:
    wanted = ("pk", "name", "township", "city")
    rows: Cells = [[*wanted], *([row[name] for name in wanted] for row in made.districts)]
    return write(folder / "numbered.csv", rows)


def test_a_list_by_name(made: PlatformList, named: Cells, tmp_path: Path, build: Build) -> None:
    done = build(write(tmp_path / "list.csv", named))
    assert (done.code, done.err) == (0, "")
    out = tmp_path / "out"
    assert verify(out) == [(name, None) for name in (MANIFEST, *FILES)]
    assert done.count("Recognised cities: ") == 2
    assert done.count("Recognised townships: ") == len(made.townships)
    assert any("text in cp1254, parted by semicolons" in line for line in done.lines)
    assert "    the districts' numbers: 'Mahalle No'" in done.lines
    gazetteer, bundled = Gazetteer.open(out), Gazetteer.open()
    for pk, bundled_pk in made.bundled_district.items():
        ours, theirs = gazetteer.district(pk), bundled.district(bundled_pk)
        assert (ours.name, ours.township.pk, ours.city.pk) == (
            theirs.name,
            theirs.township.pk,
            theirs.city.pk,
        )
        if ours.coordinate_source != "source":
            assert (ours.latitude, ours.longitude) == (theirs.latitude, theirs.longitude)
    assert gazetteer.manifest["created"] is None
    source = gazetteer.manifest["sources"][0]
    assert (source["name"], source["origin"]) == ("District list", "list.csv")
    for name in (BOUNDARIES, REVERSE):
        assert (out / name).read_bytes() == (bundled.path / name).read_bytes()


def test_a_snapshot_answers_with_the_lists_numbers(
    made: PlatformList, tmp_path: Path, build: Build
) -> None:
    done = build(numbered(made, tmp_path))
    assert done.code == 0
    assert done.count("Recognised townships: ") == len(made.townships)
    gazetteer, bundled = Gazetteer.open(tmp_path / "out"), Gazetteer.open()
    for number, pk in made.bundled_township.items():
        assert gazetteer.township(number).name == bundled.township(pk).name
    number_of = {pk: number for number, pk in made.bundled_district.items()}
    nearest, place = gazetteer.nearest(41.0636, 28.8515), gazetteer.reverse(41.0636, 28.8515)
    assert nearest is not None
    assert place is not None
    expected = bundled.reverse(41.0636, 28.8515)
    assert expected is not None
    assert nearest.district.pk == place.district.pk == number_of[expected.district.pk]
    caferaga = number_of[bundled.match("caferağa", "İstanbul", "Kadıköy")[0].district.pk]
    (match, *_) = gazetteer.match("caferağa mh", city="istanbul", township="kadıköy")
    assert match.district.pk == caferaga
    verdict = gazetteer.validate(city="İstanbul", township="Kadıköy", district="cafreağa mh")
    assert verdict.district is not None
    assert (verdict.possible_next_action, verdict.district.pk) == ("ACCEPT", caferaga)


@pytest.mark.parametrize("ending", ["xlsx", "parquet"])
def test_every_kind_of_file_gives_the_same_bytes(
    named: Cells, tmp_path: Path, build: Build, ending: str
) -> None:
    reversed_rows = [named[0], *named[:0:-1]]
    assert build(write(tmp_path / "list.csv", named), "--name", "shop").code == 0
    first = contents(tmp_path / "out")
    done = build(write(tmp_path / f"list.{ending}", reversed_rows), "--name", "shop")
    assert "Changes: none" in [line.strip() for line in done.lines]
    assert contents(tmp_path / "out") == first


def test_a_rebuild_keeps_what_is_gone_and_says_what_changed(
    named: Cells, tmp_path: Path, build: Build
) -> None:
    rows = [list(row) for row in named]
    assert build(write(tmp_path / "list.csv", rows)).code == 0
    (gone, gone_name, *_) = rows.pop(5)
    renamed = rows[6][1]
    rows[6][1] = "BAŞKA MAH"
    rows.append([999_999, "YEPYENİ MAH", *rows[7][2:]])
    done = build(write(tmp_path / "list.csv", rows))
    text = "\n".join(done.lines)
    assert f"{renamed} → BAŞKA MAH" in text
    assert ": YEPYENİ MAH" in text
    assert f": {gone_name}" in text
    assert not Gazetteer.open(tmp_path / "out").district(int(str(gone))).is_active


def test_shrinking_is_refused_unless_allowed(named: Cells, tmp_path: Path, build: Build) -> None:
    assert build(write(tmp_path / "list.csv", named), "--no-enrich").code == 0
    before = contents(tmp_path / "out")
    fewer = write(tmp_path / "list.csv", named[: len(named) * 19 // 20])
    done = build(fewer, "--no-enrich")
    assert (done.code, done.lines) == (2, [])
    assert "districts would shrink" in done.err
    assert contents(tmp_path / "out") == before
    assert build(fewer, "--no-enrich", "--allow-shrink").code == 0


def test_a_snapshot_of_another_list_is_refused(named: Cells, tmp_path: Path, build: Build) -> None:
    assert build(write(tmp_path / "may.csv", named), "--no-enrich").code == 0
    before = contents(tmp_path / "out")
    june = write(tmp_path / "june.csv", named)
    done = build(june, "--no-enrich")
    assert done.code == 2
    assert "made from may.csv, not from june.csv; name another folder" in done.err
    assert "--name" in done.err
    assert contents(tmp_path / "out") == before
    assert build(june, "--no-enrich", "--name", "may.csv").code == 0


def test_columns_by_option(named: Cells, tmp_path: Path, build: Build) -> None:
    rows = [["a", "b", "c", "d", "e", "f"], *named[1:]]
    path = write(tmp_path / "list.csv", rows)  # type: ignore[arg-type]
    done = build(path, "--no-enrich")
    assert done.code == 2
    assert "the headings are 'a', 'b', 'c', 'd', 'e', 'f'; name one as --pk-column" in done.err
    options = ("pk", "name", "township", "city", "latitude", "longitude")
    said = [(f"--{name}-column", heading) for name, heading in zip(options, "abcdef", strict=True)]
    done = build(path, "--no-enrich", *(word for pair in said for word in pair))
    assert done.code == 0
    sources = Gazetteer.open(tmp_path / "out").table["coordinate_source"].to_pylist()
    assert sources.count("source") == sum(bool(row[4]) for row in named[1:])


def test_lists_of_places(made: PlatformList, named: Cells, tmp_path: Path, build: Build) -> None:
    townships: Cells = [["no", "ilçe", "il"]]
    townships += [[row["pk"], row["name"], row["city"] + 500] for row in made.townships]
    cities: Cells = [["no", "il"], *([row["pk"] + 500, row["name"]] for row in made.cities)]
    files = (
        *("--townships", write(tmp_path / "townships.xlsx", townships)),
        *("--cities", write(tmp_path / "cities.parquet", cities)),
    )
    done = build(write(tmp_path / "list.csv", named), "--no-enrich", *files)
    assert (done.code, done.err) == (0, "")
    gazetteer = Gazetteer.open(tmp_path / "out")
    assert {city.pk for city in gazetteer.cities} == {574, 540}
    for row in made.districts[:200]:
        district = gazetteer.district(row["pk"])
        assert (district.township.pk, district.city.pk) == (row["township"], row["city"] + 500)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("id,ad,ilçe,il\nA-1,KAYA MAH,5,8\n", "row 2: pk is 'A-1', not a whole number"),
        ("id,ad\n1,KAYA MAH\n", "name one as --township-column"),
        (None, "list.csv: No such file or directory; check the path"),
    ],
)
def test_an_error_is_one_line(tmp_path: Path, build: Build, text: str | None, problem: str) -> None:
    path = tmp_path / "list.csv"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    done = build(path)
    assert (done.code, done.lines) == (2, [])
    assert problem in done.err
    assert len(done.err.splitlines()) == 1
    assert not (tmp_path / "out").exists()
