"""What the reports of all builds say: how much there is, and what changed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

import pyarrow as pa

from geodistricts.basics.arrow import records
from geodistricts.snapshot import CITIES, DISTRICTS
from geodistricts.sources.diff import CityDiff


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
