"""The report on a snapshot of a platform."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from geodistricts.basics.arrow import numbers, records
from geodistricts.basics.visible import visible
from geodistricts.snapshot import CITIES, DISTRICTS, TOWNSHIPS
from geodistricts.sources.diff import CityDiff
from geodistricts.sources.platform.counterparts import Counterparts
from geodistricts.sources.platform.lists import Note
from geodistricts.sources.platform.recognise import Recognised
from geodistricts.sources.report import content_lines, diff_lines

_LISTED = 20


class PlatformReport(NamedTuple):
    """What a platform's snapshot has, what it changed, and what stayed open.

    Attributes
    ----------
    tables : mapping of str to pyarrow.Table
        The new snapshot's cities, townships and districts.
    counterparts : Counterparts or None
        What was recognised; None where nothing was to be.
    unmatched : tuple of int
        The pks of districts without a counterpart.
    notes : mapping of Note to None
        What the crawl left out, and what it did.
    diffs : mapping of str to CityDiff
        What changed, by city.
    first_build : bool
        True where there was no snapshot before.
    """

    tables: Mapping[str, pa.Table]
    counterparts: Counterparts | None
    unmatched: tuple[int, ...]
    notes: Mapping[Note, None]
    diffs: Mapping[str, CityDiff]
    first_build: bool

    def lines(self) -> Iterator[str]:
        """Return the report, line by line; control characters of names as escapes."""
        yield from map(visible, self._lines())

    def _lines(self) -> Iterator[str]:
        yield from content_lines(self.tables)
        yield from self._with_controls()
        if self.counterparts is not None:
            yield from self._recognised(CITIES, self.counterparts.cities)
            yield from self._recognised(TOWNSHIPS, self.counterparts.townships)
            yield from self._unmatched()
        yield "Notes" if self.notes else "Notes: none"
        yield from self._noted()
        yield from diff_lines(self.diffs, self.first_build)

    def _recognised(self, file: str, recognised: Mapping[int, Recognised]) -> Iterator[str]:
        names = dict(records(self.tables[file], "pk", "name"))
        level = file.removesuffix(".parquet")
        yield f"Recognised {level}: {len(recognised):,} of {len(names):,}"
        for pk, found in sorted(recognised.items(), key=lambda item: item[1].confidence):
            yield (
                f"  {pk} is {names[pk]}: {found.confidence:.0%} of its names, "
                f"next best {found.rival:.0%}"
            )
        for pk in names.keys() - recognised.keys():
            yield f"  {pk} ({names[pk]}) is not recognised"

    def _unmatched(self) -> Iterator[str]:
        cities = dict(records(self.tables[CITIES], "pk", "name"))
        townships = dict(records(self.tables[TOWNSHIPS], "pk", "name"))
        yield f"Without a counterpart in the bundled snapshot: {len(self.unmatched):,}"
        if not self.unmatched:
            return
        districts = self.tables[DISTRICTS]
        rows = np.flatnonzero(np.isin(numbers(districts, "pk"), self.unmatched))
        columns = ("pk", "name", "city", "township")
        for pk, name, city, township in records(districts.take(rows), *columns):
            yield f"  {cities[city]}, {townships[township]}: {name} ({pk})"

    def _with_controls(self) -> Iterator[str]:
        """Say how many names have characters that a terminal would obey; they are kept."""
        for file, table in self.tables.items():
            names = [name for name in table["name"].to_pylist() if visible(name) != name]
            if names:
                level = file.removesuffix(".parquet")
                yield f"Names of {level} with control characters, kept: {len(names):,}"
                yield from (f"  {name}" for name in names[:_LISTED])
                if len(names) > _LISTED:
                    yield f"  and {len(names) - _LISTED:,} more"

    def _noted(self) -> Iterator[str]:
        subjects: defaultdict[str, list[str]] = defaultdict(list)
        for kind, subject in self.notes:
            subjects[kind].append(subject)
        for kind, group in subjects.items():
            yield f"  {kind}: {len(group):,}"
            yield from (f"    {subject}" for subject in group[:_LISTED])
            if len(group) > _LISTED:
                yield f"    and {len(group) - _LISTED:,} more"
