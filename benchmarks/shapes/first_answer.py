"""What a fresh process takes for one place's shape, again, and for all of a level.

``compare`` runs it with a contender and a level; it prints milliseconds to the first shape,
imports included, microseconds of a later one, milliseconds for the level as GeoPandas has it,
and the MB that the process holds after the first shape.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

from benchmarks.common.memory import resident_bytes
from benchmarks.common.ours import OURS

FILES = {
    "district": "boundaries.parquet",
    "township": "township_boundaries.parquet",
    "city": "city_boundaries.parquet",
}
LAST = {"district": 73_000, "township": 973, "city": 81}
STEPS = {"district": 73, "township": 2, "city": 1}


class Asked(NamedTuple):
    """A contender that has given its first shape.

    Attributes
    ----------
    shape : callable
        Gives the shape of one of ``places``.
    places : list
        About as many, all over the country, for each level.
    whole : callable
        Gives all shapes of the level.
    """

    shape: Callable[[Any], Any]
    places: list[Any]
    whole: Callable[[], Any]


def ask_ours(level: str) -> Asked:
    """Ask geodistricts for a first shape."""
    import geodistricts

    chosen: Any = level
    gazetteer = geodistricts.Gazetteer.open()
    find: Callable[[int], Any] = getattr(gazetteer, level)
    gazetteer.boundary(find(1))
    pks = range(1, LAST[level] + 1, STEPS[level])
    places = list(map(find, pks))
    return Asked(gazetteer.boundary, places, lambda: gazetteer.boundaries(chosen))


def ask_geopandas(level: str) -> Asked:
    """Ask a GeoDataFrame for a first shape."""
    import geopandas

    from geodistricts.snapshot import bundled_path

    path = bundled_path() / FILES[level]
    frame = geopandas.read_parquet(path)
    shapes = (frame if level == "district" else frame.set_index("pk")).geometry
    _ = shapes.loc[1]
    places = shapes.index.tolist()[:: STEPS[level]]
    return Asked(shapes.loc.__getitem__, places, lambda: geopandas.read_parquet(path))


CONTENDERS = {OURS: ask_ours, "geopandas": ask_geopandas}


def main() -> None:
    """Print the four figures."""
    name, level = sys.argv[1:]
    start = perf_counter()
    asked = CONTENDERS[name](level)
    first, held = perf_counter() - start, resident_bytes()
    taken = []
    for place in asked.places:
        start = perf_counter()
        asked.shape(place)
        taken.append(perf_counter() - start)
    start = perf_counter()
    asked.whole()
    whole = perf_counter() - start
    print(first * 1e3, median(taken) * 1e6, whole * 1e3, held / 2**20)


if __name__ == "__main__":
    main()
