"""The report on the bundled snapshot."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pyarrow as pa

from geodistricts.basics.arrow import records
from geodistricts.snapshot import CITIES, DISTRICTS, TOWNSHIPS
from geodistricts.sources.diff import CityDiff
from geodistricts.sources.open_data.join import Joined
from geodistricts.sources.open_data.published import Published
from geodistricts.sources.report import content_lines, diff_lines


class Report(NamedTuple):
    """What a build made, what it changed and what it left open.

    Attributes
    ----------
    tables : mapping of str to pyarrow.Table
        The new snapshot's tables.
    joined : Joined
        The join of names to boundaries.
    published : Published
        What the state publishes, joined to the list.
    diffs : mapping of str to CityDiff
        What changed, by city.
    first_build : bool
        True where there was no snapshot before.
    notes : list of str
        What the sources needed.
    """

    tables: Mapping[str, pa.Table]
    joined: Joined
    published: Published
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
        yield from self.published.lines()
        yield "Sources"
        yield from (f"  {note}" for note in self.notes)
        yield from diff_lines(self.diffs, self.first_build)
