"""Small inputs of the build: spreadsheets and boundary files."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

HEADINGS = ("il", "ilçe", "semt_bucak_belde", "Mahalle", "PK")
UPDATED = 1_622_756_448_439
GEO = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Polygon"]}},
}

ListRow = tuple[Any, ...]
BoundaryRow = tuple[Any, ...]
MakeList = Callable[..., Path]
MakeBoundaries = Callable[..., Path]
World = tuple[list[ListRow], list[BoundaryRow]]


@pytest.fixture
def make_list(tmp_path: Path) -> MakeList:
    """Write rows (city, township, semt, name, code) as the PTT list is laid out."""

    def make(
        rows: Sequence[ListRow],
        name: str = "list.xlsx",
        headings: Sequence[str] = HEADINGS,
        first_sheets: Sequence[Sequence[ListRow]] = (),
    ) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for number, content in enumerate((*first_sheets, [headings, *rows]), start=1):
            sheet = book.create_sheet(f"Sheet{number}")
            for row in content:
                sheet.append(row)
        path = tmp_path / name
        book.save(path)
        return path

    return make


@pytest.fixture
def make_boundaries(tmp_path: Path) -> MakeBoundaries:
    """Write rows (name, semt, township, city, polygon[, updated_ms]) as GeoParquet."""

    def make(
        rows: Sequence[BoundaryRow],
        name: str = "boundaries.parquet",
        geo: str | None = json.dumps(GEO),
        without: Sequence[str] = (),
    ) -> Path:
        columns: dict[str, pa.Array] = {
            "quarter_id": pa.array(range(100, 100 + len(rows)), pa.int32()),
            "name": pa.array([row[0] for row in rows], pa.string()),
            "semt": pa.array([row[1] for row in rows], pa.string()),
            "town_name": pa.array([row[2] for row in rows], pa.string()).dictionary_encode(),
            "city_name": pa.array([row[3] for row in rows], pa.string()).dictionary_encode(),
            "updated_ms": pa.array(
                [row[5] if len(row) > 5 else UPDATED for row in rows], pa.int64()
            ),
            "geometry": pa.array([shapely.to_wkb(row[4]) for row in rows], pa.binary()),
        }
        table = pa.table({key: value for key, value in columns.items() if key not in without})
        path = tmp_path / name
        pq.write_table(table.replace_schema_metadata({"geo": geo} if geo else {}), path)
        return path

    return make


@pytest.fixture
def world() -> World:
    """Two cities of 50 districts, each district a square of 0.01 degrees."""
    rows: list[ListRow] = []
    boundaries: list[BoundaryRow] = []
    for west, city, shown, code in ((32.0, "ANKARA", "Ankara", 6100), (27.0, "İZMİR", "İzmir", 1)):
        for number in range(1, 51):
            rows.append((city, "MERKEZ", "MERKEZ", f"{number}. YIL MAH", code + 1000))
            x, y = west + number % 10 / 100, 39.0 + number // 10 / 100
            square = shapely.box(x, y, x + 0.01, y + 0.01)
            boundaries.append((f"{number}. Yıl Mh.", "Merkez", f"{shown} Merkez", shown, square))
    return rows, boundaries
