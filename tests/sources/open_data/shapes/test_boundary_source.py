"""The boundary file, read from small GeoParquet files made here."""

import datetime
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from geodistricts.errors import SourceError
from geodistricts.sources.open_data.shapes.boundary_source import SourceBoundary, read_boundaries
from small_sources import GEO, UPDATED, BoundaryRow, MakeBoundaries

SQUARE = shapely.box(35, 37, 35.1, 37.1)
BOW_TIE = shapely.Polygon([(35, 37), (36, 38), (36, 37), (35, 38)])
ROW: BoundaryRow = ("Tepebağ Mh.", "Yağcami", "Seyhan", "Adana", SQUARE)


def test_names_and_polygons_are_read(make_boundaries: MakeBoundaries) -> None:
    source = read_boundaries(make_boundaries([ROW]))
    assert source.names == [SourceBoundary(100, "Tepebağ Mh.", "Yağcami", "Seyhan", "Adana")]
    assert shapely.equals_exact(source.polygons, [SQUARE]).all()
    assert source.dated == datetime.datetime.fromtimestamp(UPDATED // 1000, datetime.UTC)
    assert source.notes == []


@pytest.mark.parametrize(
    ("township", "city", "expected"),
    [
        ("Seyhan", "Adana", ("Seyhan", "Adana")),
        ("Bartın Merkez", "Bartın", ("Merkez", "Bartın")),
        ("Afyon Merkez", "Afyon", ("Merkez", "Afyonkarahisar")),
        ("Merkezefendi", "Denizli", ("Merkezefendi", "Denizli")),
        (None, "Adana", (None, "Adana")),
    ],
)
def test_townships_and_cities_get_their_names_of_today(
    make_boundaries: MakeBoundaries,
    township: str | None,
    city: str,
    expected: tuple[str | None, str],
) -> None:
    source = read_boundaries(make_boundaries([("Tepe Mh.", "", township, city, SQUARE)]))
    assert (source.names[0].township, source.names[0].city) == expected


def test_boundaries_that_were_replaced_are_left_out(make_boundaries: MakeBoundaries) -> None:
    source = read_boundaries(make_boundaries([(*ROW, 0), ("Tepe Mh.", *ROW[1:])]))
    assert [boundary.name for boundary in source.names] == ["Tepe Mh."]
    assert len(source.polygons) == 1
    assert source.notes == ["Tepebağ Mh., Seyhan, Adana: replaced since; left out"]


def test_undated_boundaries_are_all_current(make_boundaries: MakeBoundaries) -> None:
    source = read_boundaries(make_boundaries([(*ROW, 0), (*ROW, 0)]))
    assert (len(source.names), source.dated, source.notes) == (2, None, [])


@pytest.mark.parametrize(
    "shape",
    [
        None,
        shapely.Polygon(),
        shapely.Point(35, 37),
        shapely.LineString([(35, 37), (36, 38)]),
        shapely.Polygon([(35, 37), (36, 38), (35, 37), (35, 37)]),
    ],
)
def test_a_shape_without_area_is_left_out_and_noted(
    make_boundaries: MakeBoundaries, shape: Any
) -> None:
    source = read_boundaries(make_boundaries([("Tepe Mh.", "", "Seyhan", "Adana", shape), ROW]))
    assert [boundary.name for boundary in source.names] == ["Tepebağ Mh."]
    assert shapely.equals_exact(source.polygons, [SQUARE]).all()
    assert source.notes == ["Tepe Mh., Seyhan, Adana: no area; left out"]


def test_an_invalid_polygon_with_area_stays(make_boundaries: MakeBoundaries) -> None:
    source = read_boundaries(make_boundaries([(*ROW[:4], BOW_TIE)]))
    assert shapely.area(BOW_TIE) == 0
    assert len(source.names) == 1


@pytest.mark.parametrize("column", [0, 3])
def test_a_row_without_name_or_city_is_left_out(
    make_boundaries: MakeBoundaries, column: int
) -> None:
    nameless = tuple(None if place == column else value for place, value in enumerate(ROW))
    source = read_boundaries(make_boundaries([nameless, ROW]))
    assert len(source.names) == len(source.polygons) == 1
    assert len(source.notes) == 1
    assert "no name" in source.notes[0]


def test_a_missing_semt_is_empty(make_boundaries: MakeBoundaries) -> None:
    source = read_boundaries(make_boundaries([(ROW[0], None, *ROW[2:])]))
    assert source.names[0].semt == ""


def test_a_geometry_column_of_another_name_is_found(tmp_path: Path) -> None:
    path = tmp_path / "named.parquet"
    table = pa.table(
        {
            "quarter_id": [1],
            "name": ["Tepe Mh."],
            "semt": [""],
            "town_name": ["Seyhan"],
            "city_name": ["Adana"],
            "updated_ms": [UPDATED],
            "shape": [shapely.to_wkb(SQUARE)],
        }
    )
    geo = json.dumps({"primary_column": "shape"})
    pq.write_table(table.replace_schema_metadata({"geo": geo}), path)
    assert shapely.equals_exact(read_boundaries(path).polygons, [SQUARE]).all()


@pytest.mark.parametrize(
    ("options", "rows", "problem"),
    [
        ({"geo": None}, [ROW], "no GeoParquet"),
        ({"geo": "{"}, [ROW], "no GeoParquet"),
        ({"geo": "[]"}, [ROW], "no GeoParquet"),
        ({"without": ["town_name"]}, [ROW], "has no column town_name"),
        ({"without": ["geometry"]}, [ROW], "has no column geometry"),
        ({"geo": json.dumps(GEO | {"primary_column": "shape"})}, [ROW], "has no column shape"),
        ({}, [], "is empty"),
        ({}, [(*ROW[:4], None)], "no polygon"),
        ({}, [(*ROW[:4], shapely.box(3.8e6, 4.4e6, 3.9e6, 4.5e6))], "not in degrees"),
    ],
)
def test_bad_files_are_refused(
    make_boundaries: MakeBoundaries,
    options: dict[str, Any],
    rows: list[BoundaryRow],
    problem: str,
) -> None:
    path = make_boundaries(rows, **options)
    with pytest.raises(SourceError, match=problem) as caught:
        read_boundaries(path)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"no parquet", b"PAR1 cut PAR1"])
def test_other_files_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "boundaries.parquet"
    path.write_bytes(content)
    with pytest.raises(SourceError, match="not a Parquet file"):
        read_boundaries(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"absent\.parquet: no such file"):
        read_boundaries(tmp_path / "absent.parquet")


def test_geometry_that_is_no_wkb_is_refused(
    make_boundaries: MakeBoundaries, tmp_path: Path
) -> None:
    table = pq.read_table(make_boundaries([ROW]))
    path = tmp_path / "damaged.parquet"
    wrong = table.set_column(6, "geometry", pa.array([b"no geometry"]))
    pq.write_table(wrong.replace_schema_metadata(table.schema.metadata), path)
    with pytest.raises(SourceError, match="damaged"):
        read_boundaries(path)
