"""The crawl: every page of every list, until all of it fits together."""

import asyncio
import math
from collections.abc import Callable, Coroutine, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from geodistricts.basics.arrow import numbers, records
from geodistricts.errors import SourceError
from geodistricts.sources.akinon.api import (
    DISTRICTS,
    ENDPOINTS,
    LIST_SIMPLE,
    Endpoint,
    Page,
    read_page,
)
from geodistricts.sources.akinon.body import MalformedBodyError
from geodistricts.sources.akinon.checkpoint import Checkpoint, SavedPage
from geodistricts.sources.akinon.client import AkinonClient
from geodistricts.sources.platform import Note, PlatformLists

PASSES = 5
Announce = Callable[[int, int], None]
_SHARED = [field.column for field in DISTRICTS.fields]


class _Listing:
    """The pages of one list, as far as they are there."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self.pages: dict[int, Page] = {}
        self.is_there = True

    @property
    def rows(self) -> int:
        return sum(page.rows.num_rows for page in self.pages.values())

    @property
    def count(self) -> int:
        return self.pages[1].total if self.pages else 0

    def table(self) -> pa.Table:
        """Return all rows, by pk."""
        batches = [self.pages[number].rows for number in sorted(self.pages)]
        table = pa.Table.from_batches(batches, self.endpoint.schema).combine_chunks()
        return table.take(np.argsort(numbers(table, "pk"), kind="stable"))

    def wanted(self) -> list[int]:
        """Drop what is out of date, by the first page, and return the pages that are missing."""
        first = self.pages[1]
        last = math.ceil(first.total / first.rows.num_rows) if first.rows.num_rows else 1
        self.pages = {
            number: page
            for number, page in self.pages.items()
            if number <= last and page.total == first.total
        }
        return [number for number in range(2, last + 1) if number not in self.pages]

    def problem(self) -> str | None:
        """Return what does not fit, None where every row is there exactly once."""
        if not self.is_there:
            return None
        name, first = self.endpoint.name, self.pages[1]
        size, last = first.rows.num_rows, max(self.pages)
        for number, page in self.pages.items():
            if page.total != first.total:
                return f"{name}: page {number} counts {page.total:,} rows, page 1 {first.total:,}"
        if self.rows != first.total:
            return f"{name}: {self.rows:,} rows are there where {first.total:,} are counted"
        for number, page in self.pages.items():
            if page.is_last != (number == last) or (number < last and page.rows.num_rows != size):
                return f"{name}: page {number} of {last} ends the list or is not full"
        return self._repeated()

    def _repeated(self) -> str | None:
        table = self.table()
        pks = numbers(table, "pk")
        twice = np.flatnonzero(pks[1:] == pks[:-1])
        if not len(twice):
            return None
        first, second = (table.slice(int(twice[0]) + step, 1).to_pylist()[0] for step in (0, 1))
        how = "with the same content" if first == second else "with different content"
        return f"{self.endpoint.name}: pk {first['pk']} is listed twice, {how}"


def crawl(
    client: AkinonClient,
    checkpoint: Checkpoint,
    saved: Iterable[SavedPage] = (),
    announce: Announce = lambda rows, count: None,
) -> PlatformLists:
    """Read a platform's lists.

    Parameters
    ----------
    client : AkinonClient
        Asks the platform; closed at the end.
    checkpoint : Checkpoint
        Where each page goes as it comes.
    saved : iterable of SavedPage
        Pages that are there already.
    announce : callable
        Told how many rows are there, and how many are counted, as pages come.

    Returns
    -------
    PlatformLists
        Every row exactly once.

    Raises
    ------
    SourceError
        Where the server cannot be reached or trusted, or its lists do not hold still.
    """
    return asyncio.run(_crawl(client, checkpoint, saved, announce))


async def _crawl(
    client: AkinonClient,
    checkpoint: Checkpoint,
    saved: Iterable[SavedPage],
    announce: Announce,
) -> PlatformLists:
    listings = {endpoint.name: _Listing(endpoint) for endpoint in ENDPOINTS}
    notes: dict[Note, None] = {}
    async with client:
        _restore(listings, saved, client)
        for _ in range(PASSES):
            for listing in listings.values():
                await _complete(client, listing, listings, checkpoint, announce)
            problem = _unfit(listings)
            if problem is None:
                break
            notes[Note("read again, as rows moved during the crawl", problem)] = None
        else:
            raise SourceError(
                f"{problem}; in {PASSES} passes the lists did not fit together; "
                "crawl when nobody edits them, or have the platform looked at"
            )
        if client.retries:
            notes[Note("asked again, as an answer failed", f"{client.retries:,} times")] = None
    for listing in listings.values():
        for number in sorted(listing.pages):
            notes |= dict.fromkeys(listing.pages[number].notes)
    return _merge(listings, notes)


def _restore(
    listings: Mapping[str, _Listing], saved: Iterable[SavedPage], client: AkinonClient
) -> None:
    for name, number, body in saved:
        if name in listings:
            endpoint = listings[name].endpoint
            url = client.address + endpoint.path
            try:
                page = read_page(endpoint, url, number, body, client.hide)
            except (MalformedBodyError, SourceError):
                continue
            listings[name].pages[number] = page


async def _complete(
    client: AkinonClient,
    listing: _Listing,
    listings: Mapping[str, _Listing],
    checkpoint: Checkpoint,
    announce: Announce,
) -> None:
    """Ask for the first page, which says what is out of date, then for what is missing."""

    async def fetch(number: int) -> None:
        answer = await client.page(listing.endpoint, number)
        if answer is None:
            listing.pages.pop(number, None)
            return
        listing.pages[number] = answer.page
        if answer.body is not None:
            checkpoint.save(SavedPage(listing.endpoint.name, number, answer.body))
        announce(
            sum(each.rows for each in listings.values()),
            sum(each.count or listings[DISTRICTS.name].count for each in _large(listings)),
        )

    await fetch(1)
    listing.is_there = 1 in listing.pages
    if listing.is_there:
        await _each(fetch, listing.wanted(), client.manners.concurrency)
    elif not listing.endpoint.optional:
        raise SourceError(
            f"{client.address}{listing.endpoint.path}: not there (404); "
            "is --base-url the address of an Akinon OMS?"
        )


def _large(listings: Mapping[str, _Listing]) -> Iterator[_Listing]:
    yield from (listings[endpoint.name] for endpoint in (DISTRICTS, LIST_SIMPLE))


async def _each(
    work: Callable[[int], Coroutine[Any, Any, None]], items: list[int], concurrency: int
) -> None:
    """Do some work for each item, several at once; the first error stops all."""
    rest = iter(items)

    async def worker() -> None:
        for item in rest:
            await work(item)

    tasks = [asyncio.create_task(worker()) for _ in range(min(concurrency, len(items)))]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _unfit(listings: Mapping[str, _Listing]) -> str | None:
    """Return what does not fit, and drop the pages that could be to blame."""
    for listing in listings.values():
        problem = listing.problem()
        if problem is not None:
            newest = {page.total for page in listing.pages.values()}
            if len(newest) == 1:
                listing.pages.clear()
            return problem
    full, simple = (listing.table() for listing in _large(listings))
    problem = _differ(full, simple.select(_SHARED))
    if problem is not None:
        for listing in _large(listings):
            listing.pages.clear()
    return problem


def _differ(full: pa.Table, simple: pa.Table) -> str | None:
    """Return where the two lists of districts contradict each other."""
    if full.equals(simple):
        return None
    names = f"{DISTRICTS.name} and {LIST_SIMPLE.name}"
    pks, others = numbers(full, "pk"), numbers(simple, "pk")
    one_sided = np.setxor1d(pks, others)
    if len(one_sided):
        return f"{names}: {len(one_sided):,} pks are in one of the two only, such as {one_sided[0]}"
    rows = zip(records(full, *_SHARED), records(simple, *_SHARED), strict=True)
    pk = next(first[0] for first, second in rows if first != second)
    return f"{names}: pk {pk} is listed twice, with different content"


def _merge(listings: Mapping[str, _Listing], notes: dict[Note, None]) -> PlatformLists:
    tables = {
        name: listing.table() if listing.is_there else None for name, listing in listings.items()
    }
    districts = tables[LIST_SIMPLE.name]
    if not districts:
        raise SourceError(
            "the platform's list of districts is empty; may the token's user see districts?"
        )
    return PlatformLists(districts, tables["townships"], tables["cities"], notes)


def open_checkpoint(out: Path, address: str) -> Checkpoint:
    """Open the checkpoint beside a snapshot.

    Parameters
    ----------
    out : Path
        The snapshot's folder.
    address : str
        The platform.

    Returns
    -------
    Checkpoint
        To be started or resumed.
    """
    path = out.resolve()
    return Checkpoint(path.with_name(f".{path.name}-crawl"), address)
