"""Keys of names: which districts bear each, over the country or inside one place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geodistricts.name_rules import COMMON_WORDS, INITIALS
from geodistricts.names import fold_words, split_brackets
from geodistricts.near_keys import NearKeys
from geodistricts.rows import DistrictRows
from geodistricts.snapshot import numbers

_BRACKETS = r"\s*\([^()]*\)"
_OPEN_BRACKET = re.compile(r"\(")
_MERKEZ = "merkez"


class Key(NamedTuple):
    """A name's key, and the words that it was made of."""

    key: str
    words: tuple[str, ...]


class NameIndex:
    """The names of a snapshot's active districts, folded once.

    Parameters
    ----------
    rows : DistrictRows
        The districts.

    Attributes
    ----------
    bases : list of Key
        Each row's name without brackets; rows of one name share one object.
    villages, semts : list of str or None
        Each row's village and semt, folded.
    known : set of str
        Every key of a name or a village.
    """

    def __init__(self, rows: DistrictRows) -> None:
        table = rows.table
        self._rows = rows
        self.active = numbers(table, "is_active")
        self.townships = numbers(table, "township")
        self.cities = numbers(table, "city")
        names = table["name"].combine_chunks()
        outside = pc.replace_substring_regex(names, _BRACKETS, " ")
        self.bases: list[Key] = _fold_column(outside, lambda t: Key(*_frozen(fold_words(t))))
        self.villages: list[str | None] = _fold_column(table["village"].combine_chunks(), _key)
        self.semts: list[str | None] = _fold_column(table["semt"].combine_chunks(), _key)
        kinds = table["kind"].combine_chunks()
        self.is_village = numbers(pa.table({"köy": pc.equal(kinds, "köy")}), "köy").tolist()
        self.is_part = [village is not None for village in self.villages]
        self.known = {base.key for base in self.bases}.union(filter(None, self.villages))
        self.also = dict(self._second_names(names))
        self._scopes: dict[tuple[str, int], NameScope] = {}

    def _second_names(self, names: pa.Array) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Names in brackets that are no village: former names and distinctions."""
        brackets = pc.count_substring(names, "(")
        villages = pc.is_valid(self._rows.table["village"].combine_chunks())
        more = pc.greater(brackets, pc.cast(villages, brackets.type))
        for row in np.flatnonzero(numbers(pa.table({"more": more}), "more")).tolist():
            inside = split_brackets(names[row].as_py())[1]
            keys = [fold_words(text)[0] for text in inside]
            found = tuple(key for key in keys if key and key != self.villages[row])
            if found:
                yield row, found

    @cached_property
    def country(self) -> NameScope:
        """All active districts."""
        return NameScope(self, np.flatnonzero(self.active).tolist(), ())

    def township(self, pk: int, name: str) -> NameScope:
        """Return the names of one township, folded name given."""
        known = self._scopes.get(("township", pk))
        if known is None:
            rows = np.flatnonzero((self.townships == pk) & self.active).tolist()
            known = self._scopes.setdefault(("township", pk), NameScope(self, rows, (name,)))
        return known

    def city(self, pk: int, name: str) -> NameScope:
        """Return the names of one city, folded name given."""
        known = self._scopes.get(("city", pk))
        if known is None:
            rows = np.flatnonzero((self.cities == pk) & self.active).tolist()
            known = self._scopes.setdefault(("city", pk), NameScope(self, rows, (name,)))
        return known


class NameScope:
    """The names of some districts: a township's, a city's, or the country's.

    Parameters
    ----------
    index : NameIndex
        The folded names.
    rows : list of int
        The districts, by pk.
    own : tuple of str
        Folded names of the place itself, which may stand beside a district's.

    Attributes
    ----------
    by_key : dict of str to tuple of int
        Districts by the key of their name without brackets, parts of villages last.
    """

    def __init__(self, index: NameIndex, rows: list[int], own: tuple[str, ...]) -> None:
        self.index = index
        self.rows = rows
        self.own = own
        bases, is_part = index.bases, index.is_part
        lists: defaultdict[str, list[int]] = defaultdict(list)
        parts = []
        for row in rows:
            if is_part[row]:
                parts.append(row)
            else:
                lists[bases[row].key].append(row)
        for row in parts:
            lists[bases[row].key].append(row)
        self.by_key = {key: tuple(members) for key, members in lists.items()}

    def words_of(self, row: int) -> tuple[str, ...]:
        """Return the words of a district's name."""
        return self.index.bases[row].words

    @cached_property
    def places(self) -> dict[str, tuple[int, ...]]:
        """Districts by what may stand beside or for their name: village, semt, second name."""
        lists: defaultdict[str, dict[int, None]] = defaultdict(dict)
        index = self.index
        for row in self.rows:
            village = index.villages[row]
            if village:
                lists[village][row] = None
            for also in index.also.get(row, ()):
                lists[also][row] = None
        for row in self.rows:
            semt = index.semts[row]
            if semt and not index.is_part[row]:
                lists[semt][row] = None
        return {key: tuple(members) for key, members in lists.items()}

    @cached_property
    def short_forms(self) -> dict[str, tuple[int, ...]]:
        """Districts by short forms of their names that mean no other name here."""
        forms: defaultdict[str, set[str]] = defaultdict(set)
        for key, rows in self.by_key.items():
            for form in _short_forms(self.index.bases[rows[0]], self.index.semts[rows[0]]):
                forms[form].add(key)
        return {
            form: self.by_key[next(iter(keys))]
            for form, keys in forms.items()
            if len(keys) == 1 and form not in self.by_key
        }

    @cached_property
    def word_parts(self) -> dict[str, tuple[int, ...]]:
        """Districts by the rest of their names once the first or last words are left out."""
        parts: defaultdict[str, set[str]] = defaultdict(set)
        for key, rows in self.by_key.items():
            for part in _word_parts(self.words_of(rows[0])):
                parts[part].add(key)
        return {
            part: self.by_key[next(iter(keys))]
            for part, keys in parts.items()
            if len(keys) == 1 and part not in self.by_key
        }

    @cached_property
    def near(self) -> NearKeys:
        """The keys of names and villages, to be searched for near ones."""
        villages = dict.fromkeys(filter(None, map(self.index.villages.__getitem__, self.rows)))
        return NearKeys([*self.by_key, *(key for key in villages if key not in self.by_key)])


def _frozen(folded: tuple[str, list[str]]) -> tuple[str, tuple[str, ...]]:
    key, words = folded
    return key, tuple(words) if len(words) > 1 else (key,)


def _key(text: str) -> str:
    return fold_words(text)[0]


def _fold_column(column: pa.Array, fold: Callable[[str], object]) -> list[Any]:
    encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    folded = [fold(text) for text in encoded.dictionary.to_pylist()]
    return [None if code is None else folded[code] for code in encoded.indices.to_pylist()]


def _short_forms(name: Key, semt: str | None) -> Iterator[str]:
    """Short forms of one name, and full forms of one that is listed shortened."""
    key, words = name
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


def merged(groups: Iterable[tuple[int, ...]]) -> list[int]:
    """Return the rows of several groups, each once, in order."""
    return list(dict.fromkeys(row for group in groups for row in group))
