"""Which bundled district a platform's district is, inside a township that was recognised."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from geodistricts.basics.letters import fold
from geodistricts.names import normalize
from geodistricts.sources.naming import parse_district_name
from geodistricts.sources.resemblance import nearly

_SPELLINGS: tuple[Callable[[str], str], ...] = (str, fold, normalize)


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
    for spell in _SPELLINGS:
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
