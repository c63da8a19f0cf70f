"""A snapshot with a platform's own numbers, from its OMS."""

import datetime
import hashlib
import json
from collections.abc import Callable, Mapping
from itertools import chain
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geodistricts.basics.arrow import numbers, records
from geodistricts.errors import SnapshotError, SourceError
from geodistricts.snapshot import (
    BOUNDARIES,
    CITIES,
    DISTRICTS,
    MANIFEST,
    REVERSE,
    SCHEMAS,
    TOWNSHIPS,
    Speller,
    read_manifest,
)
from geodistricts.sources.akinon.api import Note
from geodistricts.sources.akinon.bundled import Bundled, names_by_pk
from geodistricts.sources.akinon.client import AkinonClient
from geodistricts.sources.akinon.counterparts import Counterparts, find_all_counterparts
from geodistricts.sources.akinon.crawl import Announce, Crawl, crawl, open_checkpoint
from geodistricts.sources.akinon.report import PlatformReport
from geodistricts.sources.akinon.swapped import swapped_in_city
from geodistricts.sources.akinon.tables import city_of_townships, district_table, place_tables
from geodistricts.sources.diff import compare, guard_against_shrinking
from geodistricts.sources.numbering import keep_gone, read_previous
from geodistricts.sources.write import PreparedFile, Source, write_snapshot

PLATFORM = "Akinon OMS district list"
_LEVEL = 3


def build_akinon(
    client: AkinonClient,
    out: Path,
    bundled: Bundled | None,
    *,
    resume: bool = False,
    allow_shrink: bool = False,
    announce: Announce = lambda rows, count: None,
    say: Callable[[str], None] = lambda step: None,
) -> PlatformReport:
    """Build a snapshot from a running OMS.

    Parameters
    ----------
    client : AkinonClient
        Asks the platform; closed at the end.
    out : Path
        The snapshot's folder. One that is there must be of the same platform.
    bundled : Bundled or None
        Lends names, coordinates and boundaries; None to do without.
    resume : bool
        Go on from the pages that an earlier crawl left beside the folder.
    allow_shrink : bool
        Go on where a level loses more than 2% of its rows.
    announce : callable
        Told how many rows are there, and how many are counted.
    say : callable
        Told of each step as it begins.

    Returns
    -------
    PlatformReport
        What was built, what changed, and what stayed open.

    Raises
    ------
    SourceError
        Where the platform cannot be reached or trusted, the folder is another platform's, or
        a level would shrink; the old snapshot stays.
    SnapshotError
        Where the old snapshot is damaged, or a file stands in the folder's place.
    """
    _check_same_platform(out, client.address)
    previous = read_previous(out)
    with open_checkpoint(out, client.address) as checkpoint:
        if not resume:
            checkpoint.start()
        say("Reading the platform's lists")
        crawled = crawl(client, checkpoint, checkpoint.resume() if resume else (), announce)
        say("Recognising townships and districts")
        city_of_townships(crawled)
        crawled, counterparts = _recognise(crawled, bundled)
        tables = _tables(crawled, counterparts, bundled, previous)
        if not allow_shrink:
            guard_against_shrinking(previous, tables)
        say("Indexing and writing")
        newest = pc.max(crawled.districts["modified_date"]).as_py()
        prepared = {} if bundled is None else _prepared(bundled)
        written = tables if bundled else {**tables, BOUNDARIES: SCHEMAS[BOUNDARIES].empty_table()}
        sources = _sources(client.address, crawled, newest, bundled)
        write_snapshot(out, written, sources, newest, prepared=prepared, level=_LEVEL)
        checkpoint.remove()
    say("Comparing with the previous snapshot")
    return PlatformReport(
        tables,
        counterparts,
        _unmatched(crawled.districts, counterparts),
        crawled.notes,
        compare(previous, tables),
        first_build=not previous,
    )


def _check_same_platform(out: Path, address: str) -> None:
    if out.exists() and not out.is_dir():
        raise SnapshotError(f"{out}: not a folder; name another place for the snapshot")
    if not (out / MANIFEST).exists():
        return
    sources = read_manifest(out)["sources"]
    origins = [source["origin"] for source in sources if source["name"] == PLATFORM]
    if origins != [address]:
        made_from = origins[0] if origins else "other sources"
        raise SourceError(
            f"{out}: a snapshot made from {made_from}, not from {address}; "
            "name another folder as --out"
        )


def _recognise(crawled: Crawl, bundled: Bundled | None) -> tuple[Crawl, Counterparts | None]:
    """Find counterparts, and leave out coordinates that the city shows to be swapped."""
    if bundled is None:
        return crawled, None
    names = {CITIES: names_by_pk(crawled.cities), TOWNSHIPS: names_by_pk(crawled.townships)}
    counterparts = find_all_counterparts(crawled.districts, names, bundled)
    swapped = swapped_in_city(crawled.districts, counterparts.cities, bundled)
    if not swapped.any():
        return crawled, counterparts
    districts, notes = crawled.districts, dict(crawled.notes)
    for row in districts.filter(pa.array(swapped)).to_pylist():
        at = f"longitude {row['longitude']:.8f}, latitude {row['latitude']:.8f}"
        subject = f"district {row['pk']} ({row['name']!r}): {at}"
        notes[Note("coordinates left out: swapped, as the city shows", subject)] = None
    for name in ("longitude", "latitude"):
        column = pa.array(
            numbers(districts, name), mask=swapped | np.isnan(numbers(districts, name))
        )
        districts = districts.set_column(districts.schema.get_field_index(name), name, column)
    return crawled._replace(districts=districts, notes=notes), counterparts


def _tables(
    crawled: Crawl,
    counterparts: Counterparts | None,
    bundled: Bundled | None,
    previous: Mapping[str, pa.Table],
) -> dict[str, pa.Table]:
    lists = [crawled.districts, crawled.townships, crawled.cities]
    lists += bundled.tables.values() if bundled else []
    speller = Speller(chain.from_iterable(table["name"].to_pylist() for table in lists if table))
    tables = {
        **place_tables(crawled, counterparts, bundled, speller),
        DISTRICTS: district_table(crawled, counterparts, bundled, speller),
    }
    return {name: keep_gone(name, table, previous) for name, table in tables.items()}


def _prepared(bundled: Bundled) -> dict[str, PreparedFile]:
    return {
        name: PreparedFile(bundled.path / name, bundled.manifest["files"][name])
        for name in (BOUNDARIES, REVERSE)
    }


def _sources(
    address: str, crawled: Crawl, newest: datetime.datetime | None, bundled: Bundled | None
) -> list[Source]:
    platform = Source(
        PLATFORM,
        address,
        "the platform's own",
        f"{newest:%Y-%m-%d}" if newest else None,
        _sha256([crawled.districts, crawled.townships, crawled.cities]),
    )
    return (
        [platform, *(Source(**source) for source in bundled.manifest["sources"])]
        if bundled
        else [platform]
    )


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
