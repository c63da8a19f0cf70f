"""Turkish letters: case, and the fold to plain ASCII.

``str.lower`` and ``str.upper`` are wrong for Turkish, where İ/i and I/ı are two
letters; everything in the package that changes case does it here.
"""

import re
import unicodedata

_LOWER = str.maketrans({"I": "ı", "İ": "i"})
_UPPER = str.maketrans({"i": "İ", "ı": "I"})
_ASCII = str.maketrans({"ı": "i", "İ": "i", "I": "i"})
_COMBINING = re.compile("[\u0300-\u036f]")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_WORDS = re.compile(r"[^\W\d_](?:[^\W\d_]|['’\u0300-\u036f])*")
_KEPT = frozenset(["AVM", "OSB", "PTT", "TOKİ", "TIR", "GSM", "II", "III", "IV"])


def lower(text: str) -> str:
    """Lower-case text as Turkish does.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The text in small letters.

    Examples
    --------
    >>> lower("IĞDIR İSTANBUL")
    'ığdır istanbul'
    """
    return text.translate(_LOWER).lower()


def upper(text: str) -> str:
    """Upper-case text as Turkish does.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The text in capitals.

    Examples
    --------
    >>> upper("ığdır istanbul")
    'IĞDIR İSTANBUL'
    """
    return text.translate(_UPPER).upper()


def fold(text: str) -> str:
    """Reduce text to small ASCII letters, digits and single spaces.

    Case, Turkish letters, accents, circumflexes, combining marks and punctuation
    no longer tell two texts apart.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        Words of ``a-z0-9``, one space between them.

    Examples
    --------
    >>> fold("  Hacı   İSMAİL-Ağa ")
    'haci ismail aga'
    """
    plain = unicodedata.normalize("NFKD", text.translate(_ASCII))
    plain = _COMBINING.sub("", plain).lower().translate(_ASCII)
    return _NOT_WORD.sub(" ", plain).strip()


_ALPHABET = {letter: rank for rank, letter in enumerate("abcçdefgğhıijklmnoöpqrsştuüvwxyz")}


def collation_key(text: str) -> tuple[tuple[int, str], ...]:
    """Sort key of the Turkish alphabet (c before ç, ı before i).

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    tuple
        Compares as Turkish dictionaries order; other characters come first.

    Examples
    --------
    >>> sorted(["İstanbul", "Isparta", "Iğdır"], key=collation_key)
    ['Iğdır', 'Isparta', 'İstanbul']
    """
    return tuple((_ALPHABET.get(letter, -1), letter) for letter in lower(text))


def in_display_case(text: str) -> str:
    """Write text that is all capitals, or all small, as people write names.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        Each word with a capital first; text of both cases, and usual short forms, as they are.

    Examples
    --------
    >>> in_display_case("IŞIK SK. NO:5/A D:3"), in_display_case("2090 sk. no:5 d:3")
    ('Işık Sk. No:5/A D:3', '2090 Sk. No:5 D:3')
    >>> in_display_case("Moda Cd. no:5"), in_display_case("KANYON AVM")
    ('Moda Cd. no:5', 'Kanyon AVM')
    """
    if text != upper(text) and text != lower(text):
        return text
    return _WORDS.sub(_with_a_capital, text)


def _with_a_capital(found: re.Match[str]) -> str:
    word = found[0]
    if upper(word) in _KEPT:
        return upper(word)
    return upper(word[0]) + lower(word[1:])
