"""Districts that a line may name, and where it does so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from geodistricts.addresses.reading import (
    BUILDING,
    EITHER,
    LIKELY,
    NAME,
    NUMBER,
    SPOT,
    ZONE,
    Line,
    Mention,
    covers,
    district_weight,
    join_keys,
    overlaps,
)
from geodistricts.names import place_key
from geodistricts.records import ALIAS, FUZZY, Township
from geodistricts.snapshot import DistrictRows

if TYPE_CHECKING:
    from geodistricts.basics.groups import Rows
    from geodistricts.names import Found, Matcher, NameScope

_MOST_ROWS, _MOST_OF_SEMT = 1000, 60
_NEAR, _MOST_NEAR, _ONE_OF_SEVERAL = 78.0, 8, 0.2
_LESS_OF_A_NAME = -0.3
_WORDS_BEFORE_TYPE, _LONGEST_NAME = 4, 200
_TYPED, _BY_ITSELF, _CLEARLY = 0.9, 0.58, 0.7
_MOST_AGAIN = 2
_new_tuple = tuple.__new__
_NEAR_ZONE = 88.0
_PART_OF_A_NAME = (NAME, NUMBER, BUILDING, SPOT, ZONE)


class LineName(NamedTuple):
    """How a line names a district.

    Attributes
    ----------
    mention : Mention
        Where, and how likely a district is meant there.
    sureness : float
        How sure the name is, 0 to 1.
    again : int
        How often the line names it again, 2 at most.
    is_less : bool
        True where it is a part of a longer name that is another district's.
    of_other_village : bool
        True where it is a part, and the line names another village.
    typed_otherwise : bool
        True where it has no type word, and something else in the line has.
    beside : tuple of Mention
        Where the line names its village, or its semt.
    """

    mention: Mention
    sureness: float
    again: int = 0
    is_less: bool = False
    of_other_village: bool = False
    typed_otherwise: bool = False
    beside: tuple[Mention, ...] = ()

    @property
    def strength(self) -> float:
        """How likely the district is meant, and how surely."""
        return self.mention.weight * self.sureness


class LineFinder:
    """Finds the districts that a line may name.

    Parameters
    ----------
    rows : DistrictRows
        The districts.
    matcher : Matcher
        Finds districts by name.
    """

    def __init__(self, rows: DistrictRows, matcher: Matcher) -> None:
        self._rows = rows
        self._matcher = matcher
        self._folded = matcher.index.folded

    def find(
        self, line: Line, townships: Iterable[Township], of_code: Iterable[Township]
    ) -> dict[int, LineName]:
        """Find districts by what the line says: in townships, else in its cities.

        Parameters
        ----------
        line : Line
            The line.
        townships : iterable of Township
            Where to look first, the likeliest first.
        of_code : iterable of Township
            Where the postal code is; what is found there ends no search.

        Returns
        -------
        dict of int to LineName
            By row.
        """
        places, matcher = line.places, self._matcher
        found: dict[int, LineName] = {}
        for township in townships:
            near = places.has_township(township.pk)
            self._look(line, matcher.scope_of(township), found, near=near)
        best = self._best_in_known_cities(line, found)
        for township in of_code:
            self._look(line, matcher.scope_of(township), found, near=False)
        if best < _CLEARLY:
            for pk in places.likely_cities():
                scope = matcher.scope_of(self._rows.places.cities[pk])
                self._look(line, scope, found, near=best < LIKELY)
        return self._marked(found)

    def _best_in_known_cities(self, line: Line, found: dict[int, LineName]) -> float:
        """Return how well the best is named; what fields place elsewhere ends no search."""
        known = line.places.given_cities
        best = 0.0
        for row, name in found.items():
            if name.strength > best and (not known or self._rows.township_of(row).city.pk in known):
                best = name.strength
        return best

    def find_anywhere(self, line: Line) -> dict[int, LineName]:
        """Find districts by what the line says, in the whole country: those that it means so."""
        places = line.places
        near = not (places.cities or places.townships or places.given_cities)
        found: dict[int, LineName] = {}
        self._look(line, self._matcher.index.country, found, near=near)
        return self._marked(
            {row: one for row, one in found.items() if one.mention.weight >= _BY_ITSELF}
        )

    def _marked(self, found: dict[int, LineName]) -> dict[int, LineName]:
        if len(found) > 1:
            self._mark_other_villages(found)
            self._mark_parts_of_names(found)
        return found

    def of_semts(self, line: Line) -> dict[int, Mention]:
        """Find districts whose semt the line names, in its likely cities."""
        found: dict[int, Mention] = {}
        for pk in line.places.likely_cities():
            semts = self._matcher.scope_of(self._rows.places.cities[pk]).semts
            for key in line.groups.keys() & semts.numbers.keys():
                for first, last in line.groups[key]:
                    mention = Mention(first, last, district_weight(line.tokens, first, last))
                    if mention.weight <= LIKELY:
                        continue
                    for row in semts.get(key)[:_MOST_OF_SEMT]:
                        if not self._is_place(line, self._rows.township_of(row), mention) and (
                            row not in found or found[row].weight < mention.weight
                        ):
                            found[row] = mention
        return found

    def _look(
        self, line: Line, scope: NameScope, found: dict[int, LineName], *, near: bool
    ) -> None:
        """Add the districts of a scope that the line names."""
        named = self._named(line, scope, near)
        if len(named) == 1:
            rows, name = named[0]
            for row in rows:
                self._keep(line, row, name, found)
            return
        names: dict[int, list[LineName]] = {}
        for rows, name in named:
            for row in rows:
                if row in names:
                    names[row].append(name)
                else:
                    names[row] = [name]
        for row, several in names.items():
            best = several[0]
            if len(several) > 1:
                best = max(several, key=lambda one: one.mention.weight * one.sureness)
                again = len({one.mention.first for one in several}) - 1
                best = best._replace(again=min(again, _MOST_AGAIN))
            self._keep(line, row, best, found)

    def _keep(self, line: Line, row: int, name: LineName, found: dict[int, LineName]) -> None:
        """Add a district that is likely meant, and by better words than before."""
        mention = name.mention
        strength = mention.weight * name.sureness
        if (
            strength > LIKELY
            and (row not in found or strength > found[row].strength)
            and (
                mention.weight >= _TYPED
                or not self._is_place(line, self._rows.township_of(row), mention)
            )
        ):
            found[row] = name

    def _named(self, line: Line, scope: NameScope, near: bool) -> list[tuple[Rows, LineName]]:
        """Find names of the scope in the line: as they are, then near type words near ones."""
        tokens, groups = line.tokens, line.groups
        exact: list[tuple[str, Mention]] = []
        whole = set()
        names = scope.by_key.numbers
        for key, spans in groups.items():
            if key in names:
                for first, last in spans:
                    weight = district_weight(tokens, first, last)
                    exact.append((key, _new_tuple(Mention, (first, last, weight))))
                    if not (first and _is_initial(line, first - 1)):
                        whole.add(last)
        found: list[tuple[Rows, LineName]] = []
        for key, mention in exact:
            if mention.last not in whole or (len(exact) > 1 and _is_within(mention, exact)):
                mention = mention._replace(weight=mention.weight + _LESS_OF_A_NAME)
            if mention.weight > 0:
                found.append((scope.by_key.get(key)[:_MOST_ROWS], LineName(mention, 1.0)))
        if near:
            for place in line.types:
                if place not in whole:
                    found += self._near_type_word(line, scope, place)
            for place in line.half_types:
                end = place + (tokens[place].kind == ZONE)
                named = any(one.last == end and one.weight > LIKELY for _, one in exact)
                if not named and end not in line.types:
                    found += self._near_type_word(line, scope, place)
        return found

    def _near_type_word(
        self, line: Line, scope: NameScope, place: int
    ) -> Sequence[tuple[Rows, LineName]]:
        """Read the words before a type word in every length; the best reading counts."""
        tokens = line.tokens
        last = place + (tokens[place].kind == ZONE)
        end = tokens[place - (tokens[place].kind == EITHER)].end
        best: list[tuple[Rows, LineName]] = []
        for first in range(place - 1, max(place - 1 - _WORDS_BEFORE_TYPE, -1), -1):
            if tokens[first].kind not in _PART_OF_A_NAME and not _is_initial(line, first):
                break
            if tokens[place].end - tokens[first].start > _LONGEST_NAME:
                break
            if first and _is_initial(line, first - 1) and not tokens[first].parted:
                continue
            name = line.text[tokens[first].start : end]
            mention = Mention(first, last, district_weight(tokens, first, last))
            matches = self._matcher.finder.find(scope, name, _MOST_NEAR, _NEAR)
            if tokens[last - 1].kind == ZONE:
                matches = self._zones(matches, join_keys(tokens[first:last]), tokens[last - 1].key)
            found: list[tuple[Rows, LineName]] = [
                ((match.row,), LineName(mention, _sureness(match)))
                for match in matches
                if match.kind != FUZZY or not self._is_called_as_its_place(match.row)
            ]
            if found and (not best or _reads_more(found[0], best[0])):
                best = found
            if tokens[first].parted or (best and best[0][1].sureness > 0.95):
                break
        return best

    def _is_called_as_its_place(self, row: int) -> bool:
        """Tell whether a district has its township's name, which is written before others too."""
        return self._folded.names.key(row) == place_key(self._rows.township_of(row).name)

    def _zones(self, matches: Iterable[Found], asked: str, zone: str) -> list[Found]:
        """Keep zones that are asked for: the same, the end of their names, or one letter off."""
        names = self._folded.names
        is_part = asked.removesuffix(zone) not in self._matcher.places.keys
        return [
            match
            for match in matches
            if (key := names.key(match.row)).endswith(zone)
            and (
                match.kind != FUZZY
                or match.score >= _NEAR_ZONE
                or (is_part and key.endswith(asked))
            )
        ]

    @staticmethod
    def _is_place(line: Line, township: Township, mention: Mention) -> bool:
        """Tell whether the words name the township or its city, rather than the district."""
        of_township = line.places.townships.get(township.pk, ())
        of_city = line.places.cities.get(township.city.pk, ())
        return covers((*of_township, *of_city), mention.first, mention.last)

    def _mark_other_villages(self, found: dict[int, LineName]) -> None:
        """Mark parts where the line names another village of their township."""
        folded, township_of = self._folded, self._rows.township_of
        parts = [row for row in found if folded.is_part[row]]
        if not parts:
            return
        villages: dict[int, list[tuple[str, Mention]]] = {}
        for row, name in found.items():
            if (
                name.sureness > _TYPED
                and not folded.is_part[row]
                and self._rows.record(row).kind == "köy"
            ):
                named = folded.names.key(row), name.mention
                villages.setdefault(township_of(row).pk, []).append(named)
        for row in parts:
            name = found[row]
            if any(
                key != folded.villages.key(row) and not overlaps(name.mention, [mention])
                for key, mention in villages.get(township_of(row).pk, ())
            ):
                found[row] = name._replace(of_other_village=True)

    def _mark_parts_of_names(self, found: dict[int, LineName]) -> None:
        """Mark names that are a part of a longer one in the same city."""
        township_of = self._rows.township_of
        starts: dict[tuple[int, int], int] = {}
        ends = []
        for row, name in found.items():
            end = township_of(row).city.pk, name.mention.last
            ends.append((row, name, end))
            if name.sureness > _TYPED:
                starts[end] = min(name.mention.first, starts.get(end, name.mention.first))
        for row, name, end in ends:
            if name.mention.first > starts.get(end, name.mention.first):
                found[row] = name._replace(is_less=True)


def _is_within(mention: Mention, others: Iterable[tuple[str, Mention]]) -> bool:
    """Tell whether a mention is a part of another that is as likely."""
    first, last, weight = mention
    return any(
        other is not mention
        and other.first <= first
        and last <= other.last
        and other.weight >= weight
        for _, other in others
    )


def _reads_more(one: tuple[Rows, LineName], other: tuple[Rows, LineName]) -> bool:
    """Tell whether a reading is surer than a shorter one, or as sure of the same district."""
    gained = one[1].sureness - other[1].sureness
    return gained > 0 or (gained == 0 and one[0] == other[0])


def mentions_alone(line: Line, key: str, beside: Mention) -> list[Mention]:
    """List where a line has a name as a place's, outside of another mention."""
    return [
        Mention(first, last, weight)
        for first, last in line.groups[key]
        if (last <= beside.first or first >= beside.last)
        and (weight := district_weight(line.tokens, first, last)) > LIKELY
    ]


def _sureness(match: Found) -> float:
    """Tell how sure a match is, 0 to 1; of a village's or a semt's districts none is."""
    return match.score / 100 - (_ONE_OF_SEVERAL if match.kind == ALIAS and match.score < 94 else 0)


def _is_initial(line: Line, place: int) -> bool:
    token = line.tokens[place]
    return len(token.text) == 1 and line.text[token.end : token.end + 1] == "."
