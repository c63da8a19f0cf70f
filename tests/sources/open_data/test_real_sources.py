"""The build on the real inputs, where they are to be had.

The whole build runs once, in about three minutes: the slow test of this suite. The folder
of the inputs is ``../shared/sources`` beside the repository, or what the environment
variable ``GEODISTRICTS_SOURCES`` names.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from geodistricts.basics.letters import fold
from geodistricts.snapshot.format import DISTRICTS, FILES, TOWNSHIPS
from geodistricts.snapshot.naming import split_type
from geodistricts.snapshot.reading import read_manifest, read_table, verify
from geodistricts.sources.open_data.ptt import read_postal_list
from geodistricts.sources.resemblance import glue, nearly

ROOT = Path(__file__).parents[3]
SOURCES = Path(os.environ.get("GEODISTRICTS_SOURCES", ROOT.parent / "shared" / "sources"))
PTT = SOURCES / "ptt_postal_codes.xlsx"
BOUNDARY_FILE = SOURCES / "boundaries.parquet"
REGISTER = SOURCES / "nvi_mahalle_2024.parquet"
POPULATION = SOURCES / "tuik_population_2023.parquet"
RENAMED = SOURCES / "tuik_villages_2025.parquet"
DATA = ROOT / "data"
FIVE_MINUTES = 300.0

pytestmark = pytest.mark.skipif(
    not all(path.exists() for path in (PTT, BOUNDARY_FILE, REGISTER, POPULATION, RENAMED)),
    reason=f"the real inputs are not in {SOURCES} (GEODISTRICTS_SOURCES names another folder)",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float]:
    """Build from an empty folder; return the snapshot and the seconds that it took."""
    out = tmp_path_factory.mktemp("real") / "snapshot"
    started = time.monotonic()
    subprocess.run(
        [
            *(sys.executable, "-m", "geodistricts", "build", "open-data"),
            *("--ptt", str(PTT), "--boundaries", str(BOUNDARY_FILE)),
            *("--register", str(REGISTER), "--population", str(POPULATION)),
            *("--renamed", str(RENAMED), "--out", str(out)),
        ],
        check=True,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    return out, time.monotonic() - started


def test_the_list_reads_whole() -> None:
    listed = read_postal_list(PTT)
    assert len(listed.districts) == 73_305
    codes = [district.postal_code for district in listed.districts]
    assert sum(code is not None and code.startswith("0") for code in codes) == 9_590
    assert None not in codes
    assert listed.notes == []


def test_the_build_is_sound_and_takes_under_five_minutes(built: tuple[Path, float]) -> None:
    path, seconds = built
    assert seconds < FIVE_MINUTES
    assert [problem for _, problem in verify(path)] == [None] * (len(FILES) + 1)


def test_nearly_all_districts_have_coordinates(built: tuple[Path, float]) -> None:
    table = read_table(built[0], read_manifest(built[0]), DISTRICTS)
    assert table.num_rows == 73_305
    assert table.num_rows - table["latitude"].null_count >= 0.997 * table.num_rows


def test_codes_and_figures_reach_far_enough(built: tuple[Path, float]) -> None:
    rows = read_table(built[0], read_manifest(built[0]), DISTRICTS).to_pylist()
    coded = {row["pk"] for row in rows if row["official_code"] is not None}
    whole = [row for row in rows if row["kind"] != "part"]
    assert len(coded) >= 0.985 * len(rows)
    assert sum(row["pk"] in coded for row in whole) >= 0.995 * len(whole)
    assert all(row["population"] is None for row in rows if row["kind"] == "part")
    villages = [row["population"] for row in rows if row["kind"] == "köy"]
    assert sum(people is not None for people in villages) >= 0.995 * len(villages)
    codes = [row["official_code"] for row in rows if row["pk"] in coded]
    assert len(set(codes)) == len(codes)


def test_no_code_is_of_another_township_or_village(built: tuple[Path, float]) -> None:
    """What the register's row names, and what the list names: the same, or nearly."""
    manifest = read_manifest(built[0])
    townships = {
        row["pk"]: (fold(row["name"]), row["official_code"])
        for row in read_table(built[0], manifest, TOWNSHIPS).to_pylist()
    }
    register = {row["kimlik_no"]: row for row in pq.read_table(REGISTER).to_pylist()}
    for row in read_table(built[0], manifest, DISTRICTS).to_pylist():
        if row["official_code"] is None:
            continue
        registered = register[row["official_code"]]
        township = (fold(registered["ilce"]), registered["ilce_kimlik_no"])
        assert townships[row["township"]] == township
        if row["kind"] == "part":
            village = split_type(row["village"]).base
            theirs = registered["koy_adi"]
            assert glue(village) == glue(theirs) or nearly(village, theirs), row


def test_villages_have_the_postal_code_that_is_published_with_their_number(
    built: tuple[Path, float],
) -> None:
    """A list that the join does not look at: its postal codes are official for 12,667 villages."""
    register = {
        row["kimlik_no"]: row["koy_kayit_no"] for row in pq.read_table(REGISTER).to_pylist()
    }
    published = {
        row["id"]: row["postal_code"]
        for row in pq.read_table(RENAMED).to_pylist()
        if row["postal_code_status"] == "official"
    }
    rows = read_table(built[0], read_manifest(built[0]), DISTRICTS).to_pylist()
    same = [
        row["postal_code"] == published[register[row["official_code"]]]
        for row in rows
        if row["kind"] != "mahalle" and register.get(row["official_code"]) in published
    ]
    assert len(same) > 40_000
    assert sum(same) >= 0.998 * len(same)


@pytest.mark.parametrize("name", FILES)
def test_the_committed_snapshot_is_what_the_build_makes(
    built: tuple[Path, float], name: str
) -> None:
    """Same bytes with the same version of Arrow, otherwise the same table."""
    ours, committed = pq.ParquetFile(built[0] / name), pq.ParquetFile(DATA / name)
    assert ours.read().equals(committed.read()), f"{name} differs; build data/ again"
    if ours.metadata.created_by == committed.metadata.created_by:
        assert (built[0] / name).read_bytes() == (DATA / name).read_bytes()


def test_the_committed_manifest_names_these_sources(built: tuple[Path, float]) -> None:
    ours, committed = read_manifest(built[0]), read_manifest(DATA)
    assert ours["sources"] == committed["sources"]
    assert ours["created"] == committed["created"]
