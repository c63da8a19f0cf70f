"""The questions as DuckDB's functions: what the library itself answers, on any thread."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pytest

import geodistricts as gd
from geodistricts import Gazetteer
from geodistricts.engines import duckdb as gd_duckdb
from geodistricts.tables import STRUCTS

LINES = ["Caferağa Mh. Moda Cd. 45 Kadıköy", "nowhere", None, "Cumhuriyet Mah. 5 Ankara", ""]


@pytest.fixture(scope="module")
def connection(bundled: Gazetteer) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        gd_duckdb.register(connection, gazetteer=bundled)
        yield connection


def ask(connection: duckdb.DuckDBPyConnection, expression: str) -> Any:
    ((found,),) = connection.sql(f"select {expression}").fetchall()
    return found


def test_points(connection: duckdb.DuckDBPyConnection, bundled: Gazetteer) -> None:
    rng = np.random.default_rng(14)
    lats, lons = rng.uniform(35, 43, 5000), rng.uniform(25, 46, 5000)
    lats[::7] = np.nan
    points = pa.table({"lat": pa.array(lats, from_pandas=True), "lon": lons})
    connection.register("points", points)
    for question in ("nearest", "reverse"):
        found = connection.sql(
            f"select r.district_pk, r.district, r.city, r.distance, r is null as missing "
            f"from (select gd_{question}(lat, lon) as r from points)"
        ).to_arrow_table()
        pks, distances = getattr(bundled, f"{question}_many")(lats, lons)
        assert found["district_pk"].fill_null(-1).to_pylist() == pks.tolist()
        assert found["missing"].to_pylist() == (pks < 0).tolist()
        assert np.array_equal(found["distance"].to_numpy(), distances, equal_nan=True)
        taken = bundled.take(pks, columns=["name", "city_name"])
        assert found["district"].to_pylist() == taken["name"].to_pylist()
        assert found["city"].to_pylist() == taken["city_name"].to_pylist()


def test_lines(connection: duckdb.DuckDBPyConnection, bundled: Gazetteer) -> None:
    connection.register("lines", pa.table({"line": LINES}))
    rows = connection.sql("select gd_parse(line) from lines").fetchall()
    for (row,), line in zip(rows, LINES, strict=True):
        if line is None:
            assert row is None
            continue
        parsed = bundled.parse(line)
        assert row["district_pk"] == (parsed.district and parsed.district.pk)
        assert row["city"] == (parsed.city and parsed.city.name)
        assert (row["confidence"], row["street_line"]) == (parsed.confidence, parsed.remainder)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("gd_normalize('100. YIL MAH.')", "yuzyil"),
        ("gd_normalize(null)", None),
        ("gd_match('cafreağa', 'istanbul', 'Kadıköy').district", "CAFERAĞA MAH"),
        ("gd_match('Caferağa', '34', null).township", "KADIKÖY"),
        ("gd_match('Caferağa', 34::varchar, null).township", "KADIKÖY"),
        ("gd_match('lodos', null, 'kadıköy')", None),
        ("gd_match('Cumhuriyet', 'istanbul', null).district_pk", None),
        ("gd_match('Cumhuriyet', 'istanbul', null).score", 99.0),
        ("gd_match(null, 'istanbul', null)", None),
        ("gd_reverse(41.0636, null)", None),
        ("gd_reverse('inf'::double, 29)", None),
        ("gd_reverse('nan'::double, 29)", None),
        ("gd_reverse(141, 29)", None),
        ("gd_reverse(36, 20)", None),
        ("gd_reverse(41, 29::tinyint).city", "İSTANBUL"),
        ("gd_nearest(36, 20) is null", False),
        ("gd_parse(null)", None),
        ("gd_parse('').next", "no such field"),
        ("gd_validate(null, null, null, null)", None),
        ("gd_validate('Ankara', 'Batıkent', null, 'Kardelen mah. 5').next_action", "ACCEPT"),
        ("gd_validate('Ankara', 'Batıkent', null, 'Kardelen mah. 5').reasons.township", "SEMT"),
        ("gd_validate('', null, null, null).next_action", "FIX"),
    ],
)
def test_answers(
    connection: duckdb.DuckDBPyConnection, expression: str, expected: str | float | None
) -> None:
    if expected == "no such field":
        with pytest.raises(duckdb.Error):
            ask(connection, expression)
    else:
        assert ask(connection, expression) == expected


def test_verdicts(connection: duckdb.DuckDBPyConnection, bundled: Gazetteer) -> None:
    fields = ("Kadıköy", "istnbul", "cafreağa mh", "Moda Cd. 45")
    row = ask(connection, f"gd_validate{fields}")
    verdict = bundled.validate(*fields[:3], address=fields[3])
    assert row == {
        "district_pk": verdict.district and verdict.district.pk,
        "district": verdict.district and verdict.district.name,
        "township_pk": verdict.township and verdict.township.pk,
        "township": verdict.township and verdict.township.name,
        "city_pk": verdict.city and verdict.city.pk,
        "city": verdict.city and verdict.city.name,
        "postal_code": verdict.postal_code,
        "confidence": verdict.confidence,
        "next_action": verdict.possible_next_action,
        "granularity": verdict.granularity,
        "street_line": verdict.street_line,
        "formatted_address": verdict.formatted_address,
        "reasons": {
            name: verdict.components[name].reason if name in verdict.components else None
            for name in ("city", "township", "district", "postal_code", "pin", "address")
        },
    }


def test_every_question_is_registered(connection: duckdb.DuckDBPyConnection) -> None:
    names = connection.sql(
        "select distinct function_name from duckdb_functions() where function_name like 'gd!_%' "
        "escape '!'"
    ).fetchall()
    assert {name for (name,) in names} == {f"gd_{question}" for question in STRUCTS}
    gd_duckdb.register(connection)
    assert ask(connection, "gd_normalize('Moda Mah')") == "moda"


def test_without_rows(connection: duckdb.DuckDBPyConnection) -> None:
    for call in ("gd_reverse(1, x)", "gd_parse(x::varchar)", "gd_normalize(x::varchar)"):
        assert connection.sql(f"select {call} from (select 1 as x where false)").fetchall() == []


def test_several_threads(connection: duckdb.DuckDBPyConnection) -> None:
    """Threads of DuckDB's own, and cursors on threads of ours."""
    connection.execute("set threads = 4")
    connection.execute(
        "create or replace table spread as select 36 + (i % 601) / 100.0 as lat, "
        "26 + (i % 1801) / 100.0 as lon, 'Moda Cd. ' || (i % 90) || ' Kadıköy' as line "
        "from range(40000) as t(i)"
    )
    asked = (
        "select sum(gd_reverse(lat, lon).district_pk), count(gd_nearest(lat, lon)) from spread",
        "select count(distinct gd_parse(line).street_line) from spread where lat < 36.5",
    )
    alone: list[Any] = [connection.execute(query).fetchall() for query in asked]
    cursors = [connection.cursor() for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        found = threads.map(
            lambda one: [one[1].execute(query).fetchall() for query in asked],
            enumerate(cursors),
        )
    assert [*found] == [alone] * 4
    table = connection.sql("select lat, lon from spread").to_arrow_table()
    pks, _ = gd.reverse_many(table["lat"].cast(pa.float64()), table["lon"].cast(pa.float64()))
    assert alone[0][0][0] == pks[pks >= 0].sum()
