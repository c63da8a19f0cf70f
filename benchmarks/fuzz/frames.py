"""Frames of any columns, enriched: every row and column stays, and answers are single calls'."""

from __future__ import annotations

from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
from hypothesis import strategies as st

import geodistricts as gd
from benchmarks.fuzz.asking import Refused, Target, ask
from benchmarks.fuzz.spellings import addresses, asked, names, places
from benchmarks.fuzz.values import anything, latitudes, longitudes, number_columns, text_columns
from geodistricts.tables import ACTIONS, COLUMNS, LINE_COLUMNS

_ROWS = 3
_ROLES = ("address", "city", "township", "district", "postal_code", "city_pk", "township_pk")


def _in_frames(columns: dict[str, Any]) -> list[Any]:
    """Make a frame of each kind that can hold the columns."""
    table = pa.table({name: pa.array(values) for name, values in columns.items()})
    return [table, pl.DataFrame(table), pl.LazyFrame(pl.DataFrame(table)), table.to_pandas()]


def _roles(columns: dict[str, Any]) -> dict[str, Any]:
    return {role: role for role in columns}


def _rows(frame: Any) -> list[dict[str, Any]]:
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    if isinstance(frame, pd.DataFrame):
        frame = pa.Table.from_pandas(frame, preserve_index=False)
    found: list[dict[str, Any]]
    found = frame.to_pylist() if isinstance(frame, pa.Table) else frame.to_dicts()
    return found


def _check_points(drawn: tuple[Any, Any]) -> None:
    lats, lons = (column.means for column in drawn)
    pks, _ = asked().reverse_many(lats, lons, errors="null")
    columns = {"lat": pa.array(lats, pa.float64()), "lon": pa.array(lons, pa.float64())}
    for frame in _in_frames(columns):
        found = ask(gd.enrich, frame, latitude="lat", longitude="lon", gazetteer=asked())
        assert type(found) is type(frame)
        listed = [row["district_pk"] for row in _rows(found)]
        assert [-1 if pk is None or pk != pk else pk for pk in listed] == pks.tolist()


def _check_orders(drawn: tuple[Any, Any, Any]) -> None:
    lines, cities, districts = (column.means for column in drawn)
    columns = {
        "address": pa.array(lines, pa.string()),
        "city": pa.array(cities, pa.string()),
        "district": pa.array(districts, pa.string()),
    }
    verdicts = asked().validate_many(**columns)
    for frame in _in_frames(columns):
        found = ask(gd.enrich, frame, **_roles(columns), prefix="new_",
                    gazetteer=asked(), seconds=3.0)  # fmt: skip
        rows = _rows(found)
        assert [row["new_street_line"] for row in rows] == verdicts.street_lines
        pks = [row["new_district_pk"] for row in rows]
        assert [-1 if pk is None or pk != pk else pk for pk in pks] == verdicts.districts.tolist()
        assert [row["address"] or None for row in rows] == [line or None for line in lines]


def _check_objects(drawn: tuple[dict[str, list[Any]], str]) -> None:
    columns, prefix = drawn
    frame = pd.DataFrame(
        {name: pd.Series(values, dtype=object) for name, values in columns.items()}
    )
    before = frame.copy()
    found = ask(gd.enrich, frame, **_roles(columns), prefix=prefix,
                gazetteer=asked(), seconds=3.0)  # fmt: skip
    assert [*frame.columns] == [*before.columns]
    if isinstance(found, Refused):
        return
    added = [*COLUMNS, *(LINE_COLUMNS if "address" in columns else ())]
    assert [*found.columns] == [*before.columns, *(f"{prefix}{name}" for name in added)]
    assert len(found) == _ROWS
    assert {*found[f"{prefix}next_action"]} <= {*ACTIONS}
    for name in columns:
        assert all(one is other for one, other in zip(found[name], before[name], strict=True))


def targets() -> list[Target]:
    """List what is attacked."""
    values = st.lists(anything, min_size=_ROWS, max_size=_ROWS)
    return [
        Target(
            "enrich, points",
            st.tuples(number_columns(latitudes, _ROWS), number_columns(longitudes, _ROWS)),
            _check_points,
        ),
        Target(
            "enrich, orders",
            st.tuples(
                text_columns(addresses(), _ROWS),
                text_columns(places(), _ROWS),
                text_columns(names(), _ROWS),
            ),
            _check_orders,
        ),
        Target(
            "enrich, pandas of any objects",
            st.tuples(
                st.dictionaries(st.sampled_from(_ROLES), values, min_size=1, max_size=4)
                | st.fixed_dictionaries({"latitude": values, "longitude": values}),
                st.sampled_from(["new_", "", "é"]),
            ),
            _check_objects,
        ),
    ]
