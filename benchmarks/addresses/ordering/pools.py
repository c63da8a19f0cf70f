"""Which districts orders go to: drawn by population, all of them or those that suit a fault."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np

from benchmarks.addresses.composing.places import Rng, World, bare, chance, key_of, pick
from benchmarks.addresses.ordering.facts import (
    MERKEZ,
    OTHER_CITY_NAMES,
    former_names,
    semts_by_district,
)
from geodistricts.records import City, District, Township

NEAR = 5
"""Townships that are taken for each other."""


class Pool:
    """Districts, drawn by population."""

    def __init__(self, districts: Sequence[District]) -> None:
        if not districts:
            raise LookupError("no district suits")
        self.districts = districts
        self._sums = np.cumsum([(one.population or 0) + 1.0 for one in districts])

    def draw(self, rng: Rng) -> District:
        """Draw one."""
        place = np.searchsorted(self._sums, rng.random() * self._sums[-1], side="right")
        return self.districts[min(int(place), len(self.districts) - 1)]


class Pools:
    """The pools that orders are drawn from, made when they are first needed."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._made: dict[str, Pool] = {}
        self._rules: dict[str, Callable[[District], bool]] = {
            "all": lambda one: True,
            "mahalle": lambda one: one.kind == "mahalle",
            "köy": lambda one: one.kind == "köy",
            "former": lambda one: bool(former_names(world, one.township, merkez=False)),
            "merkez": lambda one: bool(former_names(world, one.township, merkez=True)),
            "semt": lambda one: bool(self.semts(one)),
            "other name": lambda one: one.city.display_name in OTHER_CITY_NAMES,
            "İstanbul": lambda one: one.city.display_name == "İstanbul",
            "no Merkez": lambda one: MERKEZ not in self._townships(one.city),
            "hamlet": lambda one: one.kind == "mahalle" and (one.population or 0) < 3_000,
            "village once": lambda one: (
                one.kind == "mahalle"
                and (one.population or 0) < 3_000
                and MERKEZ not in self._townships(one.city)
            ),
        }

    def __getitem__(self, name: str) -> Pool:
        """Return the pool of a rule, or of several with " & " between."""
        if name not in self._made:
            rules = [self._rules[part] for part in name.split(" & ")]
            self._made[name] = Pool([one for one in self._whole if all(r(one) for r in rules)])
        return self._made[name]

    @cached_property
    def _whole(self) -> list[District]:
        return [
            one
            for one in self.world.districts
            if one.kind != "part" and "(" not in one.name and len(self.world.keys[one.pk]) > 2
        ]

    @cached_property
    def _names(self) -> dict[int, frozenset[str]]:
        return {
            city.pk: frozenset(one.display_name for one in self.world.townships[city.pk])
            for city in self.world.cities
        }

    def _townships(self, city: City) -> frozenset[str]:
        return self._names[city.pk]

    def semts(self, one: District) -> list[str]:
        """Return a district's semts that mean nothing else in its city."""
        names = self.world.in_city[one.city.pk]
        own = {self.world.keys[one.pk], key_of(one.township.name), key_of(one.city.name)}
        return [
            semt
            for semt in semts_by_district().get(one.pk, ())
            if (key := key_of(semt)) not in own
            and len(key) > 3
            and not self.world.is_place(semt)
            and key not in names.whole
            and key not in names.parts
        ]

    @cached_property
    def _centres(self) -> dict[int, tuple[float, float]]:
        found: dict[int, list[tuple[float, float]]] = {}
        for one in self._whole:
            if one.latitude is not None and one.longitude is not None:
                found.setdefault(one.township.pk, []).append((one.latitude, one.longitude))
        return {pk: tuple(np.median(places, axis=0)) for pk, places in found.items()}

    def beside(self, rng: Rng, township: Township) -> Township | None:
        """Draw another township of the city, mostly one that is near."""
        others = [one for one in self.world.townships[township.city.pk] if one != township]
        if not others:
            return None
        if chance(rng, 0.7) and township.pk in self._centres:
            here = np.array(self._centres[township.pk])
            others.sort(
                key=lambda one: float(np.abs(here - self._centres.get(one.pk, (99, 99))).sum())
            )
            others = others[:NEAR]
        return pick(rng, others)

    def foreign_name(self, rng: Rng) -> str:
        """Draw the name of any mahalle of the country, large or small."""
        return bare(pick(rng, self["mahalle"].districts))
