"""A small snapshot to lend from, whose every column has values, and lists of its districts."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import shapely

from geodistricts.snapshot.format import (
    ALIASES,
    BOUNDARIES,
    CITIES,
    CITY_BOUNDARIES,
    DISTRICTS,
    SCHEMAS,
    TOWNSHIP_BOUNDARIES,
    TOWNSHIPS,
)
from geodistricts.sources.platform import Bundled, read_bundled
from geodistricts.sources.write import Source, write_snapshot

Row = dict[str, Any]
PLACES = {
    ("ADANA", "SEYHAN"): ("AKKAPI", "BARAJYOLU", "DENİZLİ", "GÜLBAHÇESİ", "MESTANZADE"),
    ("ADANA", "CEYHAN"): ("AĞAÇPINAR", "BURHANLI", "DAĞISTAN", "KONAKOĞLU", "TOKTAMIŞ"),
    ("BOLU", "MERKEZ"): ("BORAZANLAR", "ÇIKINLAR", "KARAMANLI", "SAĞLIK", "TABAKLAR"),
}
ALIAS = (1, "ESKİ AKKAPI MAH", "former", "register")


def write_lender(path: Path) -> Bundled:
    """Write three townships of five districts, with codes, people, an alias and shapes."""
    tables: dict[str, list[Row]] = {name: [] for name in SCHEMAS}
    cities = sorted({city for city, _ in PLACES})
    for number, ((city, township), names) in enumerate(PLACES.items()):
        box = shapely.box(35.0, 37.0 + number, 35.5, 37.1 + number)
        place = {"is_active": True, "display_name": township.title()}
        tables[TOWNSHIPS].append(
            {
                **place,
                "pk": number + 1,
                "name": township,
                "city": cities.index(city) + 1,
                "official_code": 1100 + number,
                "population": 5000 + number,
            }
        )
        tables[TOWNSHIP_BOUNDARIES].append(
            {"pk": number + 1, "name": township, "geometry": shapely.to_wkb(box)}
        )
        for name in names:
            pk = len(tables[DISTRICTS]) + 1
            square = shapely.box(35.0 + pk / 100, 37.0 + number, 35.01 + pk / 100, 37.01 + number)
            tables[BOUNDARIES].append(
                {
                    "source_id": pk,
                    "name": name,
                    "city": cities.index(city) + 1,
                    "township": number + 1,
                    "population": 1000 + pk,
                    "geometry": shapely.to_wkb(square, byte_order=1),
                }
            )
            tables[DISTRICTS].append(
                {
                    **place,
                    "pk": pk,
                    "name": f"{name} MAH",
                    "display_name": f"{name.title()} Mah.",
                    "kind": "mahalle",
                    "city": cities.index(city) + 1,
                    "township": number + 1,
                    "latitude": square.centroid.y,
                    "longitude": square.centroid.x,
                    "postal_code": f"0{1000 + pk}",
                    "coordinate_source": "boundary",
                    "boundary": pk - 1,
                    "official_code": 40_000 + pk,
                    "population": 1000 + pk,
                }
            )
    for number, city in enumerate(cities):
        tables[CITIES].append(
            {
                "pk": number + 1,
                "name": city,
                "display_name": city.title(),
                "is_active": True,
                "official_code": 81 - number,
                "population": 10_000 + number,
            }
        )
        tables[CITY_BOUNDARIES].append(
            {
                "pk": number + 1,
                "name": city,
                "geometry": shapely.to_wkb(shapely.box(35, 37, 36 + number, 38)),
            }
        )
    columns = ("pk", "name", "kind", "source")
    tables[ALIASES].append(dict(zip(columns, ALIAS, strict=True)))
    write_snapshot(
        path,
        {name: pa.Table.from_pylist(rows, SCHEMAS[name]) for name, rows in tables.items() if rows},
        [Source("test", "this test", "none", None, "0" * 64)],
        None,
    )
    return read_bundled(path)


def numbered_rows() -> list[Row]:
    """List the lender's districts by numbers of another's: 100 and more, townships 71 and more."""
    cities = {"ADANA": 8, "BOLU": 9}
    rows: list[Row] = []
    for number, ((city, _), names) in enumerate(PLACES.items()):
        for name in names:
            place = {"township": 71 + number, "city": cities[city]}
            rows.append({"pk": 101 + len(rows), "name": f"{name} MAH", **place})
    return rows


def write_csv(path: Path, rows: Sequence[Row], delimiter: str = ",") -> Path:
    """Write rows under their keys."""
    lines = [list(rows[0]), *(list(row.values()) for row in rows)]
    text = "".join(f"{delimiter.join(map(str, line))}\n" for line in lines)
    path.write_text(text, encoding="utf-8")
    return path
