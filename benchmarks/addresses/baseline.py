"""The plain baselines that parsing is measured beside.

Both go from the city down to its townships and the township's districts, and fall back on all
names where the level above was not found. One takes the longest name that stands in the folded
line as words; the other the name with the best rapidfuzz ``partial_ratio``, the longest of
equals. Where several districts share what was found, none is named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

import geodistricts
from benchmarks.addresses.scores import Answer
from benchmarks.names.spellings import plain
from geodistricts.basics.letters import fold

MIN_RATIO = 85
EVERYWHERE = 0

Named = Mapping[str, Sequence[int]]
"""Pks by folded name."""
Find = Callable[[str, Named], tuple[Sequence[int], float]]
"""Finds a name in a folded line: its pks, and how sure that is, 0 to 1."""


class Index(NamedTuple):
    """All names, by the place that they are in; ``EVERYWHERE`` holds those of the country.

    Attributes
    ----------
    cities : mapping of str to sequence of int
        Cities of the country.
    townships : mapping of int to mapping
        By city.
    districts_of_township, districts_of_city : mapping of int to mapping
        By township and by city.
    parents : mapping of int to (int, int)
        A district's township and city.
    city_of : mapping of int to int
        A township's city.
    """

    cities: Named
    townships: Mapping[int, Named]
    districts_of_township: Mapping[int, Named]
    districts_of_city: Mapping[int, Named]
    parents: Mapping[int, tuple[int, int]]
    city_of: Mapping[int, int]


@cache
def index() -> Index:
    """Read the names of the bundled snapshot."""
    gazetteer = geodistricts.Gazetteer.open()
    townships: defaultdict[int, defaultdict[str, list[int]]] = defaultdict(_lists)
    of_township: defaultdict[int, defaultdict[str, list[int]]] = defaultdict(_lists)
    of_city: defaultdict[int, defaultdict[str, list[int]]] = defaultdict(_lists)
    parents, city_of = {}, {}
    for city in gazetteer.cities:
        for township in gazetteer.townships_of(city):
            city_of[township.pk] = city.pk
            for place in (city.pk, EVERYWHERE):
                townships[place][plain(township.name)].append(township.pk)
    columns = ("pk", "name", "township", "city")
    for pk, name, township_pk, city_pk in zip(
        *(gazetteer.table[column].to_pylist() for column in columns), strict=True
    ):
        parents[pk] = township_pk, city_pk
        key = plain(name)
        of_township[township_pk][key].append(pk)
        for place in (city_pk, EVERYWHERE):
            of_city[place][key].append(pk)
    cities = {plain(city.name): [city.pk] for city in gazetteer.cities}
    return Index(cities, townships, of_township, of_city, parents, city_of)


def _lists() -> defaultdict[str, list[int]]:
    return defaultdict(list)


def longest_name(line: str, names: Named) -> tuple[Sequence[int], float]:
    """Find the longest name that stands in a folded line as whole words."""
    words = line.split()
    runs = (
        " ".join(words[start : start + size])
        for size in range(1, 7)
        for start in range(len(words) - size + 1)
    )
    best = max((run for run in runs if run in names), key=len, default=None)
    return ((), 0.0) if best is None else (names[best], 1.0)


def best_ratio(line: str, names: Named) -> tuple[Sequence[int], float]:
    """Find the name with the best ``partial_ratio`` in a folded line, the longest of equals."""
    found = process.extract(
        line, list(names), scorer=fuzz.partial_ratio, score_cutoff=MIN_RATIO, limit=None
    )
    # A name longer than the line would be looked for the other way round.
    fitting = [(score, len(name), name) for name, score, _ in found if len(name) <= len(line)]
    if not fitting:
        return (), 0.0
    score, _, name = max(fitting)
    return names[name], score / 100


def answer(line: str, find: Find) -> Answer:
    """Answer one line.

    Parameters
    ----------
    line : str
        As typed.
    find : callable
        ``longest_name`` or ``best_ratio``.

    Returns
    -------
    Answer
        Confidence is the product of what the levels found say, shared among namesakes, and
        halved for each level that was not found.
    """
    known, text = index(), fold(line)
    cities, sure_of_city = find(text, known.cities)
    city = cities[0] if cities else None
    townships, sure_of_township = find(text, known.townships[city or EVERYWHERE])
    township = townships[0] if len(townships) == 1 else None
    names = (
        known.districts_of_city[city or EVERYWHERE]
        if township is None
        else known.districts_of_township[township]
    )
    districts, sure_of_district = find(text, names)
    district = districts[0] if len(districts) == 1 else None
    if district is not None:
        township, city = known.parents[district]
    elif township is not None:
        city = known.city_of[township]
    confidence = (sure_of_city or 0.5) * (sure_of_township or 0.5) * (sure_of_district or 0.5)
    return Answer(city, township, district, confidence / max(1, len(districts)))


def answers_of_longest_name(texts: Sequence[str]) -> list[Answer]:
    """Answer lines by the longest names found."""
    return [answer(text, longest_name) for text in texts]


def answers_of_partial_ratio(texts: Sequence[str]) -> list[Answer]:
    """Answer lines by rapidfuzz's ``partial_ratio``."""
    return [answer(text, best_ratio) for text in texts]
