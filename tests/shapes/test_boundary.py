"""Boundaries one by one: of districts, townships and cities, and beside what ``reverse`` says."""

import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
import shapely

import geodistricts as gd
from geodistricts.basics.arrow import numbers
from geodistricts.gazetteer import Gazetteer
from geodistricts.records import City, District, Level, Township
from geodistricts.snapshot import CITIES, DISTRICTS, FILES, INDEXES, SCHEMAS, TOWNSHIPS, reading
from geodistricts.snapshot.reading import read_manifest, read_table
from geodistricts.sources.write import write_snapshot
from small_snapshots import write_polygons

Place = District | Township | City
SQUARES = [shapely.box(30 + x / 10, 39, 30.1 + x / 10, 39.1) for x in range(4)]
OWN = 10_000_000


def overlaid(path: Path | None, folder: Path, *lines: str) -> Gazetteer:
    file = folder / "overlay.csv"
    columns = "action,pk,name,city,township,latitude,longitude"
    full = (line + "," * (6 - line.count(",")) for line in lines)
    file.write_text("\n".join([columns, *full]), encoding="utf-8")
    return Gazetteer.open(path, file)


def test_a_district_lies_in_its_boundary(bundled: Gazetteer) -> None:
    """Each with a boundary of its own, and each part in that of its village."""
    table = bundled.table.filter(bundled.table["boundary"].is_valid())
    districts = bundled.districts(numbers(table, "pk"))
    shapes = np.array([bundled.boundary(one) for one in districts if one], dtype=object)
    assert len(shapes) == len(table) == 73_172
    longitudes, latitudes = numbers(table, "longitude"), numbers(table, "latitude")
    assert shapely.contains_xy(shapes, longitudes, latitudes).all()
    assert shapely.is_valid(shapes).all()


def test_a_place_has_all_points_of_its_districts(bundled: Gazetteer) -> None:
    table = bundled.table.filter(bundled.table["boundary"].is_valid())
    longitudes, latitudes = numbers(table, "longitude"), numbers(table, "latitude")
    for level, find in (("city", bundled.city), ("township", bundled.township)):
        pks, row = np.unique(numbers(table, level), return_inverse=True)
        shapes = np.array([bundled.boundary(find(pk)) for pk in pks.tolist()], dtype=object)
        assert shapely.contains_xy(shapes[row], longitudes, latitudes).all(), level


def test_it_agrees_with_reverse(bundled: Gazetteer) -> None:
    """At points all over the country, its neighbours and the sea."""
    draw = np.random.default_rng(12)
    lats, lons = draw.uniform(35.8, 42.2, 6_000), draw.uniform(25.6, 44.9, 6_000)
    pks, _ = bundled.reverse_many(lats, lons, max_distance=0)
    inside = pks >= 0
    assert 3_000 < inside.sum() < 5_000
    shapes = [bundled.boundary(one) for one in bundled.districts(pks[inside]) if one]
    assert shapely.intersects_xy(shapes, lons[inside], lats[inside]).all()
    everything = shapely.from_wkb(bundled.boundaries("district")["geometry"].to_pylist())
    tree = shapely.STRtree(everything)
    found, _ = tree.query(shapely.points(lons, lats), predicate="intersects")
    assert np.array_equal(np.unique(found), np.flatnonzero(inside))


def test_a_part_has_the_boundary_of_its_village(bundled: Gazetteer) -> None:
    part = bundled.district("YAZLIK  MAH (YAZLIK KÖYÜ)", "Düzce", "Gölyaka")
    village = bundled.district("YAZLIK KÖYÜ", "Düzce", "Gölyaka")
    assert part.kind == "part"
    assert part != village
    shape = bundled.boundary(part)
    assert shape is not None
    assert shapely.equals_exact(shape, bundled.boundary(village))


def test_a_district_without_a_boundary_has_none(bundled: Gazetteer) -> None:
    table = bundled.table.filter(bundled.table["boundary"].is_null())
    lacking = bundled.districts(numbers(table, "pk"))
    assert len(lacking) == 133
    assert {bundled.boundary(one) for one in lacking if one} == {None}


@pytest.mark.parametrize("name", [CITIES, TOWNSHIPS, DISTRICTS])
def test_a_place_that_is_not_active_has_none(tmp_path: Path, name: str) -> None:
    path = tmp_path / "snapshot"
    write_polygons(path, SQUARES)
    manifest = read_manifest(path)
    tables = {one: read_table(path, manifest, one) for one in FILES if one not in INDEXES}
    rows = tables[name].to_pylist()
    rows[0]["is_active"] = False
    write_snapshot(path, {**tables, name: pa.Table.from_pylist(rows, SCHEMAS[name])}, [], None)
    gazetteer = Gazetteer.open(path)
    district = gazetteer.district(1)
    places: tuple[tuple[str, Place, Level], ...] = (
        (CITIES, district.city, "city"),
        (TOWNSHIPS, district.township, "township"),
        (DISTRICTS, district, "district"),
    )
    for one, place, level in places:
        assert (gazetteer.boundary(place) is None) == (one == name)
        assert (1 in gazetteer.boundaries(level)["pk"].to_pylist()) == (one != name)


@pytest.mark.parametrize("place", [None, 34, "Kadıköy", (1, 2), object()])
def test_what_is_no_record_is_refused(bundled: Gazetteer, place: Any) -> None:
    with pytest.raises(TypeError, match=r"place must be the record of .*gd\.district"):
        bundled.boundary(place)


def test_a_record_of_another_snapshot_is_refused(bundled: Gazetteer, tmp_path: Path) -> None:
    write_polygons(tmp_path / "snapshot", SQUARES)
    small = Gazetteer.open(tmp_path / "snapshot")
    for place in (bundled.district(70_000), bundled.township(970), bundled.city(81)):
        with pytest.raises(LookupError, match=f"{place.pk}.* from (this|another) snapshot"):
            small.boundary(place)


def test_the_functions_of_the_package_ask_the_bundled_one(bundled: Gazetteer) -> None:
    for place in (gd.district("Caferağa", township="Kadıköy"), gd.township(520), gd.city("34")):
        assert shapely.equals_exact(gd.boundary(place), bundled.boundary(place))


def test_an_overlay_is_followed(bundled: Gazetteer, tmp_path: Path) -> None:
    caferaga = bundled.district("Caferağa", "İstanbul", "Kadıköy")
    osmanaga = bundled.district("Osmanağa", "İstanbul", "Kadıköy")
    gazetteer = overlaid(
        None,
        tmp_path,
        f"deactivate,{caferaga.pk}",
        f"add,{OWN},YENİMODA MAH,,Kadıköy,{caferaga.latitude},{caferaga.longitude}",
        f"add,{OWN + 1},ADADAKİ MAH,,Kadıköy,41.0,29.1",
        f"rename,{osmanaga.pk},YÜZÜNCÜ YIL MAH",
    )
    old, new, renamed = (gazetteer.district(pk) for pk in (caferaga.pk, OWN, osmanaga.pk))
    assert gazetteer.boundary(old) is None
    assert gazetteer.boundary(caferaga) is None, "whoever's record it is"
    assert shapely.equals_exact(gazetteer.boundary(new), bundled.boundary(caferaga))
    assert gazetteer.boundary(gazetteer.district(OWN + 1)) is None
    assert shapely.equals_exact(gazetteer.boundary(renamed), bundled.boundary(osmanaga))


LIGHT = """
import sys
import geodistricts as gd
gd.nearest(41, 29), gd.reverse(41, 29), gd.nearest_many([41], [29]), gd.reverse_many([41], [29])
gd.match("caferağa"), gd.parse("Caferağa Mh. Kadıköy"), gd.Gazetteer.open().table
print("shapely" in sys.modules)
gd.boundary(gd.city("34"))
print("shapely" in sys.modules, "pandas" in sys.modules)
"""


def test_shapely_comes_with_the_first_shape() -> None:
    said = subprocess.run(
        [sys.executable, "-c", LIGHT], capture_output=True, text=True, check=True
    ).stdout
    assert said.split() == ["False", "True", "False"]


def test_reverse_and_boundary_share_their_bytes() -> None:
    gazetteer = Gazetteer.open()
    gazetteer.boundary(gazetteer.district(1))
    content = gazetteer._snapshot.geometries.of_districts.content
    index = gazetteer._points._boundaries
    assert np.shares_memory(np.frombuffer(index._data, dtype=np.uint8), content)
    column = gazetteer.boundaries("district")["geometry"].chunk(0)
    assert column.buffers()[2].address == content.ctypes.data


def test_nothing_is_read_after_preload(monkeypatch: pytest.MonkeyPatch) -> None:
    gazetteer = Gazetteer.open().preload()
    read: list[str] = []
    monkeypatch.setattr(reading, "_read_checked", lambda *details: read.append(str(details)))
    district = gazetteer.district(1)
    for place in (district, district.township, district.city):
        assert gazetteer.boundary(place)
    levels: tuple[Level, ...] = ("district", "township", "city")
    for level in levels:
        assert gazetteer.boundaries(level)
    assert not read


def test_a_folder_that_is_replaced_answers_as_it_did(tmp_path: Path) -> None:
    write_polygons(tmp_path / "snapshot", SQUARES)
    gazetteer = Gazetteer.open(tmp_path / "snapshot")
    write_polygons(tmp_path / "snapshot", [shapely.box(20, 10, 21, 11)])
    first = gazetteer.district(1)
    assert gazetteer.boundary(first) == SQUARES[0]
    assert gazetteer.boundary(first.city) == shapely.union_all(SQUARES)
    assert gazetteer.boundaries("district").num_rows == 4


def test_a_pickled_gazetteer_has_its_shapes(tmp_path: Path) -> None:
    write_polygons(tmp_path / "snapshot", SQUARES)
    gazetteer = Gazetteer.open(tmp_path / "snapshot")
    assert gazetteer.boundary(gazetteer.district(2)) == SQUARES[1]
    again = pickle.loads(pickle.dumps(gazetteer))
    assert again.boundary(again.district(2)) == SQUARES[1]
    assert again.boundaries("district").equals(gazetteer.boundaries("district"))


def test_threads_ask_first_at_once(bundled: Gazetteer) -> None:
    """They read the file once, and all have the same shape."""
    gazetteer = Gazetteer.open()
    district = gazetteer.district("Caferağa", "İstanbul", "Kadıköy")

    def ask(number: int) -> tuple[int, bytes]:
        place = (district, district.township, district.city)[number % 3]
        shape = shapely.to_wkb(gazetteer.boundary(place))
        return id(gazetteer._snapshot.geometries.of_districts), shape

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(48)))
    assert len({identity for identity, _ in answers}) == 1
    places = (district, district.township, district.city)
    expected = [shapely.to_wkb(bundled.boundary(one)) for one in places]
    assert [wkb for _, wkb in answers] == expected * 16


def test_a_record_that_shares_only_its_pk_is_refused(bundled: Gazetteer, tmp_path: Path) -> None:
    write_polygons(tmp_path / "snapshot", SQUARES)
    small = Gazetteer.open(tmp_path / "snapshot")
    for place in (bundled.district(1), bundled.township(1), bundled.city(1)):
        with pytest.raises(LookupError, match="is not from this snapshot; ask the gazetteer that"):
            small.boundary(place)
