"""From a platform's lists to a snapshot with its numbers."""

import datetime
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from geodistricts.basics.arrow import numbers, records
from geodistricts.errors import SnapshotError, SourceError
from geodistricts.snapshot import (
    BOUNDARIES,
    CITIES,
    DISTRICTS,
    MANIFEST,
    REVERSE,
    TOWNSHIPS,
    Speller,
    read_manifest,
)
from geodistricts.sources.diff import compare, guard_against_shrinking
from geodistricts.sources.numbering import keep_gone
from geodistricts.sources.platform.bundled import Bundled, names_by_pk
from geodistricts.sources.platform.counterparts import Counterparts, find_all_counterparts
from geodistricts.sources.platform.lent import lent_aliases, lent_shapes, without_figures
from geodistricts.sources.platform.lists import Note, PlatformLists
from geodistricts.sources.platform.report import PlatformReport
from geodistricts.sources.platform.swapped import swapped_in_city
from geodistricts.sources.platform.tables import city_of_townships, district_table, place_tables
from geodistricts.sources.write import PreparedFile, Source, write_snapshot

_PLACES = (CITIES, TOWNSHIPS, DISTRICTS)
_LEVEL = 3


class Origin(NamedTuple):
    """Whose lists a snapshot is made of.

    Attributes
    ----------
    kind : str
        What sort of lists they are, as the manifest names this source.
    name : str
        Which of that sort: what a rebuild must have in common with the snapshot.
    """

    kind: str
    name: str


def check_origin(out: Path, origin: Origin, remedy: str = "name another folder as --out") -> None:
    """Refuse to build over what was made from something else.

    Parameters
    ----------
    out : Path
        The snapshot's folder.
    origin : Origin
        Whose lists are to be built.
    remedy : str
        What to do where the folder is another's.

    Raises
    ------
    SourceError
        Where it is a snapshot of other origin.
    SnapshotError
        Where it is a damaged one, or no folder.
    """
    if out.exists() and not out.is_dir():
        raise SnapshotError(f"{out}: not a folder; name another place for the snapshot")
    if not (out / MANIFEST).exists():
        return
    sources = read_manifest(out)["sources"]
    names = [source["origin"] for source in sources if source["name"] == origin.kind]
    if names != [origin.name]:
        made_from = names[0] if names else "other sources"
        raise SourceError(
            f"{out}: a snapshot made from {made_from}, not from {origin.name}; {remedy}"
        )


def build_snapshot(
    lists: PlatformLists,
    out: Path,
    bundled: Bundled | None,
    origin: Origin,
    previous: Mapping[str, pa.Table],
    *,
    created: datetime.datetime | None = None,
    allow_shrink: bool = False,
    say: Callable[[str], None] = lambda step: None,
) -> PlatformReport:
    """Build a snapshot from a platform's lists.

    Parameters
    ----------
    lists : PlatformLists
        What the platform has.
    out : Path
        The snapshot's folder.
    bundled : Bundled or None
        Lends names, coordinates, codes, population and shapes; None to do without.
    origin : Origin
        Whose lists they are.
    previous : mapping of str to pyarrow.Table
        The tables of the snapshot that is to be replaced; empty where there is none.
    created : datetime or None
        When the lists were last changed, as far as they tell.
    allow_shrink : bool
        Go on where a level loses more than 2% of its rows.
    say : callable
        Told of each step as it begins.

    Returns
    -------
    PlatformReport
        What was built, what changed, and what stayed open.

    Raises
    ------
    SourceError
        Where the lists contradict each other, or a level would shrink; the old snapshot stays.
    SnapshotError
        Where what was written does not read back.
    """
    say("Recognising townships and districts")
    city_of_townships(lists)
    sha256 = _sha256([lists.districts, lists.townships, lists.cities])
    lists, counterparts, kept_back = _recognise(lists, bundled)
    tables = _tables(lists, counterparts, kept_back, bundled, previous)
    if not allow_shrink:
        guard_against_shrinking(previous, tables)
    say("Indexing and writing")
    day = f"{created:%Y-%m-%d}" if created else None
    own = Source(origin.kind, origin.name, "the platform's own", day, sha256)
    lent = [Source(**source) for source in bundled.manifest["sources"]] if bundled else []
    prepared = _prepared(bundled) if bundled else {}
    write_snapshot(out, tables, [own, *lent], created, prepared=prepared, level=_LEVEL)
    say("Comparing with the previous snapshot")
    return PlatformReport(
        tables,
        counterparts,
        _unmatched(lists.districts, counterparts),
        lists.notes,
        compare(previous, tables),
        first_build=not previous,
    )


def _recognise(
    lists: PlatformLists, bundled: Bundled | None
) -> tuple[PlatformLists, Counterparts | None, NDArray[np.bool_]]:
    """Find counterparts, leave out swapped coordinates, and tell who gets no code and people."""
    if bundled is None:
        return lists, None, np.zeros(lists.districts.num_rows, dtype=np.bool_)
    names = {CITIES: names_by_pk(lists.cities), TOWNSHIPS: names_by_pk(lists.townships)}
    counterparts = find_all_counterparts(lists.districts, names, bundled)
    districts, notes = lists.districts, dict(lists.notes)
    swapped = swapped_in_city(districts, counterparts.cities, bundled)
    for row in districts.filter(pa.array(swapped)).to_pylist():
        at = f"longitude {row['longitude']:.8f}, latitude {row['latitude']:.8f}"
        subject = f"{_subject(row)}: {at}"
        notes[Note("coordinates left out: swapped, as the city shows", subject)] = None
    if swapped.any():
        for name in ("longitude", "latitude"):
            degrees = np.where(swapped, np.nan, numbers(districts, name))
            column = pa.array(degrees, mask=np.isnan(degrees))
            districts = districts.set_column(districts.schema.get_field_index(name), name, column)
    kept_back = without_figures(districts, counterparts, bundled)
    for row in districts.filter(pa.array(kept_back)).to_pylist():
        kind = "code and population left out: another district has the same counterpart"
        notes[Note(kind, _subject(row))] = None
    return lists._replace(districts=districts, notes=notes), counterparts, kept_back


def _subject(district: Mapping[str, object]) -> str:
    return f"district {district['pk']} ({district['name']!r})"


def _tables(
    lists: PlatformLists,
    counterparts: Counterparts | None,
    kept_back: NDArray[np.bool_],
    bundled: Bundled | None,
    previous: Mapping[str, pa.Table],
) -> dict[str, pa.Table]:
    speller = Speller(chain.from_iterable(_names(lists, bundled)))
    tables = {
        **place_tables(lists, counterparts, bundled, speller),
        DISTRICTS: district_table(lists, counterparts, kept_back, bundled, speller),
    }
    lent = {}
    if counterparts is not None and bundled is not None:
        lent = {
            **lent_aliases(lists.districts, counterparts, bundled),
            **lent_shapes(tables, counterparts, bundled),
        }
    return {name: keep_gone(name, table, previous) for name, table in tables.items()} | lent


def _names(lists: PlatformLists, bundled: Bundled | None) -> Iterator[list[str]]:
    tables = [lists.districts, lists.townships, lists.cities]
    tables += [bundled.tables[name] for name in _PLACES] if bundled else []
    yield from (table["name"].to_pylist() for table in tables if table is not None)


def _prepared(bundled: Bundled) -> dict[str, PreparedFile]:
    return {
        name: PreparedFile(bundled.path / name, bundled.manifest["files"][name])
        for name in (BOUNDARIES, REVERSE)
    }


def _sha256(tables: list[pa.Table | None]) -> str:
    """Sum up what a platform said, in an order and a form that only its content decides."""
    digest = hashlib.sha256()
    for table in tables:
        for batch in table.to_batches(max_chunksize=4096) if table is not None else ():
            for row in records(batch, *batch.schema.names):
                digest.update(json.dumps(row, default=str).encode())
        digest.update(b"\n")
    return digest.hexdigest()


def _unmatched(districts: pa.Table, counterparts: Counterparts | None) -> tuple[int, ...]:
    if counterparts is None:
        return ()
    return tuple(numbers(districts, "pk")[counterparts.districts < 0].tolist())
