"""Names, villages and semts of districts, folded: each text once, when first needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geodistricts.basics.arrays import Int32
from geodistricts.basics.arrow import distinct_texts, numbers, single_chunk
from geodistricts.basics.lazy import Lazy
from geodistricts.names.fold import fold_words, split_brackets
from geodistricts.snapshot import SEMT, DistrictRows

_OF_VILLAGE = "village"
_NO_NAMES = (_OF_VILLAGE, SEMT)
_BRACKETS = r"\s*\([^()]*\)"


class FoldedTexts:
    """A column's texts, each folded once, when its key is first asked for.

    Parameters
    ----------
    column : pyarrow.Array
        Of text; null is as good as empty.
    """

    __slots__ = ("_codes", "_keys", "_texts", "_words")

    def __init__(self, column: pa.Array) -> None:
        self._texts, codes = distinct_texts(column)
        self._keys: list[str | None] = [None] * len(self._texts)
        self._words: list[str] = [""] * len(self._texts)
        self._codes = memoryview(codes)  # type: ignore[arg-type]

    def key(self, row: int) -> str:
        """Return the key of a row's text, empty for none."""
        code = self._codes[row]
        key = self._keys[code]
        return self._fold(code) if key is None else key

    def text(self, row: int) -> str:
        """Return a row's text as it is."""
        return self._texts[self._codes[row]]

    def words(self, row: int) -> list[str]:
        """Return the words that the key was made of, one where it is another's short form."""
        code = self._codes[row]
        key = self._keys[code]
        if key is None:
            key = self._fold(code)
        words = self._words[code]
        return words.split() if words else [key]

    def all_keys(self) -> list[str]:
        """Return the key of every text; rows share texts."""
        return [self._fold(code) if key is None else key for code, key in enumerate(self._keys)]

    def keys_of(self, rows: Int32) -> list[str]:
        """Return the keys of many rows."""
        codes = np.asarray(self._codes)[rows].tolist()
        keys = self._keys
        return [self._fold(code) if (key := keys[code]) is None else key for code in codes]

    def _fold(self, code: int) -> str:
        key, words = fold_words(self._texts[code])
        if len(words) > 1:
            self._words[code] = " ".join(words)
        self._keys[code] = key
        return key


class FoldedNames:
    """The folded names of a snapshot's districts.

    Parameters
    ----------
    rows : DistrictRows
        The districts.

    Attributes
    ----------
    names, villages : FoldedTexts
        Names without what follows in brackets; villages of parts.
    is_part : bytes
        1 where a district is a part of a village, by row.
    order : ndarray of int32
        Rows as equals are listed: parts last, and first where most people live.
    rank : memoryview of int32
        The place of each row in that order, by row; that of row -1 is -1.
    """

    def __init__(self, rows: DistrictRows) -> None:
        self._rows = rows
        self._table = table = rows.table
        self._names = single_chunk(table["name"])
        self.names = FoldedTexts(pc.replace_substring_regex(self._names, _BRACKETS, " "))
        self.villages = FoldedTexts(single_chunk(table["village"]))
        is_part = numbers(pa.table({"is_part": pc.is_valid(table["village"])}), "is_part")
        self.is_part = is_part.tobytes()
        people = np.nan_to_num(numbers(table, "population"))
        self.order: Int32 = np.lexsort((-people, is_part)).astype(np.int32)
        rank = np.full(len(self.order) + 1, -1, dtype=np.int32)
        rank[self.order] = np.arange(len(self.order), dtype=np.int32)
        self.rank = memoryview(rank)  # type: ignore[arg-type]

    @Lazy
    def semts(self) -> FoldedTexts:
        """Return the semts."""
        return FoldedTexts(single_chunk(self._table["semt"]))

    @Lazy
    def semt_names(self) -> dict[int, tuple[str, ...]]:
        """Collect the semts of districts that the list does not say, by row."""
        return _merged({}, self._aliases(lambda kind: kind == SEMT))

    def is_of_semt(self, row: int, key: str) -> bool:
        """Tell whether a key is a semt that a district belongs to."""
        return self.semts.key(row) == key or key in self.semt_names.get(row, ())

    @Lazy
    def known(self) -> frozenset[str]:
        """Collect every key of a name or a village."""
        return frozenset(self.names.all_keys()) | frozenset(self.villages.all_keys())

    def is_of_village(self, row: int, key: str) -> bool:
        """Tell whether a key is a name of the village that a district is a part of."""
        return self.villages.key(row) == key or key in self.village_names.get(row, ())

    @Lazy
    def distinctions(self) -> dict[int, tuple[str, ...]]:
        """Collect names in brackets, but for villages, by row."""
        brackets = pc.count_substring(self._names, "(")
        more = pc.greater(brackets, pc.cast(pc.is_valid(self._table["village"]), brackets.type))
        found = {}
        for row in np.flatnonzero(numbers(pa.table({"more": more}), "more")).tolist():
            inside = split_brackets(self._names[row].as_py())[1]
            keys = [fold_words(text)[0] for text in inside]
            kept = tuple(key for key in keys if key and key != self.villages.key(row))
            if kept:
                found[row] = kept
        return found

    @Lazy
    def second_names(self) -> dict[int, tuple[str, ...]]:
        """Collect other names, by row: in brackets, but for villages, and of other lists."""
        return _merged(dict(self.distinctions), self._aliases(lambda kind: kind not in _NO_NAMES))

    @Lazy
    def village_names(self) -> dict[int, tuple[str, ...]]:
        """Collect other names of the village that a district is a part of, by row."""
        return _merged({}, self._aliases(lambda kind: kind == _OF_VILLAGE))

    def _aliases(self, is_wanted: Callable[[str], bool]) -> Iterator[tuple[int, str]]:
        """Yield rows and keys of the table of other names: those of some kinds."""
        aliases, keys = self._rows.aliases, self._alias_keys
        rows = self._rows.rows_of(numbers(aliases, "pk")).tolist()
        for number, (row, kind) in enumerate(zip(rows, aliases["kind"].to_pylist(), strict=True)):
            if is_wanted(kind):
                yield row, keys.key(number)

    @Lazy
    def _alias_keys(self) -> FoldedTexts:
        # Hundreds of districts share a semt.
        return FoldedTexts(single_chunk(self._rows.aliases["name"]))


def _merged(
    names: dict[int, tuple[str, ...]], more: Iterable[tuple[int, str]]
) -> dict[int, tuple[str, ...]]:
    for row, key in more:
        known = names.get(row, ())
        if key and key not in known:
            names[row] = (*known, key)
    return names
