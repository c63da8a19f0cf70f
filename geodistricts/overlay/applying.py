"""The table of districts, and that of other names, with corrections made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geodistricts.basics.arrow import from_numbers, from_values, numbers, single_chunk
from geodistricts.basics.letters import fold
from geodistricts.overlay.corrections import ADD, ALIAS, DEACTIVATE, MOVE, RENAME, Correction
from geodistricts.records import Township
from geodistricts.snapshot import ALIASES, SCHEMAS, DistrictRows, Speller, parse_district_name

_SPELLINGS = {
    **{"a": "[aâ]", "c": "[cç]", "g": "[gğ]", "i": "[iıİî]"},
    **{"o": "[oö]", "s": "[sş]", "u": "[uüû]"},
}
_MOST_WORDS = 200
_NAMING = ("name", "display_name", "kind", "village")
_LOCATION = ("latitude", "longitude", "coordinate_source")


def corrected_districts(
    districts: pa.Table,
    corrections: Sequence[Correction],
    townships: Mapping[int, Township],
    boundaries: Mapping[int, int],
) -> pa.Table:
    """Make the corrections in a table of districts.

    Parameters
    ----------
    districts : pyarrow.Table
        As the snapshot has them.
    corrections : sequence of Correction
        Checked.
    townships : mapping of int to Township
        Of each added district, by its pk.
    boundaries : mapping of int to int
        The boundary of each added district that takes one over, by its pk.

    Returns
    -------
    pyarrow.Table
        By pk, with the columns that the other has.
    """
    speller = _speller(districts, corrections)
    changes: defaultdict[int, dict[str, Any]] = defaultdict(dict)
    added = []
    for one in corrections:
        naming, location = _naming(one, speller), _location(one)
        if one.action == RENAME:
            changes[one.pk] |= naming
        elif one.action == MOVE:
            changes[one.pk] |= location
        elif one.action == DEACTIVATE:
            changes[one.pk] |= {"is_active": False, "boundary": None}
        elif one.action == ADD:
            township = townships[one.pk]
            places = {"township": township.pk, "city": township.city.pk}
            more = {"postal_code": one.postal_code, "boundary": boundaries.get(one.pk)}
            added.append({"pk": one.pk, "is_active": True, **naming, **location, **places, **more})
    pks = numbers(districts, "pk")
    changed = sorted(changes)
    rows = np.searchsorted(pks, changed).astype(np.int32)
    pieces = [
        districts,
        _with_changes(districts.take(from_numbers(rows, pa.int32())), changes, changed),
        _as_table(added, districts.schema),
    ]
    order = np.arange(len(pks) + len(changed) + len(added), dtype=np.int32)
    order[rows] = np.arange(len(pks), len(pks) + len(changed))
    order = np.delete(order, np.arange(len(pks), len(pks) + len(changed)))
    together = pa.concat_tables(pieces).unify_dictionaries()
    all_pks = numbers(together.select(["pk"]).combine_chunks(), "pk")
    order = order[np.argsort(all_pks[order], kind="stable")]
    return together.take(from_numbers(order, pa.int32())).combine_chunks()


def corrected_aliases(listed: DistrictRows, corrections: Sequence[Correction]) -> pa.Table:
    """Add the other names that corrections give, and those that districts had before.

    Parameters
    ----------
    listed : DistrictRows
        The districts and their other names as the snapshot has them.
    corrections : sequence of Correction
        Checked.

    Returns
    -------
    pyarrow.Table
        By pk.
    """
    rows = [
        {"pk": one.pk, "name": one.name, "kind": "overlay", "source": "overlay"}
        for one in corrections
        if one.action == ALIAS
    ]
    rows += [
        {"pk": one.pk, "name": before, "kind": "overlay", "source": "overlay"}
        for one in corrections
        if one.action == RENAME
        for before in (parse_district_name(listed.by_pk(one.pk).name).base,)
    ]
    aliases = listed.aliases
    gone = {one.pk for one in corrections if one.action == DEACTIVATE}
    kept = [row for row, pk in enumerate(numbers(aliases, "pk").tolist()) if pk not in gone]
    taken = aliases.take(from_numbers(np.array(kept, dtype=np.int32), pa.int32()))
    together = pa.concat_tables([taken.cast(SCHEMAS[ALIASES]), _as_table(rows, SCHEMAS[ALIASES])])
    order = np.argsort(numbers(together.combine_chunks(), "pk"), kind="stable").astype(np.int32)
    return together.take(from_numbers(order, pa.int32())).combine_chunks()


def _naming(one: Correction, speller: Speller) -> dict[str, Any]:
    if one.name is None:
        return {}
    parsed = parse_district_name(one.name)
    values = (one.name, speller.show(one.name), parsed.kind, parsed.village)
    return dict(zip(_NAMING, values, strict=True))


def _location(one: Correction) -> dict[str, Any]:
    source = None if one.latitude is None else "source"
    return dict(zip(_LOCATION, (one.latitude, one.longitude, source), strict=True))


def _speller(districts: pa.Table, corrections: Sequence[Correction]) -> Speller:
    """Return a speller that knows the list's spellings of the words in new names."""
    new = [one.name for one in corrections if one.action in (ADD, RENAME) and one.name]
    words = sorted({word for name in new for word in fold(name).split()})
    names = single_chunk(districts["name"])
    if not words:
        return Speller(())
    counted = pc.value_counts(pc.split_pattern_regex(names, r"[^\pL\pN]+").flatten())
    if len(words) <= _MOST_WORDS:
        spelt = ("".join(_SPELLINGS.get(letter, letter) for letter in word) for word in words)
        pattern = f"^(?i:{'|'.join(spelt)})$"
        counted = counted.filter(pc.match_substring_regex(counted.field("values"), pattern))
    return Speller.of_words((one["values"], one["counts"]) for one in counted.to_pylist())


def _with_changes(
    taken: pa.Table, changes: Mapping[int, Mapping[str, Any]], pks: Sequence[int]
) -> pa.Table:
    for column in sorted({column for change in changes.values() for column in change}):
        values = taken[column].to_pylist()
        new = [changes[pk].get(column, value) for pk, value in zip(pks, values, strict=True)]
        field = taken.schema.field(column)
        taken = taken.set_column(taken.schema.get_field_index(column), field, _array(new, field))
    return taken


def _as_table(rows: Sequence[Mapping[str, Any]], schema: pa.Schema) -> pa.Table:
    columns = [_array([row.get(field.name) for row in rows], field) for field in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def _array(values: Sequence[Any], field: pa.Field) -> pa.Array:
    if all(value is None for value in values):
        return pa.nulls(len(values), field.type)
    if pa.types.is_dictionary(field.type):
        return from_values(values, field.type.value_type).dictionary_encode()
    return from_values(values, field.type)
