"""The semts of the boundary file: quarters that people name and the list does not say.

The file writes several for one boundary ("Kocatepe, Kızılay, Sıhhiye/Zafer"), and where two
mahalle of a township bear one name, the semts of both for each ("Banaz, Kızılcasöğüt").
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geodistricts.basics.geodesy import great_circle_distance
from geodistricts.names import normalize, place_key
from geodistricts.snapshot import SEMT, DistrictName
from geodistricts.sources.open_data.join import Joined
from geodistricts.sources.open_data.ptt import ListedDistrict
from geodistricts.sources.open_data.published import OtherName
from geodistricts.sources.open_data.shapes import SourceBoundary
from geodistricts.sources.resemblance import nearly

BOUNDARIES = "boundaries"
NEARBY = 3_000.0
"""Metres between two districts of one semt, where only one of them is surely of it."""
_MARKS = re.compile(r"[/()]")
_CENTRAL = frozenset(["merkez", "koyler"])
_SAY_NOTHING = _CENTRAL | {
    *("beldeler", "yeni", "carsi", "meydan", "gar", "otogar", "terminal", "postane", "stadyum"),
    *("sanayi", "eskisanayi", "yenisanayi", "organizesanayi", "kucukorganizesanayi"),
    *("toptancilarsitesi", "perakende", "hukumet", "vilayet", "universite"),
}


class _Said(NamedTuple):
    """What the file says of one district: names by key, and whether it mixes several."""

    row: int
    semts: dict[str, str]
    is_mixed: bool


def other_semts(
    districts: Sequence[ListedDistrict],
    joined: Joined,
    boundaries: Sequence[SourceBoundary],
    points: NDArray[np.float64],
) -> list[OtherName]:
    """Collect the semts of districts that the list does not say.

    Parameters
    ----------
    districts : sequence of ListedDistrict
        The list.
    joined : Joined
        Each district's boundary.
    boundaries : sequence of SourceBoundary
        The boundaries' names.
    points : ndarray of float64, shape (boundaries, 2)
        Latitude and longitude of a point inside each boundary, degrees.

    Returns
    -------
    list of OtherName
        Of districts with a boundary of their own, in the list's order. What says nothing is left
        out: names of the city, of its townships and of the district itself. Of several semts
        those are kept that a district nearby has alone or is called, and what nobody else
        has, unless the township's centre is one of them.
    """
    townships: defaultdict[str, set[str]] = defaultdict(set)
    for district in districts:
        city = place_key(district.city)
        townships[city] |= {city, place_key(district.township)}
    said = [
        _said(row, boundaries[joined.boundary[row]].semt)
        for row in np.flatnonzero(joined.own).tolist()
    ]
    sure: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
    for one in said:
        district = districts[one.row]
        keys = {*_keys_of(joined.names[one.row]), normalize(district.semt)}
        for key in keys if one.is_mixed else keys | one.semts.keys():
            sure[district.city, district.township, key].append(one.row)

    def is_near(row: int, others: Sequence[int]) -> bool:
        here, there = points[joined.boundary[row]], points[joined.boundary[others]]
        return bool((great_circle_distance(*there.T, *here) <= NEARBY).any())

    found = []
    for row, semts, is_mixed in said:
        district, own = districts[row], _keys_of(joined.names[row])
        places = townships[place_key(district.city)]
        is_central = not semts.keys().isdisjoint({*_CENTRAL, normalize(district.township)})
        for key, name in semts.items():
            if key in _SAY_NOTHING or key in own or key == normalize(district.semt):
                continue
            if place_key(name) in places or nearly(name, district.township):
                continue
            if is_mixed:
                bearers = sure.get((district.city, district.township, key), [])
                others = [other for other in bearers if other != row]
                if not is_near(row, others) if others else is_central:
                    continue
            found.append(OtherName(row, name, SEMT, BOUNDARIES))
    return found


def _said(row: int, text: str) -> _Said:
    groups = text.split(",")
    names = (" ".join(name.split()) for group in groups for name in _MARKS.split(group))
    semts = {key: name for name in names if (key := normalize(name))}
    return _Said(row, semts, len(groups) > 1)


def _keys_of(name: DistrictName) -> set[str]:
    """Return what a district is called, with "köy" and without."""
    keys = set(map(normalize, (name.base, *name.also)))
    return keys | {f"{key}koy" for key in keys}
