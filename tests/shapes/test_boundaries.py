"""Boundaries as tables: their rows, and whether tools for maps read them."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import geopandas
import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

import geodistricts as gd
from geodistricts.basics.arrow import numbers
from geodistricts.gazetteer import Gazetteer
from geodistricts.records import City, District, Level, Township
from small_snapshots import write_polygons

LEVELS: tuple[Level, ...] = ("district", "township", "city")
ROWS = {"district": 49_256, "township": 973, "city": 81}
CRS = {"crs": "OGC:CRS84", "crs_type": "authority_code"}
SQUARES = [shapely.box(30 + x / 10, 39, 30.1 + x / 10, 39.1) for x in range(4)]


@pytest.fixture(scope="module", params=LEVELS)
def level(request: pytest.FixtureRequest) -> Level:
    chosen: Level = request.param
    return chosen


@pytest.fixture(scope="module")
def tables(bundled: Gazetteer) -> dict[str, pa.Table]:
    """Ask for each level once."""
    return {level: bundled.boundaries(level) for level in LEVELS}


def rows_of(table: pa.Table) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = table.drop_columns(["geometry"]).to_pylist()
    return rows


def test_each_boundary_has_one_row(bundled: Gazetteer, tables: dict[str, pa.Table]) -> None:
    table = tables["district"]
    assert table["boundary"].to_pylist() == list(range(ROWS["district"]))
    of_part: dict[int, list[bool]] = {}
    known = bundled.table.filter(bundled.table["boundary"].is_valid())
    for boundary, kind in zip(
        known["boundary"].to_pylist(), known["kind"].to_pylist(), strict=True
    ):
        of_part.setdefault(boundary, []).append(kind == "part")
    only_parts = [all(of_part[boundary]) for boundary in range(ROWS["district"])]
    assert sum(only_parts) == 5_875
    assert table["pk"].is_null().to_pylist() == only_parts
    assert table["village"].is_valid().to_pylist() == only_parts


def test_a_row_is_the_district_where_it_is_one(
    bundled: Gazetteer, tables: dict[str, pa.Table]
) -> None:
    own = tables["district"].filter(tables["district"]["pk"].is_valid())
    same = [name for name in own.column_names if name not in ("geometry", "boundary")]
    districts = bundled.take(numbers(own, "pk"), same)
    for name in same:
        assert own[name].to_pylist() == districts[name].to_pylist(), name


def test_a_row_is_the_village_or_town_of_parts(
    bundled: Gazetteer, tables: dict[str, pa.Table]
) -> None:
    villages = [row for row in rows_of(tables["district"]) if row["pk"] is None]
    assert Counter(row["kind"] for row in villages) == {"köy": 5_488, "belde": 387}
    by_boundary = {row["boundary"]: row for row in bundled.table.to_pylist()}
    for row in villages:
        part = by_boundary[row["boundary"]]
        assert row["name"] == row["village"] == part["village"]
        assert row["official_code"] is None
        assert (row["township"], row["city"]) == (part["township"], part["city"])
        assert f"({row['display_name']})" in part["display_name"]
    one = next(row for row in villages if row["name"] == "ÇAKIRHÜYÜK BELDESİ")
    assert one["display_name"] == "Çakırhüyük Beldesi"
    assert (one["population"], one["city_display_name"]) == (1_864, "Adıyaman")


def test_no_city_has_fewer_people_than_its_boundaries(
    bundled: Gazetteer, tables: dict[str, pa.Table]
) -> None:
    people: Counter[int] = Counter()
    for row in rows_of(tables["district"]):
        people[row["city"]] += row["population"] or 0
    assert people.total() > 0.99 * 85_372_377
    for city in bundled.cities:
        assert city.population is not None
        assert 0.9 * city.population < people[city.pk] <= city.population


def test_places_are_as_their_records(bundled: Gazetteer, tables: dict[str, pa.Table]) -> None:
    same = ("pk", "name", "display_name", "official_code", "population")
    for row, city in zip(rows_of(tables["city"]), bundled.cities, strict=True):
        assert row == {name: getattr(city, name) for name in same}
    townships = [one for city in bundled.cities for one in bundled.townships_of(city)]
    townships.sort(key=lambda township: township.pk)
    for row, township in zip(rows_of(tables["township"]), townships, strict=True):
        city = township.city
        assert row == {
            **{name: getattr(township, name) for name in same},
            "city": city.pk,
            "city_name": city.name,
            "city_display_name": city.display_name,
        }


def test_geometries_are_those_of_boundary(
    bundled: Gazetteer, tables: dict[str, pa.Table], level: Level
) -> None:
    table = tables[level]
    assert len(table) == ROWS[level]
    shapes = shapely.from_wkb(table["geometry"].to_pylist())
    find: dict[Level, Callable[[int], District | Township | City]] = {
        "district": bundled.district,
        "township": bundled.township,
        "city": bundled.city,
    }
    step = max(len(table) // 2_000, 1)
    for pk, shape in list(zip(table["pk"].to_pylist(), shapes, strict=True))[::step]:
        if pk is not None:
            assert shapely.equals_exact(bundled.boundary(find[level](pk)), shape)


def test_metadata_tells_what_it_is(tables: dict[str, pa.Table], level: Level) -> None:
    schema = tables[level].schema
    field = schema.field("geometry")
    assert field.type == pa.binary()
    assert field.metadata[b"ARROW:extension:name"] == b"geoarrow.wkb"
    assert json.loads(field.metadata[b"ARROW:extension:metadata"]) == CRS
    geo = json.loads(schema.metadata[b"geo"])
    assert geo["version"] == "1.1.0"
    (column,) = geo["columns"]
    assert column == geo["primary_column"] == "geometry"
    told = geo["columns"][column]
    assert told["encoding"] == "WKB"
    # Without a "crs", GeoParquet's is OGC:CRS84.
    assert "crs" not in told
    shapes = shapely.from_wkb(tables[level]["geometry"].to_pylist())
    assert set(told["geometry_types"]) == {shape.geom_type for shape in shapes}
    assert told["bbox"] == shapely.total_bounds(shapes).tolist()


def test_geopandas_takes_it(tables: dict[str, pa.Table], level: Level, tmp_path: Path) -> None:
    table = tables[level]
    frame = geopandas.GeoDataFrame.from_arrow(table)
    assert frame.crs == "OGC:CRS84"
    assert list(frame.columns) == table.column_names
    pq.write_table(table, tmp_path / "shapes.parquet")
    read = geopandas.read_parquet(tmp_path / "shapes.parquet")
    assert read.crs == "OGC:CRS84"
    assert (read.geometry.to_wkb() == frame.geometry.to_wkb()).all()
    assert frame.geometry.to_wkb().tolist() == table["geometry"].to_pylist()
    assert read["name"].tolist() == table["name"].to_pylist()


def test_polars_takes_it(tables: dict[str, pa.Table], level: Level) -> None:
    frame = pl.from_arrow(tables[level])
    assert isinstance(frame, pl.DataFrame)
    assert frame.columns == tables[level].column_names
    geometries = frame["geometry"]
    if geometries.dtype != pl.Binary:
        geometries = geometries.ext.storage()
    assert geometries.to_list() == tables[level]["geometry"].to_pylist()


def test_duckdb_takes_it(tables: dict[str, pa.Table], level: Level, tmp_path: Path) -> None:
    connection = duckdb.connect()
    file = tmp_path / "shapes.parquet"
    pq.write_table(tables[level], file)
    connection.register("shapes", tables[level])
    counted = "select count(geometry), sum(population) from"
    people = connection.execute(f"{counted} shapes").fetchone()
    assert people is not None
    assert people[0] == ROWS[level]
    assert people == connection.execute(f"{counted} read_parquet(?)", [str(file)]).fetchone()


def test_duckdb_knows_the_geometry(tables: dict[str, pa.Table], tmp_path: Path) -> None:
    connection = duckdb.connect()
    try:
        connection.execute("install spatial; load spatial")
    except duckdb.Error as error:
        pytest.skip(f"DuckDB's spatial extension cannot be fetched here: {str(error)[:80]}")
    connection.register("shapes", tables["city"])
    pq.write_table(tables["city"], tmp_path / "shapes.parquet")
    for source in ("shapes", f"read_parquet('{tmp_path}/shapes.parquet')"):
        found = connection.execute(
            f"select pk from {source} where st_contains(geometry, st_point(29.02, 40.99))"
        ).fetchall()
        assert found == [(gd.city("34").pk,)]


@pytest.mark.parametrize("wrong", ["cities", "District", "", None, 1, ["city"], np.zeros(2)])
def test_a_level_that_there_is_not(bundled: Gazetteer, wrong: Any) -> None:
    with pytest.raises(ValueError, match="level must be one of district, township, city, not"):
        bundled.boundaries(wrong)


def test_a_table_is_asked_for_anew(tables: dict[str, pa.Table], level: Level) -> None:
    assert gd.boundaries(level).equals(tables[level], check_metadata=True)


def test_small_shapes_are_told_in_full(tmp_path: Path) -> None:
    write_polygons(tmp_path / "snapshot", SQUARES, [0, 2, 0, 0])
    gazetteer = Gazetteer.open(tmp_path / "snapshot")
    districts = gazetteer.boundaries("district")
    assert districts["pk"].to_pylist() == [1, 2, 5, 6]
    assert districts["population"].to_pylist() == [1, 101, 201, 301]
    for level in ("township", "city"):
        (row,) = gazetteer.boundaries(level).to_pylist()
        assert (row["pk"], row["official_code"], row["population"]) == (1, 6, 604)
        assert shapely.from_wkb(row["geometry"]) == shapely.union_all(SQUARES)


def test_an_overlay_is_followed_in_tables(tmp_path: Path) -> None:
    """A boundary that is nobody's any more is left out; one with parts only is their village's."""
    write_polygons(tmp_path / "snapshot", SQUARES, [0, 2, 0, 0])
    (tmp_path / "overlay.csv").write_text(
        "action,pk,name,township,latitude,longitude\n"
        "rename,1,YENİ AD MAH,,,\n"
        "deactivate,2,,,,\n"
        "deactivate,5,,,,\n"
        "deactivate,6,,,,\n"
        "add,10000000,YENİKENT MAH,Township,39.05,30.35\n",
        encoding="utf-8",
    )
    gazetteer = Gazetteer.open(tmp_path / "snapshot", tmp_path / "overlay.csv")
    table = gazetteer.boundaries("district")
    found = [tuple(row.values()) for row in table.select(
        ["pk", "name", "display_name", "kind", "official_code", "population", "boundary"]
    ).to_pylist()]  # fmt: skip
    assert found == [
        (1, "YENİ AD MAH", "Yeni Ad Mah.", "mahalle", 1_000, 1, 0),
        (None, "VILLAGE 1 KÖYÜ", "Village 1 Köyü", "köy", None, 101, 1),
        (10_000_000, "YENİKENT MAH", "Yenikent Mah.", "mahalle", None, None, 3),
    ]
    shapes = shapely.from_wkb(table["geometry"].to_pylist())
    assert list(shapes) == [SQUARES[0], SQUARES[1], SQUARES[3]]
    assert gazetteer.boundaries("city").equals(
        Gazetteer.open(tmp_path / "snapshot").boundaries("city")
    )


def test_the_bounds_are_those_of_the_rows(tmp_path: Path) -> None:
    write_polygons(tmp_path / "snapshot", SQUARES)
    (tmp_path / "overlay.csv").write_text("action,pk\ndeactivate,4\n", encoding="utf-8")
    table = Gazetteer.open(tmp_path / "snapshot", tmp_path / "overlay.csv").boundaries("district")
    assert table["boundary"].to_pylist() == [0, 1, 2]
    told = json.loads(table.schema.metadata[b"geo"])["columns"]["geometry"]
    assert told["bbox"] == shapely.total_bounds(SQUARES[:3]).tolist()


def test_nobody_can_write_into_what_all_share() -> None:
    for level in LEVELS:
        column = gd.boundaries(level)["geometry"].chunk(0)
        assert not any(buffer.is_mutable for buffer in column.buffers() if buffer is not None)
