"""What the state publishes of each place: its number in the register, and its population.

A district has its own figure or none. A part of a village or town has none; the inhabitants of
its village or town stand with the boundary around it.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from geodistricts.basics.letters import fold
from geodistricts.snapshot import PART, VILLAGE, DistrictName
from geodistricts.sources.open_data.ptt import ListedDistrict
from geodistricts.sources.open_data.published.codes import Coded
from geodistricts.sources.open_data.published.population import Population
from geodistricts.sources.open_data.published.register import Register


class Facts(NamedTuple):
    """The number and the population of a place; None where it has none."""

    official_code: int | None
    population: int | None


class Official(NamedTuple):
    """What is published, in the order and by the names of the list.

    Attributes
    ----------
    districts : list of Facts
        One a district.
    settlements : list of int or None
        One a district: the inhabitants of what its boundary is around, itself or its village
        or town.
    townships : dict of (city, township) to Facts
        By names, as the list writes them.
    cities : dict of city to Facts
        The number is the plate code.
    """

    districts: list[Facts]
    settlements: list[int | None]
    townships: dict[tuple[str, str], Facts]
    cities: dict[str, Facts]


def official_facts(
    districts: Sequence[ListedDistrict],
    names: Sequence[DistrictName],
    coded: Coded,
    register: Register,
    population: Population,
) -> Official:
    """Gather the numbers and figures of each place.

    Parameters
    ----------
    districts : sequence of ListedDistrict
        The list.
    names : sequence of DistrictName
        Their names, taken apart.
    coded : Coded
        Each district's row of the register.
    register, population : Register and Population
        What is published.

    Returns
    -------
    Official
        Of districts, townships and cities.
    """
    official = Official([], [], {}, {})
    of_town = _towns(register, population)
    for district, name, row, settlement in zip(
        districts, names, coded.row, coded.settlement, strict=True
    ):
        village = population.villages.get(settlement) if settlement is not None else None
        own = population.mahalle.get(row.code) if row is not None else None
        figure = None if name.kind == PART else own or village
        people = figure.population if figure else None
        official.districts.append(Facts(row.code if row else None, people))
        around = village.population if village else of_town.get(settlement or 0)
        official.settlements.append(around if name.kind == PART else people)
        place = (district.city, district.township)
        township = register.get((fold(district.city), fold(district.township)))
        if township is not None and place not in official.townships:
            of_township = population.townships.get(township.code)
            of_city = population.cities.get(township.city_code)
            official.townships[place] = Facts(
                township.code, of_township.population if of_township else None
            )
            official.cities[district.city] = Facts(
                township.city_code, of_city.population if of_city else None
            )
    return official


def _towns(register: Register, population: Population) -> dict[int, int]:
    """Add up the mahalle of each municipality, by its number."""
    people: Counter[int] = Counter()
    for township in register.values():
        for row in township.rows:
            if row.code in population.mahalle:
                people[row.settlement_code] += population.mahalle[row.code].population
    return people


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
    settlements = set(coded.settlement) | {
        row.settlement_code for row in coded.row if row is not None and row.kind == VILLAGE
    }
    found: dict[int, Unlisted] = {}
    for place, township in register.items():
        for row in township.rows:
            if row.settlement_kind == VILLAGE:
                key, figure = row.settlement_code, population.villages.get(row.settlement_code)
                if row.settlement_code in settlements:
                    continue
            else:
                key, figure = -row.code, population.mahalle.get(row.code)
                listed = row.settlement_code in settlements if row.settlement else row.code in codes
                if listed:
                    continue
            if figure is not None:
                name = row.settlement if row.settlement_kind == VILLAGE else row.name
                found[key] = Unlisted(place, name or "", figure.population)
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
