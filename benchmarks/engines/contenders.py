"""The contenders: each engine, the plain loops that people write today, and peers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import cycle, islice
from typing import Any, NamedTuple

import duckdb
import geopandas
import polars as pl
import pyarrow as pa

import geodistricts as gd
from benchmarks.addresses.inputs import read_addresses
from benchmarks.common.points import million_points
from benchmarks.names.inputs import read_questions
from geodistricts.engines import duckdb as gd_duckdb
from geodistricts.engines import polars as gd_polars
from geodistricts.shared import shared_gazetteer

LOOPED = 20_000
"""Rows of the plain loops, which take too long for all."""
JOINED = 100_000
"""Rows of GeoPandas' join."""


class Contender(NamedTuple):
    """One way to ask.

    Attributes
    ----------
    name : str
        For the table.
    rows : int
        How many it is asked.
    ask : callable
        Asks them all.
    """

    name: str
    rows: int
    ask: Callable[[], Any]


def points(rows: int) -> list[Contender]:
    """Return those that find the district of points; the bare batch call is the first."""
    lats, lons = (degrees[:rows] for degrees in million_points())
    table = pa.table({"lat": lats, "lon": lons})
    asked: dict[str, Any] = {"latitude": "lat", "longitude": "lon"}
    frame, polars = table.to_pandas(), pl.DataFrame(table)
    few = frame.head(LOOPED)
    connection = _connection(table)
    some = frame.head(JOINED)
    geometry = geopandas.points_from_xy(some["lon"], some["lat"])
    districts = geopandas.GeoDataFrame.from_arrow(gd.boundaries("district"))
    located = geopandas.GeoDataFrame(geometry=geometry, crs=districts.crs)
    return [
        Contender("reverse_many, pks alone", rows, lambda: gd.reverse_many(lats, lons)),
        Contender("reverse_many, columns by hand", rows, lambda: _by_hand(lats, lons)),
        Contender("gd.enrich, Arrow", rows, lambda: gd.enrich(table, **asked)),
        Contender("gd.enrich, pandas", rows, lambda: gd.enrich(frame, **asked)),
        Contender("gd.enrich, Polars", rows, lambda: gd.enrich(polars, **asked)),
        Contender(
            "gd.enrich, Polars, streaming",
            rows,
            lambda: gd.enrich(polars.lazy(), **asked).collect(engine="streaming"),
        ),
        Contender(
            "gd.enrich, DuckDB",
            rows,
            lambda: gd.enrich(connection.table("rows"), **asked).to_arrow_table(),
        ),
        Contender("Polars, reverse", rows, lambda: polars.select(gd_polars.reverse("lat", "lon"))),
        *_sql(connection, rows, "gd_reverse(lat, lon)"),
        Contender(
            "loop over reverse",
            len(few),
            lambda: [gd.reverse(*point) for point in zip(few["lat"], few["lon"], strict=True)],
        ),
        Contender(
            "pandas apply of reverse",
            len(few),
            lambda: few.apply(lambda row: gd.reverse(row["lat"], row["lon"]), axis=1),
        ),
        Contender(
            "GeoPandas sjoin, within",
            len(located),
            lambda: located.sjoin(districts, how="left", predicate="within"),
        ),
    ]


def names(rows: int) -> list[Contender]:
    """Return those that find the district of names, with city and township."""
    every = [one for asked in read_questions().values() for one in asked]
    listed = islice(cycle(every), rows)
    table = pa.table(
        [*zip(*((one.spelling, one.city, one.township) for one in listed), strict=True)],
        ["mahalle", "il", "ilce"],
    )
    frame, polars = table.to_pandas(), pl.DataFrame(table)
    few = frame.head(LOOPED)
    roles: dict[str, Any] = {"city": "il", "township": "ilce", "district": "mahalle"}
    connection = _connection(table)
    columns = {role: table[name] for role, name in roles.items()}
    return [
        Contender(
            "match_many",
            rows,
            lambda: gd.match_many(table["mahalle"], city=table["il"], township=table["ilce"]),
        ),
        Contender(
            "Polars, match", rows, lambda: polars.select(gd_polars.match("mahalle", "il", "ilce"))
        ),
        *_sql(connection, rows, "gd_match(mahalle, il, ilce)"),
        Contender("validate_many", rows, lambda: gd.validate_many(**columns)),
        Contender("gd.enrich, pandas", rows, lambda: gd.enrich(frame, **roles)),
        Contender("gd.enrich, Polars", rows, lambda: gd.enrich(polars, **roles)),
        Contender(
            "loop over match",
            len(few),
            lambda: [gd.match(*row) for row in few.itertuples(index=False)],
        ),
        Contender(
            "pandas apply of match",
            len(few),
            lambda: few.apply(lambda row: gd.match(row.iloc[0], row.iloc[1], row.iloc[2]), axis=1),
        ),
    ]


def addresses(rows: int) -> list[Contender]:
    """Return those that find the places of lines, no two alike."""
    table = pa.table({"adres": [*distinct_lines(rows)]})
    frame, polars = table.to_pandas(), pl.DataFrame(table)
    few = frame.head(LOOPED)
    connection = _connection(table)
    return [
        Contender("parse_many", rows, lambda: gd.parse_many(table["adres"])),
        Contender("gd.enrich, Arrow", rows, lambda: gd.enrich(table, address="adres")),
        Contender(
            "gd.enrich, Arrow, 2 workers",
            rows,
            lambda: gd.enrich(table, address="adres", workers=2),
        ),
        Contender("gd.enrich, pandas", rows, lambda: gd.enrich(frame, address="adres")),
        Contender("gd.enrich, Polars", rows, lambda: gd.enrich(polars, address="adres")),
        Contender("Polars, parse", rows, lambda: polars.select(gd_polars.parse("adres"))),
        *_sql(connection, rows, "gd_parse(adres)"),
        Contender("loop over parse", len(few), lambda: [gd.parse(one) for one in few["adres"]]),
        Contender("pandas apply of parse", len(few), lambda: few["adres"].apply(gd.parse)),
    ]


def distinct_lines(rows: int) -> Iterator[str]:
    """Return the committed lines over and over, each time with another number."""
    lines = islice(cycle(one.text for one in read_addresses()), rows)
    return (f"{line} D:{number}" for number, line in enumerate(lines))


def _by_hand(lats: Any, lons: Any) -> pa.Table:
    """Build what ``enrich`` adds from the batch call's answer."""
    gazetteer = shared_gazetteer()
    pks, distances = gazetteer.reverse_many(lats, lons)
    columns = ["pk", "name", "township", "township_name", "city", "city_name", "postal_code"]
    return gazetteer.take(pks, columns).append_column("distance", pa.array(distances))


def _connection(table: pa.Table) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.register("given", table)
    connection.execute("create table rows as select * from given")
    gd_duckdb.register(connection)
    return connection


def _sql(connection: duckdb.DuckDBPyConnection, rows: int, call: str) -> list[Contender]:
    name = call.partition("(")[0]
    return [
        Contender(
            f"DuckDB, {name}, to Arrow",
            rows,
            lambda: connection.sql(f"select {call} as found from rows").to_arrow_table(),
        ),
        Contender(
            f"DuckDB, {name}, grouped",
            rows,
            lambda: connection.sql(
                f"select found.city, count(found.district_pk) from "
                f"(select {call} as found from rows) group by 1"
            ).fetchall(),
        ),
    ]
