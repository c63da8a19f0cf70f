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

from geodistricts.snapshot.format import DISTRICTS, FILES
from geodistricts.snapshot.reading import read_manifest, read_table, verify
from geodistricts.sources.open_data.ptt import read_postal_list

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
