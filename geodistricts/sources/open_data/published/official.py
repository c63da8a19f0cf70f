"""What the state publishes of each place: its number in the register, and its population.

A district has its own figure or none. A part of a village or town has none; the inhabitants of
its village or town stand with the boundary around it.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from geodistricts.basics.letters import fold
from geodistricts.snapshot import PART, DistrictName
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
