"""Which places a text may be the beginning of."""

from __future__ import annotations

from collections.abc import Iterator

from geodistricts.names import normalize
from geodistricts.records import City, District, Township
from geodistricts.service.geocoders.naming import PlaceNames, is_turkey
from geodistricts.service.geocoders.searching import Found, distinct, is_abroad, search
from geodistricts.verdicts import SURE

_BEGUN, _SUGGESTED, _FORGIVEN = 0.6, 0.45, 0.2
"""How likely: what begins so, a district that does, one that nearly does."""
_MOST_WORDS, _MOST_PLACES = 8, 5
_LONGEST = 200


def complete(names: PlaceNames, text: str, limit: int) -> list[Found]:
    """Return the places that a text means, and those that it may be the beginning of.

    Parameters
    ----------
    names : PlaceNames
        Of the gazetteer that reads it.
    text : str
        As for ``search``, the last word perhaps not yet whole: ``"kad"``, ``"moda kadı"``.
    limit : int
        How many beginnings at most.

    Returns
    -------
    list of Found
        The likeliest first; of a name that is abroad, none.
    """
    found = search(names, text)
    typed = text.strip()[:_LONGEST]
    if is_turkey(typed) or is_abroad(names.gazetteer, typed):
        return found
    begun = [Found(place, _BEGUN) for place in names.beginning(typed, limit)]
    inside = [Found(one, _BEGUN) for one in _inside(names, typed.split(), limit)]
    suggested = [
        Found(one, _SUGGESTED if _begins(typed, one) else _FORGIVEN)
        for one in names.gazetteer.suggest(typed, limit=limit)
    ]
    sure = [one for one in found if one.confidence >= SURE]
    rest = sorted([*found, *suggested], key=lambda one: -one.confidence)
    return distinct([*sure, *begun, *inside, *rest])


def _begins(typed: str, district: District) -> bool:
    """Tell whether a name has what is typed in it, to the letter."""
    return normalize(typed) in normalize(district.name)


def _inside(
    names: PlaceNames, words: list[str], limit: int
) -> Iterator[City | Township | District]:
    """Find districts of a place that is begun, and what is begun in a place: two parts each."""
    left = limit
    for cut in range(1, min(len(words), _MOST_WORDS)):
        head, tail = " ".join(words[:cut]).strip(" ,"), " ".join(words[cut:])
        for place in names.called(head):
            begun = names.beginning(tail, limit) if isinstance(place, City) else []
            yield from (one for one in begun if isinstance(one, Township) and one.city == place)
            for district in _suggested(names, tail, place, left):
                left -= 1
                yield district
        for place in names.beginning(tail, _MOST_PLACES):
            for district in _suggested(names, head, place, left):
                left -= 1
                yield district
        if left <= 0:
            return


def _suggested(
    names: PlaceNames, prefix: str, place: City | Township, limit: int
) -> list[District]:
    """Complete a name in a place; no typo is forgiven where two names are begun."""
    if limit <= 0 or not normalize(prefix):
        return []
    if isinstance(place, City):
        found = names.gazetteer.suggest(prefix, city=place, limit=limit)
    else:
        found = names.gazetteer.suggest(prefix, township=place, limit=limit)
    return [one for one in found if _begins(prefix, one)]
