"""``geodistricts export``: what people name, and what they get."""

import json
import subprocess
import sys
from pathlib import Path

import pytest


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "geodistricts", "export", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "options", "begins", "rows"),
    [
        ("a.geojson", ["--level", "township", "--city", "34"], b'{"type": "FeatureColl', 39),
        ("a.parquet", ["--township", "Adalar"], b"PAR1", 5),
        ("a.csv", ["--level", "city"], b"pk,name,display_name,", 81),
        ("a.json", ["--city-pk", "40"], b'{"version":"', 1),
        ("a.txt", ["--format", "csv", "--township", "kadikoy", "--city", "34"], b"pk,name,", 21),
    ],
)
def test_the_ending_or_the_option_says_the_format(
    name: str, options: list[str], begins: bytes, rows: int, tmp_path: Path
) -> None:
    done = run(tmp_path / name, *options, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["rows"] == rows
    assert (tmp_path / name).read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["a.txt"], "a.txt: name a file that ends in .geojson, .parquet, .geoparquet, .csv"),
        ([], "Missing argument"),
        (["a.csv", "--level", "village"], "'village' is not one of 'district'"),
        (["a.csv", "--city", "Atlantis"], "no city is called 'Atlantis'"),
        (["a.csv", "--level", "city", "--township", "Adalar"], "no city is in a township; leave"),
        (["a.csv", "--city", "34", "--city-pk", "40"], "give either --city or --city-pk"),
        (["-"], "standard output has no file ending; give --format"),
        (["-", "--format", "geoparquet"], "geoparquet is not text for standard output"),
        (["-", "--format", "csv", "--json"], "--json prints to standard output too"),
        (["lists", "--per-township"], "give --format json"),
        (["-", "--per-township", "--format", "json"], "name a folder for OUT"),
        (["lists", "--per-township", "--format", "json", "--level", "city"], "leave out --level"),
        (["nowhere/lists", "--per-township", "--format", "json"], "No such file or directory"),
        (["nowhere/a.csv", "--level", "city"], "its folder does not exist; make it first"),
    ],
)
def test_bad_usage_is_one_line(
    arguments: list[str], problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert problem in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_it_says_which_place_a_misspelt_name_was_taken_for(tmp_path: Path) -> None:
    done = run(tmp_path / "a.csv", "--city", "Istnbul", "--level", "township")
    assert done.stderr.startswith("39 rows of İstanbul; ")


@pytest.mark.parametrize("kind", ["geojson", "csv", "json"])
def test_standard_output_has_what_the_file_has(kind: str, tmp_path: Path) -> None:
    options = ["--format", kind, "--level", "township", "--city", "Bartın"]
    assert run(tmp_path / "a", *options).returncode == 0
    printed = subprocess.run(
        [sys.executable, "-m", "geodistricts", "export", "-", *options],
        capture_output=True,
        cwd=tmp_path,
        timeout=120,
        check=False,
    )
    assert (printed.returncode, printed.stdout) == (0, (tmp_path / "a").read_bytes())
    assert printed.stderr.decode().strip().endswith("; standard output")
    assert [one.name for one in tmp_path.iterdir()] == ["a"]


def test_a_reader_of_the_output_that_goes_is_no_error() -> None:
    asked = subprocess.Popen(
        [sys.executable, "-m", "geodistricts", "export", "-", "--format", "csv"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert asked.stdout is not None
    assert asked.stderr is not None
    assert asked.stdout.readline().startswith(b"pk,name,")
    asked.stdout.close()
    assert asked.stderr.read() == b""
    assert asked.wait(120) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_output_is_one_line() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "geodistricts", "export", "-", "--format", "csv"],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "standard output" in done.stderr


def test_a_file_for_each_township(tmp_path: Path) -> None:
    done = run(tmp_path / "lists", "--format", "json", "--per-township", "--city", "Zonguldak")
    assert (done.returncode, done.stderr) == (
        0,
        "8 townships of Zonguldak; " + str(tmp_path / "lists") + "\n",
    )
    places = json.loads((tmp_path / "lists/places.json").read_text(encoding="utf-8"))
    [[_, city, townships]] = places["cities"]
    assert city == "Zonguldak"
    assert {f"{pk}.json" for pk, _ in townships} | {"places.json"} == {
        path.name for path in (tmp_path / "lists").iterdir()
    }
