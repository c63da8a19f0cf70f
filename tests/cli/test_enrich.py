"""``geodistricts enrich``, run on real files; and that no row or column of any file is lost."""

import csv
import gzip
import json
import os
import pty
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import click
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import geodistricts as gd
from geodistricts.cli import cli
from geodistricts.gazetteer import Gazetteer
from geodistricts.tables.enriching import COLUMNS, LINE_COLUMNS
from geodistricts.tables.files import open_table

POINT = ["--latitude", "lat", "--longitude", "lon"]


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch, bundled: Gazetteer) -> None:
    """Open the bundled snapshot once, not for every command."""
    monkeypatch.setattr("geodistricts.cli.enrich.open_snapshot", lambda *paths: bundled)


def run(*arguments: object) -> Result:
    """Run the command, quietly."""
    return CliRunner().invoke(cli, ["enrich", *map(str, arguments)], standalone_mode=False)


def read_rows(path: Path, delimiter: str = ",") -> list[list[str]]:
    """Read a text file with the standard library."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


def test_points_in_csv(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    lines = [
        "id,lat,lon,note",
        '007,41.0636,28.8515,"a, ""b"""',
        "008,40.97,29.02,at sea",
        "009,,,nothing",
        "010,x,29.0,no number",
        "011,141.0,29.0,out of range",
        '012,"41,0636","28,8515","two\nlines"',
        "013,36.0,20.0,abroad",
    ]
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert run(source, target, *POINT).return_value == 0
    before, after = read_rows(source), read_rows(target)
    assert [row[:4] for row in after] == before
    assert after[0][4:] == list(COLUMNS)
    place = gd.reverse(41.0636, 28.8515)
    assert place
    inside = place.district
    assert after[1][4:] == after[6][4:]
    assert after[1][4:] == [
        *(str(inside.pk), inside.name, str(inside.township.pk), inside.township.name),
        *(str(inside.city.pk), inside.city.name, inside.postal_code, "1", "ACCEPT"),
    ]
    assert after[2][-1] == "CONFIRM"
    assert 0 < float(after[2][-2]) < 0.8
    for row in (3, 4, 5, 7):
        assert after[row][4:] == ["", "", "", "", "", "", "", "0", "FIX"]


@pytest.mark.parametrize(("ending", "delimiter"), [(".csv", ";"), (".tsv", "\t"), (".csv.gz", "|")])
def test_kinds_of_text(tmp_path: Path, ending: str, delimiter: str) -> None:
    source, target = tmp_path / f"in{ending}", tmp_path / f"out{ending}"
    text = "\ufeff" + "\n".join(
        delimiter.join(row) for row in (["lat", "lon"], ["41.0636", "28.8515"])
    )
    with (gzip.open if ending.endswith("gz") else open)(source, "wt", encoding="utf-8") as file:
        file.write(text)
    assert run(source, target, *POINT).return_value == 0
    header, row = read_rows(target, delimiter)
    assert header[:2] == ["lat", "lon"]
    assert row[-1] == "ACCEPT"


def test_a_file_in_the_old_turkish_encoding(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes("adres\nCaferağa Mah. Kadıköy İstanbul\n".encode("windows-1254"))
    arguments = ["--address", "adres", "--encoding", "windows-1254"]
    assert run(source, target, *arguments).return_value == 0
    assert read_rows(target)[1][0] == "Caferağa Mah. Kadıköy İstanbul"
    assert read_rows(target)[1][-2:] == ["ACCEPT", ""]
    assert isinstance(run(source, target, "--address", "adres").exception, ValueError)


def test_points_and_addresses_in_parquet(tmp_path: Path) -> None:
    source, target = tmp_path / "in.parquet", tmp_path / "out.parquet"
    table = pa.table(
        {
            "lat": [41.0636, None],
            "lon": [28.8515, None],
            "address": ["Cumhuriyet Mah. Atatürk Cad. 5", None],
            "il": ["istanbul", None],
            "ilçe": ["çekmeköy", None],
            "tags": [["a"], []],
        }
    )
    pq.write_table(table, source)
    assert run(source, target, *POINT, "--prefix", "pin_").return_value == 0
    first = pq.read_table(target)
    assert first.select(table.column_names).equals(table)
    assert first["pin_next_action"].to_pylist() == ["ACCEPT", "FIX"]
    again = tmp_path / "again.parquet"
    columns = ["--address", "address", "--city", "il", "--township", "ilçe"]
    assert run(target, again, *columns).return_value == 0
    second = pq.read_table(again)
    assert second.select(first.column_names).equals(first)
    assert second["township"].to_pylist() == ["ÇEKMEKÖY", None]
    assert second["next_action"].to_pylist()[1] == "FIX"


def test_places_as_written_and_by_pk(tmp_path: Path, bundled: Gazetteer) -> None:
    township = bundled.township("çekmeköy", city="34")
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    row = f"Cumhuriyet Mah. Atatürk Cad. 5,34,{township.city.pk},{township.pk}"
    source.write_text(f"address,il,city_number,t\n{row}\n", encoding="utf-8")
    for places in (["--city", "il"], ["--city-pk", "city_number"]):
        columns = ["--address", "address", *places, "--township-pk", "t", "--prefix", "new_"]
        assert run(source, target, *columns).return_value == 0
        found = dict(zip(*read_rows(target), strict=True))
        assert found["new_township_pk"] == str(township.pk)
        assert found["new_city"] == "İSTANBUL"


def test_orders_with_and_without_a_line(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    lines = [
        "il,ilçe,mahalle,pk,adres",
        "6,Batıkent,,,Kardelen mah. 2090 sk. no:5 d:3",
        "34,Kadıköy,Caferağa,34710,Moda Cd. 45",
        "34,Bakırköy,Caferağa,,Moda Cd. 45",
        "34,Kadıköy,Caferağa,,Moda Cd. 45 Ankara",
        ",,,,",
    ]
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    fields = ["--city", "il", "--township", "ilçe", "--district", "mahalle", "--postal-code", "pk"]
    fields += ["--prefix", "new_"]
    assert run(source, target, *fields, "--address", "adres").return_value == 0
    header, *rows = read_rows(target)
    assert header == [*lines[0].split(","), *(f"new_{name}" for name in [*COLUMNS, *LINE_COLUMNS])]
    found = [dict(zip(header, row, strict=True)) for row in rows]
    actions = [row["new_next_action"] for row in found]
    assert actions == ["ACCEPT", "ACCEPT", "CONFIRM", "CONFIRM", "FIX"]
    assert (found[0]["new_township"], found[0]["new_district"], found[0]["new_street_line"]) == (
        "YENİMAHALLE",
        "KARDELEN MAH",
        "2090 sk. no:5 d:3",
    )
    assert run(source, target, *fields).return_value == 0
    header, *rows = read_rows(target)
    assert header == [*lines[0].split(","), *(f"new_{name}" for name in COLUMNS)]
    assert [row[-1] for row in rows] == ["FIX", "ACCEPT", "CONFIRM", "ACCEPT", "FIX"]


def test_the_least_confidence(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    rows = ["il,ilçe,mahalle", "İstanbul,Kadıköy,Caferağa", "İstanbul,Bakırköy,Caferağa"]
    source.write_text("\n".join(rows) + "\n", encoding="utf-8")
    fields = ["--city", "il", "--township", "ilçe", "--district", "mahalle"]
    found = gd.validate_many(city="İstanbul", township=["Kadıköy", "Bakırköy"], district="Caferağa")
    assert found.possible_next_actions == ["ACCEPT", "CONFIRM"]
    assert found.confidences[0] > 0.9 >= found.confidences[1] > 0.01
    for least in (0.9, 0.01, 1):
        assert run(source, target, *fields, "--min-confidence", least).return_value == 0
        sure, other = found.confidences.tolist()
        expected = [
            "ACCEPT" if sure >= least else "CONFIRM",
            "ACCEPT" if least <= other < 0.9 else "CONFIRM",
        ]
        assert [row[-1] for row in read_rows(target)[1:]] == expected
    for bad in ("1.1", "-0.1", "nan", "x"):
        error = run(source, target, *fields, "--min-confidence", bad).exception
        assert isinstance(error, click.UsageError | ValueError)


def test_counts(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("lat,lon\n41.0636,28.8515\n,\n", encoding="utf-8")
    found = run(source, tmp_path / "out.csv", *POINT, "--json")
    expected = {
        "rows": 2,
        "solved": 1,
        "unsolved": 1,
        "ACCEPT": 1,
        "CONFIRM": 0,
        "FIX": 1,
        "swapped": 0,
    }
    assert json.loads(found.stdout) == expected
    source.write_text("lat,lon\n,\n", encoding="utf-8")
    assert run(source, tmp_path / "out.csv", *POINT).return_value == 1
    source.write_text("lat,lon\n", encoding="utf-8")
    assert run(source, tmp_path / "out.csv", *POINT).return_value == 1
    assert read_rows(tmp_path / "out.csv") == [["lat", "lon", *COLUMNS]]


def test_swapped_coordinates_are_counted(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    rows = ["41.0636,28.8515", "28.8515,41.0636", '"28,8515","41,0636"', "50.0,10.0", ",", "120,41"]
    source.write_text("\n".join(["lat,lon", *rows]) + "\n", encoding="utf-8")
    found = run(source, tmp_path / "out.csv", *POINT, "--json")
    assert json.loads(found.stdout)["swapped"] == 2
    assert "2 rows would be in Turkey the other way round" in found.stderr
    source.write_text("lat,lon\n41.0636,28.8515\n", encoding="utf-8")
    assert "other way round" not in run(source, tmp_path / "out.csv", *POINT).stderr


@pytest.mark.parametrize(
    ("text", "arguments", "problem"),
    [
        ("lat,lon\n1,2\n", [], "give either"),
        ("lat,lon\n1,2\n", ["--latitude", "lat"], "give either"),
        ("lat,lon\n1,2\n", [*POINT, "--address", "lat"], "give either"),
        ("lat,lon\n1,2\n", [*POINT, "--city", "lat"], "give either"),
        ("lat,lon\n1,2\n", [*POINT, "--city-pk", "lat"], "give either"),
        ("a,street_line\n1,2\n", ["--address", "a"], "a column 'street_line' already"),
        ("a,c\n1,2\n", ["--district", "x"], "no column 'x'"),
        ("a,c\n1,2\n", ["--address", "a", "--city", "c", "--city-pk", "c"], "--city-pk"),
        ("a,c\n1,2\n", ["--address", "a", "--township-pk", "x"], "no column 'x'"),
        ("lat,lon\n1,2\n", ["--latitude", "lat", "--longitude", "x"], "no column 'x'; .* lat, lon"),
        ("lat,lon,lat\n1,2,3\n", POINT, "more than one column 'lat'"),
        ("lat,lon,city\n1,2,3\n", POINT, "a column 'city' already; set --prefix"),
        ("lat,lon\n1,2\n1\n", POINT, "in.csv: line 3 has 1 fields where the header has 2"),
        ("", POINT, "in.csv: empty in its first line"),
    ],
)
def test_bad_input(tmp_path: Path, text: str, arguments: list[str], problem: str) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(text, encoding="utf-8")
    target.write_text("as it was", encoding="utf-8")
    error = run(source, target, *arguments).exception
    with pytest.raises(Exception, match=problem):
        raise error or AssertionError
    assert target.read_text(encoding="utf-8") == "as it was"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.csv"]


def test_bad_files(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("lat,lon\n1,2\n", encoding="utf-8")
    link = tmp_path / "link.csv"
    os.symlink(source, link)
    hard = tmp_path / "hard.csv"
    hard.hardlink_to(source)
    for target in (source, link, hard):
        assert "is IN itself" in str(run(source, target, *POINT).exception)
    assert "name a .csv" in str(run(source, tmp_path / "out.xlsx", *POINT).exception)
    assert isinstance(run(tmp_path / "none.csv", tmp_path / "out.csv", *POINT).exception, OSError)
    (tmp_path / "bad.parquet").write_bytes(b"nothing of the kind")
    assert "bad.parquet" in str(
        run(tmp_path / "bad.parquet", tmp_path / "out.csv", *POINT).exception
    )


cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
cells |= st.sampled_from(["41.0636", "28,8515", "007", "", '"', "a;b", "x\r\ny", "\t", "1e5"])
tables = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), max_size=8)
)


@given(
    tables,
    st.sampled_from([".csv", ".csv.gz", ".tsv", ".parquet"]),
    st.sampled_from([".csv", ".csv.gz", ".tsv", ".parquet"]),
    st.sampled_from(
        [POINT, ["--address", "lat", "--city", "lon"], ["--city", "lat", "--postal-code", "lon"]]
    ),
)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_row_and_column_stays(
    tmp_path: Path, rows: list[list[str]], before: str, after: str, asked: list[str]
) -> None:
    source, target = tmp_path / f"in{before}", tmp_path / f"out{after}"
    names = ["lat", "lon", "code", "note", "x"][: len(rows[0]) if rows else 2]
    if before == ".parquet":
        columns = [[row[number] for row in rows] for number in range(len(names))]
        pq.write_table(pa.table([pa.array(one, pa.string()) for one in columns], names), source)
    else:
        with (gzip.open if before.endswith("gz") else open)(
            source, "wt", encoding="utf-8", newline=""
        ) as file:
            delimiter = "\t" if before == ".tsv" else ","
            csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([names, *rows])
    found = run(source, target, *asked, "--json")
    assert found.exception is None
    added = [*COLUMNS, *(LINE_COLUMNS if "--address" in asked else ())]
    if after == ".parquet":
        table = pq.read_table(target)
        kept = [list(row.values()) for row in table.select(names).to_pylist()]
        assert table.column_names == [*names, *added]
        actions = table["next_action"].to_pylist()
    else:
        header, *written = read_rows(target, open_table(target).delimiter)
        kept = [row[: len(names)] for row in written]
        assert header == [*names, *added]
        actions = [row[header.index("next_action")] for row in written]
    assert kept == rows
    counted = json.loads(found.stdout)
    assert counted["rows"] == len(rows)
    assert counted["solved"] + counted["unsolved"] == len(rows)
    for action in ("ACCEPT", "CONFIRM", "FIX"):
        assert counted[action] == actions.count(action)


def test_longer_than_a_batch(tmp_path: Path) -> None:
    source, target = tmp_path / "in.parquet", tmp_path / "out.csv"
    count = 150_000
    where = [41.0636 if number % 2 else None for number in range(count)]
    table = pa.table({"id": range(count), "lat": where, "lon": [28.8515] * count})
    pq.write_table(table, source, row_group_size=40_000)
    assert run(source, target, *POINT).return_value == 0
    again = tmp_path / "again.parquet"
    assert run(target, again, *POINT, "--prefix", "p_").return_value == 0
    result = pq.read_table(again)
    assert result["id"].to_pylist() == [str(number) for number in range(count)]
    for name in ("next_action", "p_next_action"):
        assert result[name].to_pylist() == ["FIX", "ACCEPT"] * (count // 2)


@pytest.mark.parametrize("named", ["tab", "\\t", "\t"])
def test_names_of_the_delimiter(tmp_path: Path, named: str) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("lat\tlon\n41.0636\t28.8515\n", encoding="utf-8")
    assert run(source, target, *POINT, "--delimiter", named).return_value == 0
    assert read_rows(target, "\t")[1][-1] == "ACCEPT"


def test_parquet_to_text_with_semicolons(tmp_path: Path) -> None:
    source, target = tmp_path / "in.parquet", tmp_path / "out.csv"
    pq.write_table(pa.table({"lat": [41.0636], "lon": [28.8515]}), source)
    assert run(source, target, *POINT, "--delimiter", ";").return_value == 0
    assert read_rows(target, ";")[1][:2] == ["41.0636", "28.8515"]


def test_columns_that_cannot_be_read(tmp_path: Path) -> None:
    source = tmp_path / "in.parquet"
    table = pa.table({"lat": [41.0], "lon": [29.0], "when": pa.array([0], pa.timestamp("s"))})
    pq.write_table(table.append_column("tags", pa.array([["a"]])), source)
    for asked in (["--latitude", "when", "--longitude", "lon"], ["--address", "tags"]):
        error = run(source, tmp_path / "out.parquet", *asked).exception
        assert "name one of text or numbers" in str(error)
    assert [path.name for path in tmp_path.iterdir()] == ["in.parquet"]


def test_text_that_is_not_utf8(tmp_path: Path) -> None:
    source = tmp_path / "in.parquet"
    texts = pa.array(["Kadıköy".encode("windows-1254")]).view(pa.string())
    pq.write_table(pa.table({"a": texts}), source)
    error = run(source, tmp_path / "out.parquet", "--address", "a").exception
    assert "in.parquet: column 'a' is damaged" in str(error)


def test_progress_on_a_terminal(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("lat,lon\n41.0636,28.8515\n", encoding="utf-8")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "geodistricts", "enrich", str(source), "out.csv", *POINT]
    subprocess.run(command, cwd=tmp_path, stderr=theirs, check=True)
    os.close(theirs)
    shown = ""
    with suppress(OSError), open(ours, encoding="utf-8", newline="") as terminal:
        while part := terminal.read(1):
            shown += part
    assert "Enriching" in shown
    assert "100%" in shown
