"""What of the bundled snapshot a platform's numbers mean: places, and in them districts."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from geodistricts.basics.arrow import records
from geodistricts.basics.letters import fold
from geodistricts.names import normalize, place_key
from geodistricts.snapshot import CITIES, DISTRICTS, TOWNSHIPS, parse_district_name
from geodistricts.sources.platform.bundled import Bundled, names_by_pk
from geodistricts.sources.platform.recognise import Recognised, recognise
from geodistricts.sources.resemblance import nearly

_Keys = dict[int, set[Hashable]]
SPELLINGS: tuple[Callable[[str], str], ...] = (str, fold, normalize)
"""How alike two spellings are, the strictest first."""


class Counterparts(NamedTuple):
    """What of the bundled snapshot a platform's numbers mean.

    Attributes
    ----------
    cities, townships : dict of int to Recognised
        By the platform's pk; a place that is not recognised is left out.
    districts : ndarray of int64, shape (districts,)
        Row of each district's counterpart in the bundled table, -1 where there is none.
    """

    cities: dict[int, Recognised]
    townships: dict[int, Recognised]
    districts: NDArray[np.int64]


def find_all_counterparts(
    districts: pa.Table, names: Mapping[str, Mapping[int, str]], bundled: Bundled
) -> Counterparts:
    """Recognise a platform's cities and townships, and in them its districts.

    Parameters
    ----------
    districts : pyarrow.Table
        The platform's: name, city and township, each township in one city.
    names : mapping of str to mapping of int to str
        Names of cities and of townships as far as the platform tells them, by file and pk;
        a name is one more thing that a place and its counterpart have in common.
    bundled : Bundled
        The snapshot to find them in.

    Returns
    -------
    Counterparts
        Inside recognised cities and townships only. A place whose name is another one's is
        not recognised: name or districts are wrong, and nobody can tell which.
    """
    known = _names_of(bundled)
    ours, theirs = _Side(districts, names), _Side(bundled.tables[DISTRICTS], known)
    cities = _not_called_otherwise(
        recognise(ours.city_keys, theirs.city_keys), names[CITIES], known[CITIES]
    )
    townships: dict[int, Recognised] = {}
    for city, found in cities.items():
        inside = recognise(ours.township_keys[city], theirs.township_keys[found.pk])
        of_city = {pk: known[TOWNSHIPS][pk] for pk in theirs.township_keys[found.pk]}
        townships |= _not_called_otherwise(inside, names[TOWNSHIPS], of_city)
    rows = np.full(districts.num_rows, -1, dtype=np.int64)
    for township, found in townships.items():
        candidates = theirs.rows[found.pk]
        own = ours.rows[township]
        places = find_counterparts(
            [ours.names[row] for row in own], [theirs.names[row] for row in candidates]
        )
        rows[own] = [-1 if place is None else candidates[place] for place in places]
    return Counterparts(cities, townships, rows)


def _not_called_otherwise(
    recognised: Mapping[int, Recognised], names: Mapping[int, str], bundled: Mapping[int, str]
) -> dict[int, Recognised]:
    """Leave out a place that the list calls as another one than its districts say that it is."""
    by_name = {place_key(name): pk for pk, name in bundled.items()}
    return {
        number: found
        for number, found in recognised.items()
        if by_name.get(place_key(names.get(number) or ""), found.pk) == found.pk
    }


class _Side:
    """A list of districts, by city and township, and the keys of each place."""

    def __init__(self, districts: pa.Table, names: Mapping[str, Mapping[int, str]]) -> None:
        self.names: list[str] = districts["name"].to_pylist()
        self.rows: defaultdict[int, list[int]] = defaultdict(list)
        self.city_keys: defaultdict[int, set[Hashable]] = defaultdict(set)
        self.township_keys: defaultdict[int, _Keys] = defaultdict(lambda: defaultdict(set))
        for row, (name, city, township) in enumerate(
            records(districts, "name", "city", "township")
        ):
            key = normalize(name)
            self.rows[township].append(row)
            self.city_keys[city].add(key)
            self.township_keys[city][township].add(key)
        for city, keys in self.city_keys.items():
            _add_name(keys, names[CITIES].get(city))
            for township, inner in self.township_keys[city].items():
                _add_name(inner, names[TOWNSHIPS].get(township))


def _add_name(keys: set[Hashable], name: str | None) -> None:
    if name is not None:
        keys.add(("name", fold(name)))


def _names_of(bundled: Bundled) -> dict[str, dict[int, str]]:
    return {name: names_by_pk(bundled.tables[name]) for name in (CITIES, TOWNSHIPS)}


def find_counterparts(names: Sequence[str], bundled: Sequence[str]) -> list[int | None]:
    """Find each name's counterpart among the bundled names of the township.

    Parameters
    ----------
    names : sequence of str
        As the platform writes them.
    bundled : sequence of str
        As the bundled snapshot writes them.

    Returns
    -------
    list of int or None
        Place in ``bundled`` of each name's counterpart: letter for letter, by letters only,
        by the fold of names, or as each other's only near spelling among those left over;
        None where no bundled name, or more than one, could be meant. Two names of the
        platform may have one counterpart but for near spellings.

    Examples
    --------
    >>> find_counterparts(["100. yıl mah", "MERKZE MAH"], ["100.YIL MAH", "MERKEZ MAH", "KAYA MAH"])
    [0, 1]
    """
    found: list[int | None] = [None] * len(names)
    for spell in SPELLINGS:
        only = _only(spell, bundled)
        for place, name in enumerate(names):
            if found[place] is None:
                found[place] = only.get(spell(name))
    near = [
        (place, other)
        for other in set(range(len(bundled))).difference(found)
        for place, name in enumerate(names)
        if found[place] is None and _near(name, bundled[other])
    ]
    rows, others = Counter(row for row, _ in near), Counter(other for _, other in near)
    for row, other in near:
        if rows[row] == 1 and others[other] == 1:
            found[row] = other
    return found


def _only(spell: Callable[[str], str], names: Sequence[str]) -> dict[str, int]:
    """Return the places of names by their spelling, where no two share it."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        places[spell(name)].append(place)
    return {key: rows[0] for key, rows in places.items() if len(rows) == 1 and key}


def _near(name: str, other: str) -> bool:
    """Tell whether two names differ by an error or two, in one of their parts only."""
    own, theirs = parse_district_name(name), parse_district_name(other)
    if own.village is None and theirs.village is None:
        return nearly(own.base, theirs.base) or nearly(name, other)
    if own.village is None or theirs.village is None:
        return False
    if fold(own.village) == fold(theirs.village):
        return nearly(own.base, theirs.base)
    return fold(own.base) == fold(theirs.base) and nearly(own.village, theirs.village)
