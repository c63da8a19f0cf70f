"""DuckDB: the questions as SQL functions.

``geodistricts.enrich`` takes relations.

>>> import duckdb
>>> from geodistricts.engines import duckdb as gd_duckdb
>>> connection = duckdb.connect()
>>> gd_duckdb.register(connection)
>>> connection.sql("select gd_reverse(41.0636, 28.8515).district").fetchall()
[('100. YIL MAH',)]
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from geodistricts.basics.arrow import single_chunk
from geodistricts.engines.missing import needs
from geodistricts.shared import shared_gazetteer
from geodistricts.tables import STRUCTS, Answers, plain_struct, written_out

try:
    import duckdb
except ImportError as error:
    raise needs("duckdb", "duckdb") from error

if TYPE_CHECKING:
    from geodistricts.engines.asking import Asked
    from geodistricts.gazetteer import Gazetteer

__all__ = ["register"]

_SQL_TYPES = {pa.int32(): "INTEGER", pa.float64(): "DOUBLE", pa.string(): "VARCHAR"}
_POINT, _TEXT = ("DOUBLE", "DOUBLE"), "VARCHAR"
_ARGUMENTS = {
    "nearest": _POINT,
    "reverse": _POINT,
    "match": (_TEXT,) * 3,
    "parse": (_TEXT,),
    "validate": (_TEXT,) * 4,
    "normalize": (_TEXT,),
}
_LOST = re.compile(r"\bBIT\b|\bUHUGEINT\b|\bTIME WITH TIME ZONE\b")
"""Types that come back from Arrow as other values; as text they do not."""


def register(connection: duckdb.DuckDBPyConnection, *, gazetteer: Gazetteer | None = None) -> None:
    """Register the questions as SQL functions of a connection.

    ``gd_nearest(lat, lon)``, ``gd_reverse(lat, lon)``, ``gd_match(name, city, township)``,
    ``gd_parse(text)`` and ``gd_validate(city, township, district, address)`` return a struct:
    ``district_pk``, ``district``, ``township_pk``, ``township``, ``city_pk``, ``city``,
    ``postal_code``, and what belongs to the question: ``distance`` (metres), ``method``,
    ``score``, ``confidence``, ``street_line``, ``next_action``, ``granularity``,
    ``formatted_address``, ``reasons``. ``gd_normalize(text)`` returns text. Where all arguments
    are NULL, or nothing is found, the answer is NULL.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        Where to register them; those of an earlier call are replaced.
    gazetteer : Gazetteer, optional
        The gazetteer to ask; by default that of the bundled snapshot.

    Raises
    ------
    SnapshotError
        Where the bundled snapshot is damaged.

    Notes
    -----
    The functions are vectorised, may run on several threads, and depend on their arguments only.
    Cities and townships are what somebody wrote, digits for a city its plate code; cast a column
    of numbers to VARCHAR. An impossible coordinate (infinite, or out of range) counts as missing.
    ``nearest`` measures to centres; for the district that contains a point use ``gd_reverse``.

    Examples
    --------
    >>> import duckdb
    >>> from geodistricts.engines import duckdb as gd_duckdb
    >>> connection = duckdb.connect()
    >>> gd_duckdb.register(connection)
    >>> connection.sql(
    ...     "select v.district, v.next_action, v.reasons.township "
    ...     "from (select gd_validate('Ankara', 'Batıkent', null, 'Kardelen mah. 5') as v)"
    ... ).fetchall()
    [('KARDELEN MAH', 'ACCEPT', 'SEMT')]
    """
    answers = Answers(gazetteer or shared_gazetteer())
    functions: dict[str, Callable[..., pa.Array]] = {
        "nearest": answers.nearest,
        "reverse": answers.reverse,
        "match": lambda name, city, township: answers.match(name, city=city, township=township),
        "parse": answers.parse,
        "validate": lambda city, township, district, address: answers.validate(
            city=city, township=township, district=district, address=address
        ),
        "normalize": answers.normalize,
    }
    # Its types of arguments have another module in each version; their names have not changed.
    create: Any = connection.create_function
    for question, ask in functions.items():
        name = f"gd_{question}"
        with suppress(duckdb.InvalidInputException):
            connection.remove_function(name)
        create(
            name,
            _vectorised(ask, len(_ARGUMENTS[question])),
            [*_ARGUMENTS[question]],
            _sql_type(plain_struct(STRUCTS[question])),
            type="arrow",
            null_handling="special",
        )


def _vectorised(ask: Callable[..., pa.Array], count: int) -> Callable[..., pa.Array]:
    def answer(*columns: pa.ChunkedArray) -> pa.Array:
        return written_out(ask(*map(single_chunk, columns)))

    # DuckDB counts parameters, and counts ``*columns`` as one.
    names = (f"argument_{place}" for place in range(count))
    parameters = [Parameter(name, Parameter.POSITIONAL_ONLY) for name in names]
    answer.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    return answer


def _sql_type(kind: pa.DataType) -> str:
    if not pa.types.is_struct(kind):
        return _SQL_TYPES[kind]
    fields = ", ".join(f'"{field.name}" {_sql_type(field.type)}' for field in kind)
    return f"STRUCT({fields})"


def has_points(frame: Any) -> bool:
    """Tell whether a frame has a geometry for each row; DuckDB's are not read."""
    return False


def add_columns(frame: Any, asked: Asked) -> Any:
    """Add the columns; see ``frames.enrich``.

    The relation is run once, now; what comes back is a relation of the same connection.
    """
    if not isinstance(frame, duckdb.DuckDBPyRelation):
        raise TypeError(
            f"frame must be a relation, not a {type(frame).__name__}; make one with "
            "connection.sql(…) or connection.table(…)"
        )
    asked.check(frame.columns)
    names, kinds = frame.columns, [*map(str, frame.types)]
    carried = (
        f"cast({_quoted(name)} as varchar) as {_quoted(name)}"
        if _LOST.search(kind)
        else _quoted(name)
        for name, kind in zip(names, kinds, strict=True)
    )
    rows = frame.project(", ".join(carried)).to_arrow_table()
    added = asked.answer({role: rows[name] for role, name in asked.roles.items()})
    for name, values in added.items():
        rows = rows.append_column(name, values)
    geodistricts_rows = rows  # noqa: F841  (a table of this name in what follows)
    brought: Any = frame.query("geodistricts_asked", "select * from geodistricts_rows")
    kept = (
        _quoted(name) if kind == before else f"cast({_quoted(name)} as {before}) as {_quoted(name)}"
        for name, kind, before in zip(names, map(str, brought.types), kinds, strict=False)
    )
    return brought.project(", ".join([*kept, *map(_quoted, added)]))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
