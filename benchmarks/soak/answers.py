"""Questions of every kind, and what a version of the snapshot answers to each."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.addresses.inputs import read_addresses
from benchmarks.common.points import single_points
from geodistricts.gazetteer import Gazetteer

Question = Callable[[Gazetteer], Any]
_BATCH = 20


def questions(count: int, seed: int) -> list[Question]:
    """Draw questions.

    Parameters
    ----------
    count : int
        Of each kind.
    seed : int
        The same one draws the same questions.

    Returns
    -------
    list of callable
        Each asks a gazetteer, and gives what can be compared.
    """
    choose = random.Random(seed)
    points = single_points(5_000)
    lines = [one.text for one in read_addresses()]
    bundled = Gazetteer.open()
    names: list[str] = bundled.table["name"].to_pylist()
    cities = [city.name for city in bundled.cities]
    made: list[Question] = []
    for _ in range(count):
        many = choose.sample(points, _BATCH)
        lats, lons = map(list, zip(*many, strict=True))
        some, named = choose.sample(lines, _BATCH // 4), choose.sample(names, _BATCH)
        made += _about(many[0], lats, lons, some, named, choose.choice(cities))
    choose.shuffle(made)
    return made


def _about(
    point: tuple[float, float],
    lats: list[float],
    lons: list[float],
    lines: list[str],
    names: list[str],
    city: str,
) -> list[Question]:
    lat, lon = point
    box = {"west": lon, "south": lat, "east": lon + 0.2, "north": lat + 0.2}
    typed, misspelt = names[0].lower(), names[1][:3] + names[1][4:]
    return [
        lambda one: one.nearest(lat, lon),
        lambda one: _plain(one.nearest_many(lats, lons)),
        lambda one: one.neighbors(lat, lon, k=4),
        lambda one: one.neighbors(lat, lon, k=3, city=city),
        lambda one: one.within(**box),
        lambda one: one.reverse(lat, lon),
        lambda one: _plain(one.reverse_many(lats, lons)),
        lambda one: one.match(typed),
        lambda one: one.match(misspelt, city=city),
        lambda one: _plain(one.match_many(names)),
        lambda one: one.suggest(typed[:4]),
        lambda one: one.validate(city=city, district=typed, latitude=lat, longitude=lon),
        lambda one: _plain(one.validate_many(district=names)),
        lambda one: one.parse(lines[0]),
        lambda one: _plain(one.parse_many(lines)),
        lambda one: [one.city(city), *one.townships_of(city)],
    ]


def _plain(answer: Any) -> list[Any]:
    """Turn the columns of a batch into lists that compare; NaN is none."""
    columns = (
        answer
        if isinstance(answer, tuple)
        else [getattr(answer, name) for name in answer.__slots__]
    )
    return [
        [None if one != one else one for one in np.asarray(column).tolist()] for column in columns
    ]
