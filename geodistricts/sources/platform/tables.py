"""A snapshot's tables, from what a platform has and what the bundled snapshot adds."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from geodistricts.basics.arrow import numbers, records
from geodistricts.errors import SourceError
from geodistricts.records import FILLED_IN
from geodistricts.snapshot import (
    CITIES,
    DISTRICTS,
    SCHEMAS,
    TOWNSHIPS,
    Speller,
    parse_district_name,
)
from geodistricts.sources.platform.bundled import Bundled
from geodistricts.sources.platform.counterparts import Counterparts
from geodistricts.sources.platform.lent import FIGURES
from geodistricts.sources.platform.lists import PlatformLists
from geodistricts.sources.platform.recognise import Recognised

_TAKEN = ("kind", "village", "postal_code", "semt", "boundary")


def city_of_townships(lists: PlatformLists) -> dict[int, int]:
    """Tell which city each township is in.

    Parameters
    ----------
    lists : PlatformLists
        What the platform has.

    Returns
    -------
    dict of int to int
        By the township's pk.

    Raises
    ------
    SourceError
        Where the lists put a township into two cities.
    """
    pairs = dict.fromkeys(records(lists.districts, "township", "city"))
    if lists.townships is not None:
        pairs |= dict.fromkeys(records(lists.townships, "pk", "city"))
    cities: dict[int, int] = {}
    for township, city in pairs:
        if cities.setdefault(township, city) != city:
            raise SourceError(
                f"township {township} is in city {cities[township]} and in city {city}; "
                "have the platform's list put right"
            )
    return cities


def place_tables(
    lists: PlatformLists,
    counterparts: Counterparts | None,
    bundled: Bundled | None,
    speller: Speller,
) -> dict[str, pa.Table]:
    """Make the tables of cities and townships.

    Parameters
    ----------
    lists : PlatformLists
        What the platform has.
    counterparts, bundled : Counterparts and Bundled, or None
        What its numbers mean, and the names that go with it.
    speller : Speller
        Shows names.

    Returns
    -------
    dict of str to pyarrow.Table
        Every place that the platform lists or that a district is in. A place takes its name
        from the platform, else from its counterpart, else it is called by its number; code and
        population are the counterpart's.
    """
    city_of = city_of_townships(lists)
    levels: dict[str, tuple[pa.Table | None, Iterable[int], Mapping[int, Recognised]]] = {
        CITIES: (lists.cities, city_of.values(), counterparts.cities if counterparts else {}),
        TOWNSHIPS: (lists.townships, city_of, counterparts.townships if counterparts else {}),
    }
    tables = {}
    for file, (listed, used, recognised) in levels.items():
        rows = {row["pk"]: row for row in (listed.to_pylist() if listed is not None else ())}
        lent = _lent_to_places(bundled.tables[file]) if bundled else {}
        word = "CITY" if file == CITIES else "TOWNSHIP"
        made: list[dict[str, Any]] = []
        for pk in sorted({*rows, *used}):
            found = recognised.get(pk)
            theirs = lent[found.pk] if found else {"name": f"{word} {pk}"}
            row = {**theirs, **rows.get(pk, {"pk": pk, "is_active": True})}
            row |= {"display_name": speller.show(row["name"]), "city": city_of.get(pk)}
            made.append(row)
        tables[file] = pa.Table.from_pylist(made, SCHEMAS[file])
    return tables


def _lent_to_places(places: pa.Table) -> dict[int, dict[str, Any]]:
    names = ("name", *FIGURES)
    return {
        pk: dict(zip(names, values, strict=True)) for pk, *values in records(places, "pk", *names)
    }


def district_table(
    lists: PlatformLists,
    counterparts: Counterparts | None,
    kept_back: NDArray[np.bool_],
    bundled: Bundled | None,
    speller: Speller,
) -> pa.Table:
    """Make the table of districts.

    Parameters
    ----------
    lists : PlatformLists
        What the platform has.
    counterparts, bundled : Counterparts and Bundled, or None
        Each district's counterpart, and what it lends.
    kept_back : ndarray of bool, shape (districts,)
        True for those that get no code and no population, as ``without_figures`` finds them.
    speller : Speller
        Shows names.

    Returns
    -------
    pyarrow.Table
        The platform's own values, untouched; kind, village, semt and boundary of the
        counterpart, its code and population; and its postal code and coordinates where the
        platform has none.
    """
    own = lists.districts
    names = own["name"]
    columns: dict[str, Any] = {
        "display_name": _by_name(names, speller.show),
        "kind": _by_name(names, lambda name: parse_district_name(name).kind),
        "village": _by_name(names, lambda name: parse_district_name(name).village),
    }
    latitudes, longitudes = numbers(own, "latitude"), numbers(own, "longitude")
    sources = pc.if_else(np.isnan(latitudes), pa.scalar(None, pa.string()), "source")
    if counterparts is not None and bundled is not None:
        rows = counterparts.districts
        lent = bundled.tables[DISTRICTS].select([*_TAKEN, *FIGURES, "coordinate_source"])
        lent = lent.take(pa.array(rows, pa.int64(), mask=rows < 0))
        for name in _TAKEN:
            column = lent[name].cast(SCHEMAS[DISTRICTS].field(name).type)
            guessed = columns.get(name)
            columns[name] = column if guessed is None else pc.if_else(rows >= 0, column, guessed)
        for name in FIGURES:
            columns[name] = pc.if_else(pa.array(kept_back), pa.scalar(None, pa.int32()), lent[name])
        theirs = _points(bundled.tables[DISTRICTS], rows)
        filled = np.isnan(latitudes) & ~np.isnan(theirs[0])
        latitudes = np.where(filled, theirs[0], latitudes)
        longitudes = np.where(filled, theirs[1], longitudes)
        words = [FILLED_IN.get(word) for word in lent["coordinate_source"].to_pylist()]
        sources = pc.if_else(filled, pa.array(words, pa.string()), sources)
    for name in own.schema.names:
        lent_too = columns.get(name)
        columns[name] = own[name] if lent_too is None else pc.coalesce(own[name], lent_too)
    columns["latitude"] = pa.array(latitudes, mask=np.isnan(latitudes))
    columns["longitude"] = pa.array(longitudes, mask=np.isnan(longitudes))
    columns["coordinate_source"] = sources
    schema = SCHEMAS[DISTRICTS]
    return pa.table(
        [
            columns[name] if name in columns else pa.nulls(own.num_rows, schema.field(name).type)
            for name in schema.names
        ],
        schema=schema,
    )


def _points(districts: pa.Table, rows: NDArray[np.int64]) -> tuple[Any, Any]:
    """Return latitudes and longitudes of rows, NaN for row -1."""
    latitudes, longitudes = (
        np.append(numbers(districts, name), np.nan)[rows] for name in ("latitude", "longitude")
    )
    return latitudes, longitudes


def _by_name(names: pa.ChunkedArray, ask: Callable[[str], str | None]) -> pa.Array:
    """Ask once for every distinct name."""
    encoded = names.combine_chunks().dictionary_encode()
    encoded = encoded.combine_chunks() if isinstance(encoded, pa.ChunkedArray) else encoded
    answers = pa.array([ask(name) for name in encoded.dictionary.to_pylist()], pa.string())
    return answers.take(encoded.indices)
