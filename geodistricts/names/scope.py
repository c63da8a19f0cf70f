"""The names of one place: a township's, a city's, or the country's, by key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from geodistricts.basics.groups import Groups, Rows
from geodistricts.basics.lazy import Lazy
from geodistricts.names.near import NearKeys
from geodistricts.names.rules import COMMON_WORDS, INITIALS

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Int32
    from geodistricts.names.folded import FoldedNames

_MERKEZ = "merkez"
_SAY_NOTHING = ("merkez", "merkezkoyler")
"""What the list writes where it knows no semt: the centre, and all that is not."""


class NameScope:
    """The names of some districts.

    Parameters
    ----------
    folded : FoldedNames
        The names of all districts.
    level : {"city", "township", "country"}
        What the place is.
    rows : ndarray of int32
        The districts, parts of villages last.
    own : str
        Folded name of the place itself, which may stand beside a district's.

    Attributes
    ----------
    by_key : Groups
        Districts by the key of their name without brackets.
    """

    def __init__(self, folded: FoldedNames, level: str, rows: Int32, own: str) -> None:
        self.folded = folded
        self.rows = rows
        self.own = own
        self._is_country = level == "country"
        self.by_key = Groups(folded.names.keys_of(rows), rows)

    @Lazy
    def places(self) -> Groups:
        """Return districts by what may stand beside or for their name.

        Their village, another name in brackets, their semts.
        """
        villages = self.folded.villages.keys_of(self.rows)
        others = [(name, row) for name, bearers in self.other_names.items() for row in bearers]
        semts, of_semts = self._list_semts()
        of_others = np.array([row for _, row in others], dtype=np.int32)
        return Groups(
            [*villages, *(name for name, _ in others), *semts],
            np.concatenate([self.rows, of_others, of_semts]),
        )

    @Lazy
    def semts(self) -> Groups:
        """Return whole districts by their semts: the list's own, and those of other lists."""
        semts, rows = self._list_semts()
        return Groups(["" if semt in _SAY_NOTHING else semt for semt in semts], rows)

    def _list_semts(self) -> tuple[list[str], Int32]:
        """List semts and their districts, in order of rank; parts of villages have none."""
        folded, own = self.folded, self.own
        of_lists = folded.semt_names
        parts = np.count_nonzero(np.frombuffer(folded.is_part, np.int8)[self.rows])
        whole = self.rows[: len(self.rows) - parts]
        semts, rows = [], []
        for row, semt in zip(whole.tolist(), folded.semts.keys_of(whole), strict=True):
            for key in (semt, *of_lists.get(row, ())):
                # A quarter called as the place itself says nothing inside it.
                if key and key != own:
                    semts.append(key)
                    rows.append(row)
        return semts, np.array(rows, dtype=np.int32)

    @Lazy
    def other_names(self) -> dict[str, list[int]]:
        """Return districts by their names in brackets, and by those that other lists write."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        inside, rank = frozenset(self.rows.tolist()), self.folded.rank
        for names in (self.folded.second_names, self.folded.village_names):
            for row in sorted(names.keys() & inside, key=rank.__getitem__):
                for name in names[row]:
                    found[name].append(row)
        return found

    @Lazy
    def short_forms(self) -> dict[str, Rows]:
        """Return districts by short forms of their names that mean no other name here."""
        names, semts = self.folded.names, self.folded.semts
        return self._unambiguous(
            lambda key, row: _short_forms(key, names.words(row), semts.key(row))
        )

    @Lazy
    def word_parts(self) -> dict[str, Rows]:
        """Return districts by what is left of their names without the first or last words."""
        names = self.folded.names
        return self._unambiguous(lambda _, row: _word_parts(names.words(row)))

    @Lazy
    def longest(self) -> int:
        """Return how many letters the longest name has, of a district or of a place beside it."""
        return max(map(len, (*self.by_key, *self.places, self.own, _MERKEZ)))

    def _unambiguous(self, forms_of: Callable[[str, int], Iterator[str]]) -> dict[str, Rows]:
        # Over the country, next to no short form means one name only.
        if self._is_country:
            return {}
        meant: defaultdict[str, set[str]] = defaultdict(set)
        for key, row in self.by_key.firsts():
            for form in forms_of(key, row):
                meant[form].add(key)
        return {
            form: self.by_key.get(next(iter(keys)))
            for form, keys in meant.items()
            if len(keys) == 1 and form not in self.by_key
        }

    @Lazy
    def near(self) -> NearKeys:
        """Return the keys of names and villages, to be searched for near ones."""
        villages = dict.fromkeys(filter(None, self.folded.villages.keys_of(self.rows)))
        return NearKeys([*self.by_key, *(key for key in villages if key not in self.by_key)])


def _short_forms(key: str, words: Sequence[str], semt: str) -> Iterator[str]:
    """Short forms of one name, and full forms of one that is listed shortened."""
    if len(words) > 1:
        first, rest = words[0], "".join(words[1:])
        if len(first) == 1:
            for meant in INITIALS.get(first, ()):
                yield meant + rest
        elif len(rest) > 2:
            yield first[0] + rest
            if len(words) > 2:
                yield "".join(word[0] for word in words[:-1]) + words[-1]
                yield first + words[1][0] + "".join(words[2:])
        if _MERKEZ in (words[0], words[-1]):
            yield "".join(words[1:] if words[0] == _MERKEZ else words[:-1])
    else:
        for meant in INITIALS.get(key[:1], ()):
            if key.startswith(meant) and len(key) > len(meant) + 2:
                yield key[0] + key[len(meant) :]
    if semt and len(key) > len(semt) + 3:
        if key.startswith(semt):
            yield key[len(semt) :]
        elif key.endswith(semt):
            yield key[: -len(semt)]


def _word_parts(words: Sequence[str]) -> Iterator[str]:
    for cut in range(1, len(words)):
        for part in (words[:cut], words[cut:]):
            joined = "".join(part)
            if len(joined) > 3 and not (len(part) == 1 and part[0] in COMMON_WORDS):
                yield joined


def merged(groups: Iterable[Rows]) -> list[int]:
    """Return the rows of several groups, each once, in order."""
    return list(dict.fromkeys(row for group in groups for row in group))
