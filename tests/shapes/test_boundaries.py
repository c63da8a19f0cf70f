"""Boundaries: one of a place, and all of a level as a table that tools for maps read."""

import json
import pickle
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
import geopandas
import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
import shapely

import geodistricts as gd
from geodistricts.basics.arrow import numbers
from geodistricts.records import Level
from geodistricts.tables import LEVELS

G = gd.Gazetteer.open()
LOCATED = G.table.filter(pc.equal(G.table["coordinate_source"], "boundary"))


def frame_of(table: pa.Table) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame.from_arrow(table)


@pytest.fixture(scope="module")
def of_districts() -> pa.Table:
    return G.boundaries("district")


def test_a_district_lies_in_its_boundary() -> None:
    shapes = shapely.from_wkb(G._snapshot.geometries.of_districts.column().to_pylist())
    own = shapes[numbers(LOCATED, "boundary").astype(np.int64)]
    points = numbers(LOCATED, "longitude"), numbers(LOCATED, "latitude")
    assert shapely.intersects_xy(own, *points).all()


def test_a_boundary_is_where_reverse_finds_its_district() -> None:
    for row in LOCATED.slice(0).to_pylist()[::997]:
        district = G.district(row["pk"])
        shape = G.boundary(district)
        assert shape is not None
        place = G.reverse(row["latitude"], row["longitude"])
        assert place is not None
        assert district in (place.district, *place.others)
        assert G.boundary(place.district) == shape


def test_a_part_has_the_boundary_of_its_village() -> None:
    parts = G.table.filter(pc.equal(G.table["coordinate_source"], "village"))
    for row in parts.to_pylist()[::1999]:
        shape = G.boundary(G.district(row["pk"]))
        assert shape is not None
        assert shape.intersects(shapely.Point(row["longitude"], row["latitude"]))


def test_who_has_none() -> None:
    without = G.table.filter(pc.is_null(G.table["boundary"]))["pk"].to_pylist()
    assert without
    assert {G.boundary(G.district(pk)) for pk in without} == {None}


def test_townships_and_cities_hold_what_is_in_them() -> None:
    for city in G.cities[::9]:
        whole = G.boundary(city)
        assert whole is not None
        for township in G.townships_of(city):
            shape = G.boundary(township)
            assert shape is not None
            assert shapely.area(shapely.difference(shape, whole)) < 1e-9


@pytest.mark.parametrize("place", [40, "İstanbul", None, ("a",), object()])
def test_what_is_no_record(place: Any) -> None:
    with pytest.raises(TypeError, match=r"place must be the record of a .*gd.district, gd.town"):
        gd.boundary(place)


@pytest.mark.parametrize("level", ["", "village", None, 1])
def test_what_is_no_level(level: Any) -> None:
    with pytest.raises(ValueError, match="level must be one of district, township, city, not"):
        gd.boundaries(level)


def test_each_boundary_of_a_district_once(of_districts: pa.Table) -> None:
    boundary = numbers(of_districts, "boundary")
    used = numbers(G.table.filter(G.table["is_active"]), "boundary")
    assert boundary.tolist() == np.unique(used[~np.isnan(used)]).tolist()


def test_what_a_row_of_districts_tells(of_districts: pa.Table) -> None:
    of_boundary: dict[int, list[gd.District]] = {}
    for pk, boundary in zip(
        G.table["pk"].to_pylist(), G.table["boundary"].to_pylist(), strict=True
    ):
        if boundary is not None:
            of_boundary.setdefault(boundary, []).append(G.district(pk))
    for row in of_districts.drop_columns(["geometry"]).to_pylist():
        districts = of_boundary[row["boundary"]]
        assert row["township"] == districts[0].township.pk
        assert row["city_display_name"] == districts[0].city.display_name
        own = [one for one in districts if one.kind != "part"]
        if own:
            assert row["pk"] == own[0].pk
            fields = ("name", "display_name", "kind", "official_code", "population")
            assert all(row[field] == getattr(own[0], field) for field in fields)
        else:
            assert (row["pk"], row["official_code"]) == (None, None)
            assert row["name"] == row["village"] == districts[0].village
            assert row["kind"] in ("köy", "belde")
            assert row["display_name"] in districts[0].display_name + " " + row["display_name"]


def test_people_of_boundaries_are_never_more_than_published(of_districts: pa.Table) -> None:
    for level, places in (("township", G.township), ("city", G.city)):
        sums = of_districts.group_by(level).aggregate([("population", "sum")])
        for row in sums.to_pylist():
            published = places(row[level]).population
            assert published is not None
            assert (row["population_sum"] or 0) <= published
    total = sum(city.population or 0 for city in G.cities)
    assert pc.sum(of_districts["population"]).as_py() > 0.99 * total


@pytest.mark.parametrize("level", LEVELS)
def test_the_table_is_what_geoarrow_and_geoparquet_say(level: Any, tmp_path: Path) -> None:
    table = gd.boundaries(level)
    assert table["geometry"].null_count == 0
    field = table.schema.field("geometry")
    assert field.metadata[b"ARROW:extension:name"] == b"geoarrow.wkb"
    assert json.loads(field.metadata[b"ARROW:extension:metadata"])["crs"] == "OGC:CRS84"
    geo = json.loads(table.schema.metadata[b"geo"])
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
    frame = frame_of(table)
    assert str(frame.crs) == "OGC:CRS84"
    assert geo["columns"]["geometry"]["bbox"] == pytest.approx(frame.total_bounds, abs=1e-9)
    assert set(frame.geom_type) <= set(geo["columns"]["geometry"]["geometry_types"])
    pq.write_table(table, tmp_path / "a.parquet")
    again = geopandas.read_parquet(tmp_path / "a.parquet")
    assert str(again.crs) == "OGC:CRS84"
    assert (again.geometry == frame.geometry).all()


def test_records_and_tables_agree() -> None:
    levels: tuple[tuple[Level, Callable[[int], Any]], ...]
    levels = (("township", G.township), ("city", G.city))
    for level, find in levels:
        for row in gd.boundaries(level).to_pylist():
            one = find(row["pk"])
            fields = ("name", "display_name", "official_code", "population")
            assert all(row[field] == getattr(one, field) for field in fields)
            assert shapely.from_wkb(row["geometry"]) == G.boundary(one)


def test_polars_and_duckdb_read_it(tmp_path: Path) -> None:
    table = gd.boundaries("township")
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    assert frame["population"].sum() == sum(city.population or 0 for city in G.cities)
    connection = duckdb.connect()
    connection.register("townships", table)
    pq.write_table(table, tmp_path / "a.parquet")
    for source in ("townships", f"read_parquet('{tmp_path / 'a.parquet'}')"):
        found = connection.execute(f"select count(geometry), sum(population) from {source}")
        assert found.fetchone() == (973, frame["population"].sum())


def test_duckdb_spatial_takes_it_for_geometry(tmp_path: Path) -> None:
    pq.write_table(gd.boundaries("city"), tmp_path / "a.parquet")
    connection = duckdb.connect()
    try:
        connection.execute("install spatial; load spatial")
    except duckdb.Error as error:
        pytest.skip(f"DuckDB's spatial extension cannot be fetched here: {str(error)[:80]}")
    areas = connection.execute(f"select min(st_area(geometry)) from '{tmp_path / 'a.parquet'}'")
    assert min(areas.fetchone() or [0]) > 0


def test_corrections_are_seen(tmp_path: Path) -> None:
    """One boundary loses its district, one gets another, one is called otherwise."""
    gone, replaced, renamed = (
        one for one in G.districts_of("Kadıköy", "34")[:3] if one.coordinate_source == "boundary"
    )
    overlay = tmp_path / "corrections.csv"
    overlay.write_text(
        "action,pk,name,city,township,latitude,longitude\n"
        f"deactivate,{gone.pk},,,,,\n"
        f"deactivate,{replaced.pk},,,,,\n"
        f"add,10000000,TAZE MAH,34,Kadıköy,{replaced.latitude},{replaced.longitude}\n"
        f"rename,{renamed.pk},BAŞKA MAH,,,,\n",
        encoding="utf-8",
    )
    mine = gd.Gazetteer.open(overlay=overlay)
    assert mine.boundary(mine.district(gone.pk)) is None
    assert mine.boundary(mine.district(10_000_000)) == G.boundary(replaced)
    table = mine.boundaries("district")
    assert table.num_rows == G.boundaries("district").num_rows - 1
    names = dict(zip(table["pk"].to_pylist(), table["name"].to_pylist(), strict=True))
    assert (names[10_000_000], names[renamed.pk]) == ("TAZE MAH", "BAŞKA MAH")
    assert gone.pk not in names
    by_pk = dict(zip(table["pk"].to_pylist(), table["geometry"].to_pylist(), strict=True))
    assert shapely.from_wkb(by_pk[10_000_000]) == G.boundary(replaced)


def test_one_copy_of_the_bytes_for_all() -> None:
    gazetteer = gd.Gazetteer.open().preload()
    content = gazetteer._snapshot.geometries.of_districts.content
    kept = gazetteer._points._boundaries._data
    assert np.shares_memory(content, np.frombuffer(kept, dtype=np.uint8))
    column = gazetteer.boundaries("district")["geometry"].chunk(0)
    assert column.buffers()[2].address == content.ctypes.data


def test_nothing_else_imports_shapely() -> None:
    code = (
        "import sys, geodistricts as gd\n"
        "gd.nearest(41, 29), gd.reverse(41, 29), gd.match('kadıköy'), gd.parse('kadıköy')\n"
        "assert 'shapely' not in sys.modules\n"
        "gd.preload()\n"
        "before = set(sys.modules)\n"
        "place = gd.reverse(41, 29).district\n"
        "gd.boundary(place), gd.boundary(place.city), gd.boundaries('township')\n"
        "gd.boundaries('district')\n"
        "print(sorted(set(sys.modules) - before))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True
    )
    assert done.stdout.strip() == "[]"


def test_many_threads_read_once_and_alike() -> None:
    gazetteer = pickle.loads(pickle.dumps(gd.Gazetteer.open()))
    district = gazetteer.district(35760)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(gazetteer.boundary, [district, district.township] * 20))
    assert found[:2] * 20 == found
    assert found[0] == G.boundary(G.district(35760))
