"""How the places stand that a line names: beside each other, at the end, in a person's name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from geodistricts.addresses.candidates import Candidate
from geodistricts.addresses.reading import LIKELY, NAME, Line, Mention, join_keys, overlaps

IN_PLACE = 0.8
"""How likely a place is meant that stands where one should."""
_AFTER_A_NAME = 0.5
_LAST_NAMES = frozenset(["aydin", "bingol", "bolu", "karaman", "kars", "tokat", "usak", "van"])
"""Cities whose names many people bear, behind their first names."""


def written(places: Mapping[int, Sequence[Mention]], pk: int) -> list[Mention]:
    """List the likely mentions of a place in the line itself."""
    return [one for one in places.get(pk, ()) if one.weight > LIKELY]


def written_others(
    places: Mapping[int, Sequence[Mention]], own: int | None
) -> Iterator[tuple[int, Mention]]:
    """Yield the likely mentions of all places but one in the line itself, with their pks."""
    for pk in places:
        if pk != own:
            for mention in written(places, pk):
                yield pk, mention


def stand_outside(found: Iterable[tuple[int, Mention]], own: Sequence[Mention]) -> set[int]:
    """Return the pks of places that share no word with others, by one of their mentions."""
    return {pk for pk, mention in found if not overlaps(mention, own)}


def own_mentions(line: Line, best: Candidate) -> list[Mention]:
    """List where a line names an answer's township and its district."""
    township = written(line.places.townships, best.township.pk) if best.township else []
    return [*township, best.mention] if best.mention else township


def stands_beside(mention: Mention, others: Iterable[Mention]) -> bool:
    """Tell whether a mention has one of others beside it, or a word away."""
    return any(
        0 <= max(mention.first - other.last, other.first - mention.last) <= 1 for other in others
    )


def ends_a_place(line: Line, mention: Mention) -> bool:
    """Tell whether a city follows a name after a slash or a dash: "Eerze - Sinop"."""
    if mention.first <= 0 or mention.weight <= _AFTER_A_NAME:
        return False
    before = line.tokens[mention.first - 1]
    between = line.text[before.end : line.tokens[mention.first].start]
    return before.kind == NAME and between.strip() in ("/", "-", "–", "\\")


def any_claims(line: Line, cities: Iterable[int]) -> bool:
    """Tell whether a line names one of some cities as a place, and not as a last name."""
    return any(
        (mention.weight >= IN_PLACE and key_of(line, mention) not in _LAST_NAMES)
        or claims(line, mention)
        for pk in cities
        for mention in line.places.cities[pk]
    )


def claims(line: Line, mention: Mention) -> bool:
    """Tell a place from a person's last name, which follows the first at once."""
    if mention.first <= 0 or line.tokens[mention.first].parted:
        return True
    before = line.tokens[mention.first - 1]
    return before.kind != NAME or any(
        mention.first in range(one.first + 1, one.last + 1)
        for mentions in (line.places.townships, line.places.cities)
        for found in mentions.values()
        for one in found
        if one.weight > LIKELY
    )


def key_of(line: Line, mention: Mention) -> str:
    """Return the key of what a mention is made of."""
    return join_keys(line.tokens[mention.first : mention.last])


def names_own_city(line: Line, best: Candidate) -> bool:
    """Tell whether a line has the answer's city as more than a part of its other names."""
    own = own_mentions(line, best)
    if best.city is not None and best.city.pk in line.places.given_cities:
        return True
    return best.city is not None and not all(
        overlaps(mention, own) for mention in written(line.places.cities, best.city.pk)
    )
