"""The districts that a line may name, and what speaks for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from geodistricts.addresses.lines.mentions import (
    LIKELY,
    Mention,
    covers,
    district_weight,
    highest,
    overlaps,
    stands_alone,
)
from geodistricts.addresses.lines.reading import Line
from geodistricts.addresses.lines.tokens import BUILDING, NAME, NUMBER, SPOT, TYPE, VILLAGE
from geodistricts.addresses.postal_codes import PostalCodes
from geodistricts.names import place_key
from geodistricts.records import ALIAS, City, Township
from geodistricts.snapshot import DistrictRows

if TYPE_CHECKING:
    from geodistricts.names import Found, Matcher, NameScope

_MOST_TOWNSHIPS, _MOST_ROWS, _MOST_OF_CODE = 12, 1000, 60
_WORTH_A_LOOK = 0.2
_NEAR, _MOST_NEAR, _ONE_OF_SEVERAL = 78.0, 8, 0.2
_DISTRICT = 1.2
_AGAIN, _FIRST, _VILLAGE_TOO, _SEMT_TOO, _SAME_CODE = 0.2, 0.06, 0.3, 0.2, 0.6
_OTHER_CITY, _OTHER_TOWNSHIP, _FORMER_PART = -0.8, -0.6, -0.35
_NOT_FOUND, _OTHER_PLATE, _OTHER_TYPE, _LESS_OF_A_NAME = -0.35, -0.2, -0.08, -0.3
_OTHER_VILLAGE = -0.6
_WORDS_BEFORE_TYPE, _LONGEST_NAME = 4, 200
_TYPED, _BY_ITSELF = 0.9, 0.58
_PART_OF_A_NAME = (NAME, NUMBER, BUILDING, SPOT)


class Guess(NamedTuple):
    """An answer that a line may have.

    Attributes
    ----------
    weight : float
        What speaks for it, in all.
    city, township : record or None
        Where.
    row : int
        The district; -1 for none.
    mention : Mention or None
        Where the line names the district.
    score : float
        How sure the name is, 0 to 1.
    """

    weight: float
    city: City | None
    township: Township | None
    row: int
    mention: Mention | None
    score: float


class _Named(NamedTuple):
    row: int
    mention: Mention
    score: float


class Guesser:
    """Finds the districts that a line may name.

    Parameters
    ----------
    rows : DistrictRows
        The districts.
    matcher : Matcher
        Finds districts by name.
    codes : PostalCodes
        Finds them by postal code.
    """

    def __init__(self, rows: DistrictRows, matcher: Matcher, codes: PostalCodes) -> None:
        self._rows = rows
        self._matcher = matcher
        self._codes = codes

    def guess(self, line: Line) -> list[Guess]:
        """List the answers that a line may have, the likeliest first.

        Parameters
        ----------
        line : Line
            The line.

        Returns
        -------
        list of Guess
            One at least.
        """
        guesses = list(self._in_townships(line))
        found = max(
            (guess.mention.weight * guess.score for guess in guesses if guess.mention), default=0
        )
        if found < 0.7:
            for pk, mentions in line.places.cities.items():
                if mentions[0].weight > LIKELY:
                    city = self._rows.places.cities[pk]
                    guesses.append(self._weigh(line, city, None))
                    guesses += self._of_scope(
                        line, self._matcher.scope_of(city), near=found < LIKELY
                    )
        if not any(guess.row >= 0 for guess in guesses):
            named = self._of_scope(line, self._matcher.index.country, near=not guesses)
            guesses += [one for one in named if one.mention and one.mention.weight >= _BY_ITSELF]
        guesses = self._prefer_named_villages(_prefer_whole_names(guesses))
        guesses.append(Guess(0.0, None, None, -1, None, 0.0))
        rank = self._matcher.index.folded.rank
        guesses.sort(key=lambda guess: (-guess.weight, rank[guess.row]))
        return guesses

    def _in_townships(self, line: Line) -> Iterator[Guess]:
        places = line.places
        townships = self._rows.places.townships
        likely = sorted(
            (pk for pk, mentions in places.townships.items() if mentions[0].weight > _WORTH_A_LOOK),
            key=lambda pk: (
                -(places.township_weight(pk) + places.city_weight(townships[pk].city.pk))
            ),
        )[:_MOST_TOWNSHIPS]
        where = dict.fromkeys(likely, 0.0)
        for pk in likely:
            for successor in self._matcher.places.successors_of(townships[pk]):
                where.setdefault(successor.pk, places.township_weight(pk) + _FORMER_PART)
        for row in self._codes.rows(line.code)[:_MOST_OF_CODE] if line.code else ():
            where.setdefault(self._rows.township_of(row).pk, 0.0)
        for pk, weight in where.items():
            township = townships[pk]
            if pk in places.townships:
                yield self._weigh(line, township.city, township)
            scope = self._matcher.scope_of(township)
            near = places.township_weight(pk) > LIKELY
            for guess in self._of_scope(line, scope, near):
                yield guess._replace(weight=guess.weight + weight)

    def _of_scope(self, line: Line, scope: NameScope, near: bool) -> Iterator[Guess]:
        named: dict[int, list[_Named]] = {}
        for one in self._named(line, scope, near):
            named.setdefault(one.row, []).append(one)
        for row, mentions in named.items():
            best = mentions[0]
            again = 0.0
            if len(mentions) > 1:
                best = max(mentions, key=lambda one: one.mention.weight * one.score)
                again = _AGAIN * min(len({one.mention.first for one in mentions}) - 1, 2)
            township = self._rows.township_of(row)
            if best.mention.weight * best.score > LIKELY and not (
                best.mention.weight < _TYPED and self._is_place(line, township, best.mention)
            ):
                yield self._weigh(line, township.city, township, best, again)

    def _prefer_named_villages(self, guesses: list[Guess]) -> list[Guess]:
        """Let a part weigh less where the line names another village of its township."""
        folded, townships = self._matcher.index.folded, self._rows.township_of
        if not any(guess.mention and folded.is_part[guess.row] for guess in guesses):
            return guesses
        villages: dict[int, list[tuple[str, Mention]]] = {}
        for guess in guesses:
            if (
                guess.mention
                and guess.score > _TYPED
                and not folded.is_part[guess.row]
                and self._rows.record(guess.row).kind == "köy"
            ):
                named = folded.names.key(guess.row), guess.mention
                villages.setdefault(townships(guess.row).pk, []).append(named)
        return [
            guess._replace(weight=guess.weight + _OTHER_VILLAGE)
            if guess.mention
            and folded.is_part[guess.row]
            and any(
                key != folded.villages.key(guess.row) and not overlaps(guess.mention, [mention])
                for key, mention in villages.get(townships(guess.row).pk, ())
            )
            else guess
            for guess in guesses
        ]

    @staticmethod
    def _is_place(line: Line, township: Township, mention: Mention) -> bool:
        """Tell whether the words name the township or its city, rather than the district."""
        of_township = line.places.townships.get(township.pk, ())
        of_city = line.places.cities.get(township.city.pk, ())
        return covers((*of_township, *of_city), mention.first, mention.last)

    def _named(self, line: Line, scope: NameScope, near: bool) -> Iterator[_Named]:
        """Find names of the scope in the line: as they are, then near type words near ones."""
        tokens = line.tokens
        exact = [
            (key, Mention(first, last, district_weight(tokens, first, last)))
            for key in line.groups.keys() & scope.by_key.numbers.keys()
            for first, last in line.groups[key]
        ]
        whole = {
            mention.last
            for _, mention in exact
            if not (mention.first and _is_initial(line, mention.first - 1))
        }
        for key, mention in exact:
            if mention.last not in whole or (
                len(exact) > 1
                and any(
                    other is not mention
                    and other.first <= mention.first
                    and mention.last <= other.last
                    and other.weight >= mention.weight
                    for _, other in exact
                )
            ):
                mention = mention._replace(weight=mention.weight + _LESS_OF_A_NAME)
            if mention.weight > 0:
                for row in scope.by_key.get(key)[:_MOST_ROWS]:
                    yield _Named(row, mention, 1.0)
        if near:
            for place, token in enumerate(tokens):
                if token.kind in (TYPE, VILLAGE) and place and place not in whole:
                    yield from self._near_type_word(line, scope, place)

    def _near_type_word(self, line: Line, scope: NameScope, place: int) -> Iterator[_Named]:
        """Read the words before a type word in every length; the best reading counts."""
        tokens = line.tokens
        best: list[_Named] = []
        for first in range(place - 1, max(place - 1 - _WORDS_BEFORE_TYPE, -1), -1):
            if tokens[first].kind not in _PART_OF_A_NAME and not _is_initial(line, first):
                break
            if tokens[place].end - tokens[first].start > _LONGEST_NAME:
                break
            if first and _is_initial(line, first - 1) and not tokens[first].parted:
                continue
            name = line.text[tokens[first].start : tokens[place].end]
            weight = district_weight(tokens, first, place)
            mention = Mention(first, place, weight)
            found = [
                _Named(match.row, mention, _sureness(match))
                for match in self._matcher.finder.find(scope, name, _MOST_NEAR, _NEAR)
            ]
            if found and (not best or found[0].score > best[0].score):
                best = found
            if tokens[first].parted or (best and best[0].score > 0.95):
                break
        yield from best

    def _weigh(
        self,
        line: Line,
        city: City,
        township: Township | None,
        named: _Named | None = None,
        again: float = 0.0,
    ) -> Guess:
        places = line.places
        weight = places.city_weight(city.pk)
        if not weight:
            weight = _OTHER_CITY * highest(places.cities)
        if township is not None:
            of_township = places.township_weight(township.pk)
            weight += of_township
            if not of_township:
                weight += _OTHER_TOWNSHIP * highest(places.townships)
        if named is None:
            is_typed = line.first_type >= 0
            return Guess(weight + _NOT_FOUND * is_typed, city, township, -1, None, 0.0)
        row, mention, score = named
        weight += _DISTRICT * mention.weight * score + again + self._beside(line, row, mention)
        if mention.last == line.first_type:
            weight += _FIRST
        return Guess(weight, city, township, row, mention, score)

    def _beside(self, line: Line, row: int, mention: Mention) -> float:
        """Weigh what else the line says of a district: its village, its semt, its code."""
        folded, groups = self._matcher.index.folded, line.groups
        weight = 0.0
        village = folded.villages.key(row)
        if village:
            villages = (village, *folded.village_names.get(row, ()))
            too = any(stands_alone(line.tokens, groups, name, mention) for name in villages)
            weight += _VILLAGE_TOO if too else -_VILLAGE_TOO
        semt = folded.semts.key(row)
        if (
            semt in groups
            and semt != place_key(self._rows.township_of(row).name)
            and stands_alone(line.tokens, groups, semt, mention)
        ):
            weight += _SEMT_TOO
        district = self._rows.record(row)
        if mention.last < len(line.tokens):
            word = line.tokens[mention.last].kind
            if (
                word == (VILLAGE if district.kind == "mahalle" else TYPE)
                and district.kind != "part"
            ):
                weight += _OTHER_TYPE
        if line.code is not None:
            code = district.postal_code
            if code == line.code:
                weight += _SAME_CODE
            elif code is not None and code[:2] != line.code[:2]:
                weight += _OTHER_PLATE
        return weight


def _sureness(match: Found) -> float:
    """Tell how sure a match is, 0 to 1; of a village's or a semt's districts none is."""
    return match.score / 100 - (_ONE_OF_SEVERAL if match.kind == ALIAS and match.score < 94 else 0)


def _is_initial(line: Line, place: int) -> bool:
    token = line.tokens[place]
    return len(token.text) == 1 and line.text[token.end : token.end + 1] == "."


def _prefer_whole_names(guesses: list[Guess]) -> list[Guess]:
    """Let names weigh less that are a part of a longer one in the same city."""
    starts: dict[tuple[int, int], int] = {}
    for guess in guesses:
        if guess.mention and guess.city and guess.score > _TYPED:
            key = guess.city.pk, guess.mention.last
            starts[key] = min(guess.mention.first, starts.get(key, guess.mention.first))
    return [
        guess._replace(weight=guess.weight + _LESS_OF_A_NAME)
        if guess.mention
        and guess.city
        and guess.mention.first > starts.get((guess.city.pk, guess.mention.last), -1) >= 0
        else guess
        for guess in guesses
    ]
