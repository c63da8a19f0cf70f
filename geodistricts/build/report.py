"""The report that a build prints."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import pyarrow as pa

from geodistricts.build.diff import CityDiff
from geodistricts.build.join import Joined
from geodistricts.snapshot import CITIES, DISTRICTS, TOWNSHIPS, records


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
        yield "Rows"
        for name, table in self.tables.items():
            yield f"  {name:<20} {table.num_rows:>7,}"
        yield "Coverage by kind"
        yield from _coverage(rows, lambda row: row["kind"])
        yield "Coverage by city"
        yield from _coverage(rows, lambda row: cities[row["city"]])
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
        yield from self._diff_lines()

    def _diff_lines(self) -> Iterator[str]:
        if self.first_build:
            yield "Changes: none to compare with, this is the first build"
            return
        yield f"Changes: {'none' if not self.diffs else ''}"
        for city, diff in self.diffs.items():
            counts = ", ".join(f"{len(lines)} {kind}" for kind, lines in diff._asdict().items())
            yield f"  {city}: {counts}"
            for kind, lines in diff._asdict().items():
                yield from (f"    {kind} {line}" for line in lines)


def _coverage(rows: list[dict[str, Any]], group: Callable[[dict[str, Any]], str]) -> Iterator[str]:
    totals: Counter[str] = Counter()
    sources: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        totals[group(row)] += 1
        sources[group(row)][row["coordinate_source"] or "none"] += 1
    for key, total in totals.items():
        found = total - sources[key]["none"]
        split = ", ".join(f"{count:,} {source}" for source, count in sorted(sources[key].items()))
        yield f"  {key:<20} {total:>7,} {found / total:>8.2%}  ({split})"
