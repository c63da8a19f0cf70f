"""Shapes of townships and cities in a build on small inputs."""

from pathlib import Path
from typing import Any

import pytest
import shapely

from geodistricts.snapshot.format import CITY_BOUNDARIES, TOWNSHIP_BOUNDARIES, TOWNSHIPS
from geodistricts.snapshot.reading import read_manifest, read_table
from geodistricts.sources.open_data import Inputs, build_open_data
from small_sources import BoundaryRow, ListRow, MakeBoundaries, MakeList

LIST: list[ListRow] = [
    ("ANKARA", "ÇANKAYA", "", "BİR MAH", 6100),
    ("ANKARA", "KEÇİÖREN", "", "İKİ MAH", 6200),
    ("İZMİR", "BUCA", "", "ÜÇ MAH", 35100),
    ("İZMİR", "BUCA", "", "SINIRSIZ MAH", 35100),
    ("İZMİR", "KARABURUN", "", "KAYIP MAH", 35200),
]
BOUNDARIES: list[BoundaryRow] = [
    ("Bir Mah.", "", "Çankaya", "Ankara", shapely.box(30, 40, 31, 41)),
    ("Yazısız Mah.", "", "Çankaya", "Ankara", shapely.box(30, 41, 31, 42)),
    ("İki Mah.", "", "Keçiören", "Ankara", shapely.box(31, 40, 32, 42)),
    ("Kimsesiz Mah.", "", None, "Ankara", shapely.box(30, 42, 31.2, 43)),
    ("Üç Mah.", "", "Buca", "İzmir", shapely.box(27, 38, 28, 39)),
]


@pytest.fixture
def built(make_list: MakeList, make_boundaries: MakeBoundaries, tmp_path: Path) -> tuple[Path, str]:
    """Build; return the snapshot, and its report."""
    out = tmp_path / "snapshot"
    report = build_open_data(Inputs(make_list(LIST), make_boundaries(BOUNDARIES)), out)
    return out, "\n".join(report.lines())


def shapes(path: Path, name: str) -> dict[str, Any]:
    table = read_table(path, read_manifest(path), name)
    found = shapely.from_wkb(table["geometry"].to_numpy())
    return dict(zip(table["name"].to_pylist(), found, strict=True))


def test_boundaries_of_no_district_are_land_too(built: tuple[Path, str]) -> None:
    """One is the township's that it names, one without a name its longest neighbour's."""
    townships = shapes(built[0], TOWNSHIP_BOUNDARIES)
    assert shapely.equals(
        townships["ÇANKAYA"],
        shapely.union_all([shapely.box(30, 40, 31, 42), shapely.box(30, 42, 31.2, 43)]),
    )
    assert shapely.equals(townships["KEÇİÖREN"], shapely.box(31, 40, 32, 42))
    assert "1 gaps between boundaries, " in built[1]
    assert "outside" not in built[1]


def test_a_city_is_its_townships(built: tuple[Path, str]) -> None:
    townships, cities = (shapes(built[0], name) for name in (TOWNSHIP_BOUNDARIES, CITY_BOUNDARIES))
    assert shapely.equals(
        cities["ANKARA"], shapely.union(townships["ÇANKAYA"], townships["KEÇİÖREN"])
    )
    assert shapely.equals(cities["İZMİR"], shapely.box(27, 38, 28, 39))


def test_a_place_without_ground_has_no_shape(built: tuple[Path, str]) -> None:
    path, _ = built
    assert "KARABURUN" in read_table(path, read_manifest(path), TOWNSHIPS)["name"].to_pylist()
    assert list(shapes(path, TOWNSHIP_BOUNDARIES)) == ["ÇANKAYA", "KEÇİÖREN", "BUCA"]


def test_a_place_that_is_gone_loses_its_shape(
    built: tuple[Path, str], make_list: MakeList, make_boundaries: MakeBoundaries
) -> None:
    fewer = [row for row in LIST if row[1] != "KEÇİÖREN"]
    inputs = Inputs(make_list(fewer), make_boundaries(BOUNDARIES))
    build_open_data(inputs, built[0], allow_shrink=True)
    townships = shapes(built[0], TOWNSHIP_BOUNDARIES)
    assert list(townships) == ["ÇANKAYA", "BUCA"]
    everything = shapely.union_all([row[4] for row in BOUNDARIES[:4]])
    assert shapely.equals(townships["ÇANKAYA"], everything)
