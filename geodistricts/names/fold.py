"""The fold: one key for every way in which people write a district's name.

Digits become words ("19" is "ondokuz"), so that figures, words, and words written
together are one without a guess where a word ends.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from geodistricts.basics.arguments import shown
from geodistricts.names.number_words import (
    DIGIT,
    FIRST_OF_ORDINAL,
    number_in_words,
    read_cardinal,
    without_leading_ordinals,
    write_digits_out,
)
from geodistricts.names.rules import (
    ABBREVIATIONS,
    FILLERS,
    GLUED_TYPES,
    MAHALLE_WORDS,
    ORDINAL_ENDINGS,
    ORGANIZED,
    PHRASES,
    ROMAN,
    ROMAN_AT_THE_EDGE,
    ROMAN_BEFORE,
    TOWN_WORDS,
    TRAILING_LETTERS,
    VILLAGE_WORDS,
    WHOLE_NAMES,
)

LONGEST_REMEMBERED = 200
"""Longer texts are folded anew each time: to remember them would hold the memory they take."""
LONGEST_READ = 1000
"""Characters that a name may take; the longest of a list is a tenth of it."""

_APOSTROPHES = "'`´‘’‚‛ʼʹ′＇\u00ad\u200b\u200c\u200d\u2060\ufeff\u0307"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SPECIAL = {"ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "&": " ve "}


class _Plain(dict[int, str]):
    """What each character becomes: a-z, 0-9, brackets, nothing, or a space."""

    def __missing__(self, code: int) -> str:
        plain = _fold_character(chr(code))
        # The table stays as small as the scripts that names are written in.
        if code < 0x2100:
            self[code] = plain
        return plain


@lru_cache(maxsize=1 << 14)
def _fold_character(character: str) -> str:
    if character in _APOSTROPHES:
        return ""
    parts = []
    plain = unicodedata.normalize("NFKD", character)
    lowered = plain.lower()
    for small in lowered if lowered == plain else unicodedata.normalize("NFKD", lowered):
        digit = unicodedata.decimal(small, None)
        if small in _LETTERS or small in "()":
            parts.append(small)
        elif digit is not None:
            parts.append(str(digit))
        elif not unicodedata.category(small).startswith("M"):
            parts.append(_SPECIAL.get(small, " "))
    return "".join(parts)


_PLAIN = _Plain()
_TYPE_WORDS = MAHALLE_WORDS | VILLAGE_WORDS | TOWN_WORDS
_BRACKETS = re.compile(r"\(([^()]*)\)")
_PHRASE = re.compile("|".join(rf"\b{phrase}\b" for phrase in PHRASES))
_PHRASE_WORDS = frozenset(["bolgesi", "bol", "bolg", "o"])
_DOUBLE_I = re.compile("ii+")
_MARKED = (
    frozenset(ABBREVIATIONS)
    | frozenset(ROMAN)
    | frozenset(ROMAN_AT_THE_EDGE)
    | {"bucak", "bucagi", "merkez", "merkezi", "organize", "org", "b", "o"}
)


def normalize(name: str) -> str:
    """Reduce a district's name to a key that is equal for every way to write the name.

    Case, Turkish letters, accents, punctuation, white space, type words (mah, köyü, …), numbers
    in figures or words, titles and common abbreviations make no difference to it. What depends
    on the township (whether "A." is Aşağı) is left to ``match``.

    Parameters
    ----------
    name : str
        Any text.

    Returns
    -------
    str
        Lower-case ASCII letters without spaces; a name in brackets follows in brackets. Empty
        where the text has neither letters nor digits. The key of a key is the key.

    Raises
    ------
    TypeError
        Where the name is not text.

    Examples
    --------
    >>> {normalize(n) for n in ("100. YIL MAH", "100.yıl mh.", "YÜZÜNCÜ YIL", "yuzuncuyil mah")}
    {'yuzyil'}
    >>> normalize("100.YIL MAH (KURTLAR KÖYÜ)")
    'yuzyil (kurtlar)'
    """
    if not isinstance(name, str):
        raise TypeError(f"a name must be text, not {shown(name)}")
    return fold_name(name) if len(name) > LONGEST_REMEMBERED else _remembered(name)


def fold_name(name: str) -> str:
    """Do the work of ``normalize``, remembering nothing.

    Parameters
    ----------
    name : str
        Any text.

    Returns
    -------
    str
        The key.
    """
    text = _plain(name)
    if "(" in text or ")" in text:
        outside, brackets = split_brackets(text)
        keys = {part: _fold_plain(part) for part in dict.fromkeys(brackets)}
        inner = [key for key in map(keys.__getitem__, brackets) if key]
        key = _fold_plain(outside)
        if not key:
            return " ".join([*inner[:1], *(f"({part})" for part in inner[1:])])
        return " ".join([key, *(f"({part})" for part in inner)])
    return _fold_plain(text)


def ends_of(text: str) -> str:
    """Leave the middle of a text out that is longer than a name could be.

    The first or last words of such a text may be a name; no more of it can, so that what is
    searched for does not grow with what somebody pasted.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The text itself, or its beginning and its end.

    Examples
    --------
    >>> ends_of("Caferağa Mah."), len(ends_of("Caferağa " * 1000))
    ('Caferağa Mah.', 1001)
    """
    if len(text) <= LONGEST_READ:
        return text
    return f"{text[: LONGEST_READ // 2]} {text[-LONGEST_READ // 2 :]}"


def is_long(value: object) -> bool:
    """Tell a text that is too long to be remembered from any other value."""
    return isinstance(value, str) and len(value) > LONGEST_REMEMBERED


def fold_letters(word: str) -> str:
    """Fold the letters and digits of one word, and nothing else."""
    return word.translate(_PLAIN).replace(" ", "")


_remembered = lru_cache(maxsize=1 << 15)(fold_name)


def split_brackets(text: str) -> tuple[str, list[str]]:
    """Tell a name from what follows it in brackets.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    outside : str
        The text without its brackets.
    inside : list of str
        What stands in brackets, in order.

    Examples
    --------
    >>> split_brackets("100.YIL MAH (KURTLAR KÖYÜ)")
    ('100.YIL MAH  ', ['KURTLAR KÖYÜ'])
    """
    inside = _BRACKETS.findall(text)
    outside = _BRACKETS.sub(" ", text).replace("(", " ").replace(")", " ")
    return outside, inside


def fold_words(name: str) -> tuple[str, list[str]]:
    """Fold a name, and tell the words that its key was made of.

    Parameters
    ----------
    name : str
        Any text; brackets are punctuation like any other.

    Returns
    -------
    key : str
        The key of the whole.
    words : list of str
        Folded words without type words, short forms written out.

    Examples
    --------
    >>> fold_words("15 Temmuz Şehitler Mah.")
    ('onbestemmuzsehitler', ['onbes', 'temmuz', 'sehitler'])
    """
    words = _fold_to_words(_plain(name).replace("(", " ").replace(")", " "))
    return _fold_glued("".join(words)), words


class Reading(NamedTuple):
    """A name as it was understood.

    Attributes
    ----------
    key : str
        Its key, brackets read as punctuation.
    words : list of str
        What the key was made of: no type words, short forms written out.
    letters : str
        Its letters as they stand, without a last type word: no word was read.
    last_word : str
        The last word as it stands, such as ``"koyu"``; empty where there is none.
    """

    key: str
    words: list[str]
    letters: str
    last_word: str


def read_name(name: str) -> Reading:
    """Fold a name in every way that matching asks for.

    Parameters
    ----------
    name : str
        Any text.

    Returns
    -------
    Reading
        Small ASCII letters throughout; numbers are words.

    Examples
    --------
    >>> reading = read_name("Cumh uriyet Mah.")
    >>> reading.key, reading.letters, reading.last_word
    ('cumhuriyeturiyet', 'cumhuriyet', 'mah')
    """
    written = _plain(name).replace("(", " ").replace(")", " ").split()
    words = _expand(_without_types(written))
    last_word = written[-1] if written else ""
    ends_with_type = len(written) > 1 and last_word in _TYPE_WORDS
    letters = written[:-1] if ends_with_type else written
    key = _fold_glued("".join(words))
    return Reading(
        key, words, key if letters == words else _fold_glued("".join(letters)), last_word
    )


def _plain(name: str) -> str:
    """Reduce text to a-z, brackets and spaces, digits written out."""
    text = name.translate(_PLAIN)
    return write_digits_out(text) if DIGIT.search(text) else text


def _fold_plain(text: str) -> str:
    return _fold_glued("".join(_fold_to_words(text)))


def _fold_to_words(text: str) -> list[str]:
    return _expand(_without_types(text.split()))


def _without_types(words: list[str]) -> list[str]:
    if len(words) < 2:
        return words
    if _TYPE_WORDS.isdisjoint(words) and words[-1] not in TRAILING_LETTERS:
        return words
    kept = [word for word in words if word not in MAHALLE_WORDS] or words[:1]
    start, end = 0, len(kept)
    while end > 1 and (
        kept[end - 1] in VILLAGE_WORDS
        or kept[end - 1] in TOWN_WORDS
        or (end == len(words) and kept[end - 1] in TRAILING_LETTERS and len(kept[end - 2]) > 1)
    ):
        end -= 1
    return kept[start:end]


def _expand(words: list[str]) -> list[str]:
    """Write out what stands beside another word: titles, Roman numerals, ordinals."""
    if len(words) < 2:
        return words
    if _MARKED.isdisjoint(words):
        return [read_cardinal(word) if word.endswith(ORDINAL_ENDINGS) else word for word in words]
    for first, second in FILLERS:
        words = _without_pair(words, first, second)
    if not _PHRASE_WORDS.isdisjoint(words):
        words = _PHRASE.sub(lambda found: PHRASES[found[0]], " ".join(words)).split()
    if len(words) < 2:
        return words
    last = len(words) - 1
    expanded = []
    for place, word in enumerate(words):
        if word in ABBREVIATIONS:
            expanded.append(ABBREVIATIONS[word])
        elif word in ROMAN:
            expanded.append(number_in_words(str(ROMAN[word])))
        elif word in ROMAN_AT_THE_EDGE and (place in (0, last) or words[place + 1] in ROMAN_BEFORE):
            expanded.append(number_in_words(str(ROMAN_AT_THE_EDGE[word])))
        else:
            expanded.append(read_cardinal(word))
    return expanded


def _without_pair(words: list[str], first: str, second: str) -> list[str]:
    """Leave a pair of words out wherever it stands, from the end on, but for a last pair."""
    if first not in words or second not in words:
        return words
    kept: list[str] = []
    left = len(words)
    for word in reversed(words):
        if word == first and kept and kept[-1] == second and left > 2:
            kept.pop()
            left -= 2
        else:
            kept.append(word)
    return kept[::-1]


def _fold_glued(key: str) -> str:
    """Apply the rules that hold for a name written as one word, until none applies."""
    while True:
        before = key
        if "ii" in key:
            key = _DOUBLE_I.sub("i", key)
        if ORGANIZED in key:
            key = key.replace(ORGANIZED, "osb")
        if key.endswith(GLUED_TYPES):
            key = _without_glued_types(key)
        if key.startswith(FIRST_OF_ORDINAL):
            key = without_leading_ordinals(key)
        key = WHOLE_NAMES.get(key, key)
        if key == before:
            return key


def _without_glued_types(key: str) -> str:
    end = len(key)
    while True:
        for ending in GLUED_TYPES:
            if end - len(ending) >= 3 and key.endswith(ending, 0, end):
                end -= len(ending)
                break
        else:
            return key[:end]
