"""Whether the people of what was joined add up to what is published, and who is missing."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from geodistricts.snapshot import VILLAGE
from geodistricts.sources.open_data.ptt import ListedDistrict
from geodistricts.sources.open_data.published.codes import Coded
from geodistricts.sources.open_data.published.official import Official
from geodistricts.sources.open_data.published.population import Population
from geodistricts.sources.open_data.published.register import Register


class Unlisted(NamedTuple):
    """A place with inhabitants that the register has and the list has not.

    Attributes
    ----------
    place : (str, str)
        Its city and township, folded.
    name : str
        As the register writes it, with the village or town that it is in.
    population : int
        Its inhabitants.
    """

    place: tuple[str, str]
    name: str
    population: int


def unlisted_places(coded: Coded, register: Register, population: Population) -> list[Unlisted]:
    """List what the register has, with inhabitants, and the list has in no row.

    Parameters
    ----------
    coded : Coded
        Each district's row of the register.
    register, population : Register and Population
        What is published.

    Returns
    -------
    list of Unlisted
        Mahalle of townships, villages, and mahalle of towns of which the list has none.
    """
    codes = {row.code for row in coded.row if row is not None}
    settlements = set(coded.settlement)
    found: dict[tuple[str, int], Unlisted] = {}
    for place, township in register.items():
        for row in township.rows:
            if row.settlement_code in settlements or row.code in codes:
                continue
            if row.settlement_kind == VILLAGE:
                key = "village", row.settlement_code
                name, figure = row.settlement, population.villages.get(row.settlement_code)
            else:
                key = "mahalle", row.code
                name, figure = row.name, population.mahalle.get(row.code)
            if figure is not None and name is not None:
                found[key] = Unlisted(place, name, figure.population)
    return list(found.values())


class Sum(NamedTuple):
    """The people of a place, added up and as published.

    Attributes
    ----------
    place : str
        Its name.
    listed : int
        Those of districts with a figure of their own.
    settled : int
        Those of each settlement that the list has, also in parts only.
    published : int
        All, as published for the place.
    """

    place: str
    listed: int
    settled: int
    published: int


def add_up(districts: Sequence[ListedDistrict], coded: Coded, official: Official) -> list[Sum]:
    """Add up the people of each township and each city.

    Parameters
    ----------
    districts : sequence of ListedDistrict
        The list.
    coded, official : Coded and Official
        What was joined to it.

    Returns
    -------
    list of Sum
        Townships, then cities, in the list's order; those with a published figure.
    """
    listed: Counter[tuple[str, ...]] = Counter()
    settled: defaultdict[tuple[str, ...], dict[tuple[str, int], int]] = defaultdict(dict)
    for row, district in enumerate(districts):
        settlement = coded.settlement[row]
        key = ("district", row) if settlement is None else ("settlement", settlement)
        for place in ((district.city,), (district.city, district.township)):
            listed[place] += official.districts[row].population or 0
            settled[place][key] = official.settlements[row] or 0
    published = [
        *official.townships.items(),
        *(((city,), facts) for city, facts in official.cities.items()),
    ]
    return [
        Sum(", ".join(place), listed[place], sum(settled[place].values()), facts.population)
        for place, facts in published
        if facts.population is not None
    ]
