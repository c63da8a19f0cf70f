"""``geodistricts build open-data``, as people run it: in a process of its own, on small inputs."""

import hashlib
import json
import signal
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import shapely

from geodistricts.errors import SnapshotError
from geodistricts.snapshot.format import DISTRICTS, FILES, MANIFEST
from geodistricts.snapshot.reading import manifest_checksum, read_manifest, read_table, verify
from small_sources import HEADINGS, MakeBoundaries, MakeList, World

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "scripts" / "build_snapshot.py"
Done = subprocess.CompletedProcess[str]


def run(*arguments: object) -> Done:
    return subprocess.run(
        [sys.executable, "-m", "geodistricts", "build", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        timeout=120,
        check=False,
    )


def build(ptt: Path, boundaries: Path, out: Path, *more: str) -> Done:
    return run("open-data", "--ptt", ptt, "--boundaries", boundaries, "--out", out, *more)


def contents(path: Path) -> dict[str, bytes]:
    return {entry.name: entry.read_bytes() for entry in path.iterdir()}


def districts(path: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = read_table(path, read_manifest(path), DISTRICTS).to_pylist()
    return rows


@pytest.fixture
def inputs(world: World, make_list: MakeList, make_boundaries: MakeBoundaries) -> tuple[Path, Path]:
    return make_list(world[0]), make_boundaries(world[1])


@pytest.fixture
def old(inputs: tuple[Path, Path], tmp_path: Path) -> Path:
    """Return a snapshot that is there already."""
    out = tmp_path / "snapshot"
    assert build(*inputs, out).returncode == 0
    return out


def test_a_whole_build(world: World, inputs: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "snapshot"
    done = build(*inputs, out)
    assert (done.returncode, done.stderr) == (0, "")
    assert verify(out) == [(name, None) for name in (MANIFEST, *FILES)]
    rows = districts(out)
    assert {row["name"] for row in rows} == {row[3] for row in world[0]}
    assert [row["pk"] for row in rows] == list(range(1, len(rows) + 1))
    squares = {(row[3], row[0]): row[4] for row in world[1]}
    cities = {1: "Ankara", 2: "İzmir"}
    for row in rows:
        square = squares[cities[row["city"]], row["display_name"].replace("Mah.", "Mh.")]
        assert shapely.contains_xy(square, row["longitude"], row["latitude"])
    assert {row["postal_code"] for row in rows} == {"07100", "01001"}
    for line in ("Rows", "Coverage by kind", "Coverage by city", "Without a boundary: 0"):
        assert line in done.stdout.splitlines()
    assert "Ambiguities: 0" in done.stdout
    assert "this is the first build" in done.stdout


def test_what_stays_open_is_reported(
    world: World, make_list: MakeList, make_boundaries: MakeBoundaries, tmp_path: Path
) -> None:
    square = shapely.box(40, 39, 40.01, 39.01)
    twins = [("Kaya Mh.", "", "İzmir Merkez", "İzmir", square)] * 2
    rows = [("İZMİR", "MERKEZ", "", name, 35000) for name in ("KAYA MAH", "UZAKTEPE KÖYÜ")]
    done = build(
        make_list([*world[0], *rows]),
        make_boundaries([*world[1], *twins]),
        tmp_path / "snapshot",
    )
    assert done.returncode == 0
    lines = [line.strip() for line in done.stdout.splitlines()]
    assert "Without a boundary: 2" in lines
    assert "İZMİR, MERKEZ: UZAKTEPE KÖYÜ" in lines
    assert "Ambiguities: 1" in lines
    assert any("KAYA mahalle: 2 boundaries could be meant" in line for line in lines)


@pytest.mark.parametrize("arguments", [("--help",), ("-h",), ("open-data", "--help")])
def test_help(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Usage:" in done.stdout


def assert_refused(done: Done, problem: str) -> None:
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert done.stderr.startswith("geodistricts: ")
    assert problem in done.stderr


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ((), "Missing command"),
        (("closed-data",), "No such command"),
        (("open-data",), "Missing option"),
        (("open-data", "--what"), "No such option"),
        (("open-data", "--ptt"), "requires an argument"),
    ],
)
def test_bad_usage(arguments: tuple[str, ...], problem: str) -> None:
    assert_refused(run(*arguments), problem)


@pytest.mark.parametrize(
    ("headings", "rows", "problem"),
    [
        (HEADINGS[:4], [("ADANA", "SEYHAN", "", "TEPE MAH")], "no column pk"),
        (HEADINGS, [], "headings but no rows"),
        ((), [], "is empty"),
    ],
)
def test_a_bad_list_leaves_the_old_snapshot(
    old: Path,
    inputs: tuple[Path, Path],
    make_list: MakeList,
    headings: tuple[str, ...],
    rows: list[Any],
    problem: str,
) -> None:
    before = contents(old)
    assert_refused(build(make_list(rows, "bad.xlsx", headings), inputs[1], old), problem)
    assert contents(old) == before


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("content", [None, b"", b"neither one nor the other"])
def test_a_bad_file_leaves_the_old_snapshot(
    old: Path, inputs: tuple[Path, Path], tmp_path: Path, which: int, content: bytes | None
) -> None:
    bad = tmp_path / "bad"
    if content is not None:
        bad.write_bytes(content)
    before = contents(old)
    ptt, boundaries = (bad if which == number else path for number, path in enumerate(inputs))
    problem = "no such file" if content is None else ("not a spreadsheet", "not a Parquet")[which]
    assert_refused(build(ptt, boundaries, old), problem)
    assert contents(old) == before


@pytest.mark.parametrize(
    ("options", "problem"),
    [({"geo": None}, "no GeoParquet"), ({"without": ["town_name"]}, "no column town_name")],
)
def test_bad_boundaries_leave_the_old_snapshot(
    old: Path,
    world: World,
    inputs: tuple[Path, Path],
    make_boundaries: MakeBoundaries,
    options: dict[str, Any],
    problem: str,
) -> None:
    before = contents(old)
    bad = make_boundaries(world[1], "bad.parquet", **options)
    assert_refused(build(inputs[0], bad, old), problem)
    assert contents(old) == before


@pytest.mark.parametrize("name", [MANIFEST, DISTRICTS])
def test_a_damaged_old_snapshot_is_not_replaced(
    old: Path, inputs: tuple[Path, Path], name: str
) -> None:
    (old / name).write_bytes((old / name).read_bytes()[:-9])
    before = contents(old)
    assert_refused(build(*inputs, old), str(old / name))
    assert contents(old) == before


def test_a_file_in_the_place_of_the_folder_stays(inputs: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "precious"
    out.write_text("precious", encoding="utf-8")
    assert_refused(build(*inputs, out), "not a folder")
    assert out.read_text(encoding="utf-8") == "precious"


def test_pks_outlive_rebuilds(
    world: World, make_list: MakeList, inputs: tuple[Path, Path], old: Path
) -> None:
    first = {(row["city"], row["name"]): row["pk"] for row in districts(old)}
    gone = (1, "7. YIL MAH")
    shorter = [row for row in world[0] if (row[0], row[3]) != ("ANKARA", gone[1])]
    fresh = ("ANKARA", "MERKEZ", "", "AA MAH", 6100)

    done = build(make_list([fresh, *shorter[::-1]]), inputs[1], old)
    assert done.returncode == 0
    assert "ANKARA: 1 added, 1 removed, 0 renamed, 0 moved" in done.stdout
    rows = districts(old)
    assert {(row["city"], row["name"]): row["pk"] for row in rows} == {
        **first,
        (1, "AA MAH"): len(first) + 1,
    }
    assert [row["name"] for row in rows if not row["is_active"]] == [gone[1]]
    assert [row["boundary"] for row in rows if not row["is_active"]] == [None]

    assert build(make_list([fresh, *world[0]]), inputs[1], old).returncode == 0
    rows = districts(old)
    assert {row["pk"] for row in rows if row["name"] == gone[1] and row["city"] == 1} == {
        first[gone]
    }
    assert all(row["is_active"] for row in rows)


def test_shrinking_is_refused_unless_allowed(
    world: World, make_list: MakeList, inputs: tuple[Path, Path], old: Path
) -> None:
    before = contents(old)
    shorter = make_list(world[0][3:], "shorter.xlsx")
    assert_refused(build(shorter, inputs[1], old), "districts would shrink from 100 to 97")
    assert contents(old) == before
    assert build(shorter, inputs[1], old, "--allow-shrink").returncode == 0
    assert [row["is_active"] for row in districts(old)].count(False) == 3


def test_two_builds_give_the_same_bytes(
    inputs: tuple[Path, Path], old: Path, tmp_path: Path
) -> None:
    assert build(*inputs, tmp_path / "other").returncode == 0
    assert contents(tmp_path / "other") == contents(old)
    done = build(*inputs, old)
    assert "Changes: none" in done.stdout
    assert contents(tmp_path / "other") == contents(old)


@pytest.mark.parametrize("moment", ["verify", "nearest_table", "geo_metadata"])
def test_a_killed_build_leaves_the_old_snapshot(
    world: World, make_list: MakeList, inputs: tuple[Path, Path], old: Path, moment: str
) -> None:
    """Stop the build inside one step of writing, and kill it there."""
    before = contents(old)
    changed = make_list(world[0][1:], "changed.xlsx")
    code = (
        "import sys, time\n"
        "from geodistricts.cli import main\n"
        "from geodistricts.sources import write\n"
        f"write.{moment} = lambda *ignored: (print('there', flush=True), time.sleep(60))\n"
        "main(['build', *sys.argv[1:]])\n"
    )
    arguments = ["open-data", "--ptt", changed, "--boundaries", inputs[1], "--out", old]
    with subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "there\n"
        process.kill()
    assert process.returncode == -signal.SIGKILL
    assert contents(old) == before
    assert all(problem is None for _, problem in verify(old))
    assert build(changed, inputs[1], old).returncode == 0
    assert all(problem is None for _, problem in verify(old))


def test_empty_shapes_do_not_shift_the_others(
    world: World, make_list: MakeList, make_boundaries: MakeBoundaries, tmp_path: Path
) -> None:
    empty = ("Boş Mh.", "Merkez", "Ankara Merkez", "Ankara", shapely.Polygon())
    out = tmp_path / "snapshot"
    done = build(make_list(world[0]), make_boundaries([empty, *world[1]]), out)
    assert done.returncode == 0
    assert "Boş Mh., Merkez, Ankara: no area; left out" in done.stdout
    table = read_table(out, read_manifest(out), DISTRICTS)
    assert table["latitude"].null_count == 0


def test_the_script_calls_the_same_command(inputs: tuple[Path, Path], tmp_path: Path) -> None:
    by_script, by_command = tmp_path / "script", tmp_path / "command"
    given = ["open-data", "--ptt", inputs[0], "--boundaries", inputs[1], "--out"]
    done = subprocess.run(
        [sys.executable, SCRIPT, *map(str, given), by_script],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    assert run(*given, by_command).stdout == done.stdout
    assert contents(by_script) == contents(by_command)


def test_an_older_snapshot_keeps_its_numbers(inputs: tuple[Path, Path], old: Path) -> None:
    """A column that it has not got is no reason to give out new numbers."""
    before = {row["name"]: row["pk"] for row in districts(old)}
    make_older(old, "semt")
    with pytest.raises(SnapshotError, match="of an older format, without semt; build the snap"):
        districts(old)
    done = build(*inputs, old)
    assert (done.returncode, done.stderr) == (0, "")
    assert {row["name"]: row["pk"] for row in districts(old)} == before


def make_older(path: Path, column: str) -> None:
    """Write the districts as a version without one of the columns would have."""
    table = read_table(path, read_manifest(path), DISTRICTS).drop_columns([column])
    pq.write_table(table, path / DISTRICTS)
    content = (path / DISTRICTS).read_bytes()
    manifest = read_manifest(path)
    manifest["files"][DISTRICTS] |= {
        "bytes": len(content),
        "crc32": f"{zlib.crc32(content):08x}",
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    manifest["checksum"] = manifest_checksum(manifest)
    (path / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
