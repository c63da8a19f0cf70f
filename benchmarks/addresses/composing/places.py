"""The districts that address lines are composed from, and what a line leaves open.

Whether a line determines its district is counted here, over folded names: nothing that reads
addresses is asked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple, TypeVar

import numpy as np
from rapidfuzz.distance import OSA

import geodistricts
from benchmarks.addresses.inputs import Address
from geodistricts.basics.letters import fold, lower, upper
from geodistricts.records import City, District, Township

WEIGHTS = {
    "İstanbul": 15.7, "Ankara": 5.8, "İzmir": 4.5, "Bursa": 3.2, "Antalya": 2.7, "Konya": 2.3,
    "Adana": 2.3, "Şanlıurfa": 2.2, "Gaziantep": 2.2, "Kocaeli": 2.1, "Mersin": 1.9,
    "Diyarbakır": 1.8, "Hatay": 1.6, "Manisa": 1.5, "Kayseri": 1.4, "Samsun": 1.4,
    "Balıkesir": 1.3, "Tekirdağ": 1.2, "Aydın": 1.2, "Van": 1.1, "Sakarya": 1.1, "Muğla": 1.1,
    "Denizli": 1.1, "Eskişehir": 0.9, "Trabzon": 0.8,
}  # fmt: skip
"""Millions of people, roughly: how often a city's districts are drawn."""
OTHER_WEIGHT = 0.4
VILLAGE_SHARE = 0.15
DIFFERENT = 3
"""Names this many errors apart, or more, are not taken for each other."""

T = TypeVar("T")
Rng = np.random.Generator


def pick(rng: Rng, choices: Sequence[T]) -> T:
    """Draw one of several, all equally likely."""
    return choices[int(rng.integers(len(choices)))]


def chance(rng: Rng, share: float) -> bool:
    """Draw True this often."""
    return bool(rng.random() < share)


def title(name: str) -> str:
    """Write each word of a name in small letters after a capital."""
    return " ".join(upper(word[0]) + lower(word[1:]) for word in name.split())


def bare(district: District) -> str:
    """Return a district's name to show, without village and type word."""
    name = district.display_name.partition(" (")[0]
    for ending in (" Mah.", " Köyü", " Köy"):
        name = name.removesuffix(ending)
    return name


def key_of(name: str) -> str:
    """Fold a name; what stands in brackets does not count."""
    return geodistricts.normalize(name).partition(" (")[0]


class Names(NamedTuple):
    """Districts by folded name.

    Attributes
    ----------
    whole : mapping of str to list of District
        Mahalle and köy.
    parts : mapping of str to list of District
        Parts of villages, under their own name and under the village's.
    """

    whole: defaultdict[str, list[District]]
    parts: defaultdict[str, list[District]]

    def all(self, key: str) -> list[District]:
        """Return everything that a name may mean."""
        return [*self.whole.get(key, ()), *self.parts.get(key, ())]


def _no_names() -> Names:
    return Names(defaultdict(list), defaultdict(list))


class World:
    """The bundled snapshot's active districts, by place and folded name."""

    def __init__(self) -> None:
        gazetteer = geodistricts.Gazetteer.open()
        columns = gazetteer.table.select(["pk", "semt", "is_active"]).to_pydict()
        active = [place for place, is_active in enumerate(columns["is_active"]) if is_active]
        self.districts = [gazetteer.district(columns["pk"][place]) for place in active]
        self.semts = {columns["pk"][place]: title(columns["semt"][place]) for place in active}
        self.cities = list(gazetteer.cities)
        self.townships = {city.pk: list(gazetteer.townships_of(city)) for city in self.cities}
        self.in_country = _no_names()
        self.in_city: defaultdict[int, Names] = defaultdict(_no_names)
        self.in_township: defaultdict[int, Names] = defaultdict(_no_names)
        self.keys: dict[int, str] = {}
        for one in self.districts:
            self.keys[one.pk] = key = key_of(one.name)
            for names in (
                self.in_country,
                self.in_city[one.city.pk],
                self.in_township[one.township.pk],
            ):
                if one.kind != "part":
                    names.whole[key].append(one)
                else:
                    for known in dict.fromkeys((key, key_of(one.village or ""))):
                        names.parts[known].append(one)

    @cached_property
    def mahalle_of(self) -> dict[int, list[District]]:
        """Each city's mahalle; names with brackets are left out."""
        found: defaultdict[int, list[District]] = defaultdict(list)
        for one in self.districts:
            if one.kind == "mahalle" and "(" not in one.name:
                found[one.city.pk].append(one)
        return dict(found)

    @cached_property
    def villages(self) -> list[District]:
        """All köy."""
        return [one for one in self.districts if one.kind == "köy" and "(" not in one.name]

    @cached_property
    def parts(self) -> list[District]:
        """All parts of villages."""
        return [one for one in self.districts if one.kind == "part"]

    @cached_property
    def _weights(self) -> list[float]:
        weights = [WEIGHTS.get(city.display_name, OTHER_WEIGHT) for city in self.cities]
        return [weight / sum(weights) for weight in weights]

    def draw_city(self, rng: Rng) -> City:
        """Draw a city, large ones more often."""
        return self.cities[int(rng.choice(len(self.cities), p=self._weights))]

    def draw_mahalle(self, rng: Rng) -> District:
        """Draw a mahalle: the city by its size, then all alike."""
        return pick(rng, self.mahalle_of[self.draw_city(rng).pk])

    def draw(self, rng: Rng) -> District:
        """Draw a mahalle or, now and then, a village."""
        return pick(rng, self.villages) if chance(rng, VILLAGE_SHARE) else self.draw_mahalle(rng)

    def siblings(self, district: District) -> list[District]:
        """Return the whole districts of the township that bear the name, this one included."""
        return self.in_township[district.township.pk].whole[self.keys[district.pk]]

    def is_distinct(self, spelling: str, district: District) -> bool:
        """Tell whether no other name of the township is as near to a spelling as the meant one."""
        key, meant = key_of(spelling), self.keys[district.pk]
        errors = OSA.distance(key, meant)
        names = self.in_township[district.township.pk]
        others = {*names.whole, *names.parts} - {meant}
        return all(
            OSA.distance(key, other, score_cutoff=errors + 1) > errors + 1 for other in others
        )

    def is_township_near(self, spelling: str, city: City, but: Township | None = None) -> bool:
        """Tell whether a spelling is nearly the name of a township of the city."""
        key = key_of(spelling)
        return any(
            OSA.distance(key, key_of(one.name), score_cutoff=DIFFERENT) < DIFFERENT
            for one in self.townships[city.pk]
            if one != but
        )

    def names_in(self, text: str, township: Township) -> set[str]:
        """Return the keys of the township's districts that runs of words in the text spell."""
        names = self.in_township[township.pk]
        words = fold(text).split()
        runs = {
            key_of(" ".join(words[start : start + size]))
            for size in range(1, 5)
            for start in range(len(words) - size + 1)
        }
        return {key for key in runs if key in names.whole or key in names.parts}

    def is_place(self, name: str) -> bool:
        """Tell whether a city or township bears a name."""
        return key_of(name) in self._place_keys

    @cached_property
    def _place_keys(self) -> set[str]:
        townships = [one.name for of_city in self.townships.values() for one in of_city]
        return {key_of(name) for name in (*(city.name for city in self.cities), *townships)}


def common(values: Iterable[int]) -> int | None:
    """Return the value that all share; None where they differ or there are none."""
    distinct = set(values)
    return distinct.pop() if len(distinct) == 1 else None


def determined(text: str, candidates: Sequence[District], meant: District) -> Address | None:
    """Answer a line that was made for one district and leaves several candidates.

    Parameters
    ----------
    text : str
        The line.
    candidates : sequence of District
        All that the line may mean.
    meant : District
        What it was made for.

    Returns
    -------
    Address or None
        Expected is what all candidates share, so the district only where there is one. None
        where a part of a village makes the only difference: who writes
        the name alone hardly means the part, and the line proves nothing.
    """
    whole = [one for one in candidates if one.kind != "part"]
    township = common(one.township.pk for one in candidates)
    if township is None and common(one.township.pk for one in whole) is not None:
        return None
    if township is not None and meant.kind != "part":
        candidates = whole
    return Address(
        kind="",
        text=text,
        city=common(one.city.pk for one in candidates),
        township=township,
        district=meant.pk if len(candidates) == 1 else None,
        acceptable=tuple(sorted(one.pk for one in candidates)),
        postal_code=code_in(text, meant),
    )


def code_in(text: str, district: District) -> str | None:
    """Return a district's postal code where it stands in the text as a word."""
    code = district.postal_code
    return code if code and re.search(rf"\b{code}\b", text) else None
