"""Other official names of districts: where a list spells one by more than the fold sees through."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from geodistricts.names import normalize
from geodistricts.snapshot import PART, VILLAGE, DistrictName, Speller, split_type
from geodistricts.sources.open_data.join import Joined
from geodistricts.sources.open_data.ptt import ListedDistrict
from geodistricts.sources.open_data.published.codes import Coded
from geodistricts.sources.open_data.published.population import Population
from geodistricts.sources.open_data.published.register import take_apart
from geodistricts.sources.open_data.shapes import SourceBoundary

OWN, OF_VILLAGE = "name", "village"
REGISTER, POPULATION, RENAMED, BOUNDARIES = "register", "population", "renamed", "boundaries"
_SAY_NOTHING = {"", "merkez", "mrk", "yenimahalle", "yeni", "mezra", "mevki", "mucavir"}
_SHORTEST = 3


class OtherName(NamedTuple):
    """Another name of a district.

    Attributes
    ----------
    row : int
        The district's row of the list.
    name : str
        The spelling to show, without a type word.
    kind : {"name", "village", "semt"}
        Whether it is the district's own name or, of a part, its village's or town's; or no name
        but a quarter that it belongs to.
    source : {"register", "population", "renamed", "boundaries"}
        Who writes it so.
    """

    row: int
    name: str
    kind: str
    source: str


def other_names(
    districts: Sequence[ListedDistrict],
    coded: Coded,
    population: Population,
    villages: Mapping[int, str],
    joined: Joined,
    boundaries: Sequence[SourceBoundary],
    speller: Speller,
) -> list[OtherName]:
    """Collect the other names of districts.

    Parameters
    ----------
    districts : sequence of ListedDistrict
        The list.
    coded : Coded
        Each district's row of the register, and its village or town.
    population : Population
        The published figures, with names.
    villages : mapping of int to str
        What villages are called today, by the register's number.
    joined : Joined
        Each district's boundary.
    boundaries : sequence of SourceBoundary
        The boundaries' names.
    speller : Speller
        Shows names.

    Returns
    -------
    list of OtherName
        In the list's order. A name that another mahalle or village of the township bears is
        left out, and a part's also where another part does: nothing is taken away from them.
    """
    borne: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    of_parts: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for district, name in zip(districts, joined.names, strict=True):
        place = (district.city, district.township)
        (of_parts if name.kind == PART else borne)[place].update(map(normalize, _names_of(name)))
        borne[place].update(map(normalize, (*place, name.settlement.base)))
    found: dict[tuple[int, str, str], OtherName] = {}
    for row, district in enumerate(districts):
        name = joined.names[row]
        for other in (
            *_of_register(row, name, coded, population, villages),
            *_of_boundary(row, name, joined, boundaries),
        ):
            base = take_apart(other.name).base
            key = normalize(base)
            place = (district.city, district.township)
            if key in _SAY_NOTHING or key in borne[place]:
                continue
            if key in map(normalize, _names_of(name)):
                continue
            if name.kind == PART and other.kind == OWN and key in of_parts[place]:
                continue
            if len(key) >= _SHORTEST:
                shown = other._replace(name=speller.show(base))
                found.setdefault((row, key, other.kind), shown)
    return _unambiguous(list(found.values()), districts, joined.names, coded)


def _names_of(name: DistrictName) -> Iterator[str]:
    """Yield what a district is called: its name, and what is in brackets."""
    yield name.base
    yield from (split_type(also).base for also in name.also)


def _of_register(
    row: int,
    name: DistrictName,
    coded: Coded,
    population: Population,
    villages: Mapping[int, str],
) -> Iterator[OtherName]:
    """Yield what the register, the published figures and today's list of villages write."""
    registered, settlement = coded.row[row], coded.settlement[row]
    if registered is not None and not (name.kind == PART and registered.kind != PART):
        yield OtherName(row, registered.name, OWN, REGISTER)
    if registered is not None and registered.code in population.mahalle:
        yield OtherName(row, population.mahalle[registered.code].name, OWN, POPULATION)
    if settlement is not None:
        kind = OF_VILLAGE if name.kind == PART else OWN
        if registered is not None and registered.settlement:
            yield OtherName(row, registered.settlement, kind, REGISTER)
        if settlement in population.villages:
            yield OtherName(row, population.villages[settlement].name, kind, POPULATION)
        if settlement in villages:
            yield OtherName(row, villages[settlement], kind, RENAMED)


def _of_boundary(
    row: int, name: DistrictName, joined: Joined, boundaries: Sequence[SourceBoundary]
) -> Iterator[OtherName]:
    """Yield what the boundary file writes."""
    if joined.boundary[row] >= 0:
        base = split_type(boundaries[joined.boundary[row]].name).base
        yield OtherName(row, base, OWN if joined.own[row] else OF_VILLAGE, BOUNDARIES)


def _unambiguous(
    found: Sequence[OtherName],
    districts: Sequence[ListedDistrict],
    names: Sequence[DistrictName],
    coded: Coded,
) -> list[OtherName]:
    """Leave out names that two districts, or two villages, of a township would get."""
    claims: defaultdict[tuple[str, str, str], set[tuple[str, int | None]]] = defaultdict(set)
    keys = []
    for other in found:
        district, settlement = districts[other.row], coded.settlement[other.row]
        key = (district.city, district.township, normalize(other.name))
        is_of_settlement = other.kind == OF_VILLAGE or names[other.row].kind == VILLAGE
        bearer = ("settlement", settlement) if is_of_settlement else ("district", other.row)
        claims[key].add(bearer)
        keys.append(key)
    return [other for other, key in zip(found, keys, strict=True) if len(claims[key]) == 1]
