"""``geodistricts build open-data`` with what the state publishes: codes, people, other names."""

import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geodistricts.gazetteer import Gazetteer
from geodistricts.snapshot.format import ALIASES, BOUNDARIES
from geodistricts.snapshot.reading import read_manifest, read_table
from small_sources import MakeBoundaries, MakeList, World

Files = dict[str, Path]


@pytest.fixture
def inputs(
    world: World, make_list: MakeList, make_boundaries: MakeBoundaries, tmp_path: Path
) -> Files:
    """Return all five inputs: 1. Yıl is spelt otherwise by the register, Dere is renamed."""
    rows = [*world[0], ("ANKARA", "MERKEZ", "", "DERE KÖYÜ", 6100)]
    rows.append(("ANKARA", "MERKEZ", "", "KUZU MAH (TEPE KÖYÜ)", 6100))
    paths = {
        "ptt": make_list(rows),
        "boundaries": make_boundaries(world[1]),
        "register": tmp_path / "register_2024.parquet",
        "population": tmp_path / "population_2023.parquet",
        "renamed": tmp_path / "villages_2025.parquet",
    }
    places: list[tuple[int, str | None, str, int, float | None]]
    places = [(1, "BİRİNCİYILBAŞI", "MERKEZ", 900, 3.0)]
    places += [(number, f"{number}. YIL", "MERKEZ", 900, 3.0) for number in range(2, 51)]
    places += [(60, None, "DERE", 901, None), (61, "KUZU", "TEPE", 902, None)]
    numbers, names, villages, settlements, kinds = zip(*places, strict=True)
    count = len(places)
    pq.write_table(
        pa.table(
            {
                "il": ["ANKARA"] * count,
                "il_kimlik_no": [6] * count,
                "ilce": ["MERKEZ"] * count,
                "ilce_kimlik_no": [1130] * count,
                "kimlik_no": numbers,
                "adi": names,
                "koy_adi": villages,
                "koy_kayit_no": settlements,
                "koy_kurum_belediye_tur": kinds,
            }
        ),
        paths["register"],
    )
    figures = [("il", 6, "Ankara", 5000), ("ilce", 1130, "Merkez", 5000)]
    figures += [("mahalle", number, f"{number}. Yıl", 10 * number) for number in range(2, 51)]
    figures += [("koy", 901, "Dere", 70), ("koy", 902, "Tepe", 30)]
    levels, ids, names, people = zip(*figures, strict=True)
    pq.write_table(
        pa.table({"level": levels, "id": ids, "name": names, "population": people}),
        paths["population"],
    )
    pq.write_table(pa.table({"id": [901, 902], "name": ["Yenidere", "Tepe"]}), paths["renamed"])
    return paths


def build(files: Files, out: Path) -> subprocess.CompletedProcess[str]:
    options = [text for name, path in files.items() for text in (f"--{name}", str(path))]
    return subprocess.run(
        [sys.executable, "-m", "geodistricts", "build", "open-data", *options, "--out", str(out)],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_codes_people_and_other_names(inputs: Files, tmp_path: Path) -> None:
    done = build(inputs, tmp_path / "snapshot")
    assert (done.returncode, done.stderr) == (0, "")
    gazetteer = Gazetteer.open(tmp_path / "snapshot")
    assert gazetteer.city("Ankara")[-2:] == (6, 5000)
    assert gazetteer.township(official_code=1130).population == 5000
    assert gazetteer.district(official_code=7)[-2:] == (7, 70)
    village = gazetteer.district("Dere köyü", city="Ankara")
    assert village[-2:] == (60, 70)
    part = gazetteer.district("KUZU MAH (TEPE KÖYÜ)", city="Ankara")
    assert part[-2:] == (61, None)
    assert gazetteer.district("7. yıl", city="İzmir")[-2:] == (None, None)
    [found] = gazetteer.match("Yenidere köyü", city="Ankara")
    assert (found.district, found.kind) == (village, "alias")
    lines = [line.strip() for line in done.stdout.splitlines()]
    assert "Without an official code: 51" in lines
    assert "ANKARA, MERKEZ: 1. YIL MAH (no such name in the register)" in lines


def test_the_boundaries_know_their_people(inputs: Files, tmp_path: Path) -> None:
    assert build(inputs, tmp_path / "snapshot").returncode == 0
    path = tmp_path / "snapshot"
    rows = read_table(path, read_manifest(path), BOUNDARIES).to_pylist()
    people = {row["name"]: row["population"] for row in rows if row["city"] == 1}
    assert people == {"1. Yıl Mh.": None} | {f"{n}. Yıl Mh.": 10 * n for n in range(2, 51)}
    assert read_table(path, read_manifest(path), ALIASES).to_pylist() == [
        {
            "pk": next(row["pk"] for row in _districts(path) if row["name"] == "DERE KÖYÜ"),
            "name": "Yenidere",
            "kind": "name",
            "source": "renamed",
        }
    ]


def _districts(path: Path) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = Gazetteer.open(path).table.to_pylist()
    return rows


def test_the_manifest_names_every_source_and_its_year(inputs: Files, tmp_path: Path) -> None:
    assert build(inputs, tmp_path / "snapshot").returncode == 0
    sources = read_manifest(tmp_path / "snapshot")["sources"]
    assert [source["retrieved"] for source in sources][2:] == ["2024", "2023", "2025"]
    assert len({source["sha256"] for source in sources}) == 5


@pytest.mark.parametrize("name", ["population", "renamed"])
def test_figures_need_the_register(name: str, inputs: Files, tmp_path: Path) -> None:
    files = {key: inputs[key] for key in ("ptt", "boundaries", name)}
    done = build(files, tmp_path / "snapshot")
    assert done.returncode == 2
    assert "its numbers are the register's; name that with --register" in done.stderr
    assert not (tmp_path / "snapshot").exists()
