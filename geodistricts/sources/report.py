"""The report that a build prints."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import pyarrow as pa

from geodistricts.snapshot.reading import CITIES, DISTRICTS, TOWNSHIPS, records
from geodistricts.sources.diff import CityDiff
from geodistricts.sources.open_data.join import Joined


class Report(NamedTuple):
    """What a build made, what it changed and what it left open.

    Attributes
    ----------
    tables : mapping of str to pyarrow.Table
        The new snapshot's tables.
    joined : Joined
        The join of names to boundaries.
    diffs : mapping of str to CityDiff
        What changed, by city.
    first_build : bool
        True where there was no snapshot before.
    notes : list of str
        What the sources needed.
    """

    tables: Mapping[str, pa.Table]
    joined: Joined
    diffs: Mapping[str, CityDiff]
    first_build: bool
    notes: list[str]

    def lines(self) -> Iterator[str]:
        """Return the report, line by line."""
        cities = dict(records(self.tables[CITIES], "pk", "name"))
        townships = dict(records(self.tables[TOWNSHIPS], "pk", "name"))
        rows = [row for row in self.tables[DISTRICTS].to_pylist() if row["is_active"]]
        missing = [row for row in rows if row["coordinate_source"] is None]
        yield from content_lines(self.tables)
        yield "Joined by rule"
        for rule, count in self.joined.rules.items():
            yield f"  {rule:<40} {count:>7,}"
        yield f"Without a boundary: {len(missing):,}"
        for row in missing:
            yield f"  {cities[row['city']]}, {townships[row['township']]}: {row['name']}"
        yield f"Ambiguities: {len(self.joined.ambiguities):,}"
        yield from (f"  {line}" for line in self.joined.ambiguities)
        yield "Sources"
        yield from (f"  {note}" for note in self.notes)
        yield from diff_lines(self.diffs, self.first_build)


def diff_lines(diffs: Mapping[str, CityDiff], first_build: bool) -> Iterator[str]:
    """Say what a build changed.

    Parameters
    ----------
    diffs : mapping of str to CityDiff
        By city.
    first_build : bool
        True where there was no snapshot before.

    Yields
    ------
    str
        A line.
    """
    if first_build:
        yield "Changes: none to compare with, this is the first build"
        return
    yield f"Changes: {'none' if not diffs else ''}"
    for city, diff in diffs.items():
        counts = ", ".join(f"{len(lines)} {kind}" for kind, lines in diff._asdict().items())
        yield f"  {city}: {counts}"
        for kind, lines in diff._asdict().items():
            yield from (f"    {kind} {line}" for line in lines)


def content_lines(tables: Mapping[str, pa.Table]) -> Iterator[str]:
    """Say how many rows there are, and how many districts have coordinates, and from where.

    Parameters
    ----------
    tables : mapping of str to pyarrow.Table
        Of a snapshot.

    Yields
    ------
    str
        A line.
    """
    yield "Rows"
    for name, table in tables.items():
        yield f"  {name:<20} {table.num_rows:>7,}"
    cities = dict(records(tables[CITIES], "pk", "name"))
    rows = [
        (kind, cities[city], source)
        for kind, city, source, is_active in records(
            tables[DISTRICTS], "kind", "city", "coordinate_source", "is_active"
        )
        if is_active
    ]
    yield "Coverage by kind"
    yield from _coverage((kind, source) for kind, _, source in rows)
    yield "Coverage by city"
    yield from _coverage((city, source) for _, city, source in rows)


def _coverage(pairs: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    totals: Counter[str] = Counter()
    sources: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for key, source in pairs:
        totals[key] += 1
        sources[key][source or "none"] += 1
    for key, total in totals.items():
        found = total - sources[key]["none"]
        split = ", ".join(f"{count:,} {source}" for source, count in sorted(sources[key].items()))
        yield f"  {key:<20} {total:>7,} {found / total:>8.2%}  ({split})"
