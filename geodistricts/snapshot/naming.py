"""The parts of a district's name, and the spelling to show.

The list writes a name and its type word in capitals ("100. YIL MAH"), a part with its
village in brackets ("MERKEZ MAH (KURTLAR KÖYÜ)"), and a few rows their own way.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple, Self

from geodistricts.basics.letters import fold, lower, upper

MAHALLE = "mahalle"
VILLAGE = "köy"
PART = "part"
TOWN = "belde"

_BRACKETS = re.compile(r"\(([^()]*)\)")
_TYPE_WORDS = {
    MAHALLE: re.compile(r"\s*(?<![\w-])(?:MAHALLESİ|MAHALLE|MAH\.?|MH\.?)$"),
    VILLAGE: re.compile(r"\s+(?:KÖYÜ|KÖY)$"),
    TOWN: re.compile(r"\s+(?:BELDESİ|BELDE|BLD\.?)$"),
}
_WITHIN_VILLAGE = re.compile(
    r"^(?P<village>.+ KÖYÜ?) (?:\w+ )?(?:YAYLA EVLERİ|YAYLASI|YAYLALARI|MERKEZ)$"
)


class Settlement(NamedTuple):
    """What a boundary can be drawn around: a mahalle, a village or a town."""

    base: str
    kind: str


class DistrictName(NamedTuple):
    """A district's name, taken apart.

    Attributes
    ----------
    base : str
        The name without type word and brackets.
    kind : {"mahalle", "köy", "part"}
        What the district is.
    settlement : Settlement
        Whose boundary it lies in: its own, or its village's.
    village : str or None
        Of a part, its village as the list writes it.
    also : tuple of str
        Names in brackets that are no village: former names and distinctions.
    """

    base: str
    kind: str
    settlement: Settlement
    village: str | None
    also: tuple[str, ...]


def split_type(name: str) -> Settlement:
    """Tell a name from its type word.

    Parameters
    ----------
    name : str
        One name without brackets, in any case.

    Returns
    -------
    Settlement
        Base name in capitals; kind "mahalle" where there is no type word.

    Examples
    --------
    >>> split_type("Kurtlar Köyü")
    Settlement(base='KURTLAR', kind='köy')
    """
    text = " ".join(upper(name).split())
    for kind, pattern in _TYPE_WORDS.items():
        base = pattern.sub("", text)
        if base and base != text:
            return Settlement(base, kind)
    return Settlement(text, MAHALLE)


def parse_district_name(name: str) -> DistrictName:
    """Take a district's name apart.

    Parameters
    ----------
    name : str
        As the list writes it.

    Returns
    -------
    DistrictName
        Its parts.

    Examples
    --------
    >>> parse_district_name("100.YIL MAH (KURTLAR KÖYÜ)").village
    'KURTLAR KÖYÜ'
    >>> parse_district_name("KUMKÖY  MAH (KİLYOS MAH)").also
    ('KİLYOS MAH',)
    """
    text = " ".join(name.split())
    brackets = [inner.strip() for inner in _BRACKETS.findall(text)]
    outside = " ".join(_BRACKETS.sub(" ", text).split())
    outside = re.sub(r" MAH OSB$", " OSB", outside)
    own = split_type(outside)
    enclosing = [inner for inner in brackets if split_type(inner).kind in (VILLAGE, TOWN)]
    also = tuple(inner for inner in brackets if inner not in enclosing)
    if enclosing:
        return DistrictName(own.base, PART, split_type(enclosing[-1]), enclosing[-1], also)
    within = _WITHIN_VILLAGE.match(text)
    if within:
        village = within["village"]
        return DistrictName(text, PART, split_type(village), village, also)
    kind = VILLAGE if own.kind == VILLAGE else MAHALLE
    return DistrictName(own.base, kind, own, None, also)


_SHOWN_TYPES = {"MAH": "Mah.", "MAH.": "Mah.", "MH": "Mah.", "MH.": "Mah."}
_KEPT_CAPITALS = re.compile(r"^(?:[IVX]+\.?|OSB|AOSB|TOSB|İTOSB|SB|B\.M)$")
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_DOT_BEFORE_WORD = re.compile(r"\.(?=[^\W\d_])")


_IN_BRACKETS = re.compile(r"\(([^()]*)\)[^()]*$")
_MISSING_MARKS = {"cç", "gğ", "ıi", "iı", "oö", "sş", "uü"}


def _lacks_only_turkish_letters(word: str, usual: str) -> bool:
    return len(word) == len(usual) and all(
        own == other or own + other in _MISSING_MARKS
        for own, other in zip(word, usual, strict=True)
    )


class Speller:
    """Shows names as people write them, from the spellings that most names use.

    Parameters
    ----------
    texts : iterable of str
        Names in any case; the more, the better its judgement.

    Notes
    -----
    The list has ASCII capitals among Turkish ones (CUMHURIYET among 1,000 CUMHURİYET).
    A word is shown in its usual spelling where that one outnumbers the word's own at
    least 20 to 1.

    Examples
    --------
    >>> Speller([]).show("100.YIL MAH (KURTLAR KÖYÜ)")
    '100. Yıl Mah. (Kurtlar Köyü)'
    """

    __slots__ = ("_usual",)

    def __init__(self, texts: Iterable[str]) -> None:
        words = Counter(word for text in texts for word in _WORD.findall(lower(text)))
        self._usual = _usual_spellings(words)

    @classmethod
    def of_words(cls, counts: Iterable[tuple[str, int]]) -> Self:
        """Make a speller from words that have been counted.

        Parameters
        ----------
        counts : iterable of (str, int)
            Words in any case, and how often each occurs.

        Returns
        -------
        Speller
            As from texts with these words.
        """
        words: Counter[str] = Counter()
        for word, count in counts:
            words[lower(word)] += count
        made = cls(())
        made._usual = _usual_spellings(words)
        return made

    def show(self, name: str) -> str:
        """Return the name in Turkish title case.

        Parameters
        ----------
        name : str
            As the list writes it.

        Returns
        -------
        str
            One space between words, type words shortened as on street signs.
        """
        spaced = _DOT_BEFORE_WORD.sub(". ", name).replace(")", ") ")
        shown = " ".join(self._show_token(token) for token in spaced.split())
        return shown.replace("( ", "(")

    def _show_token(self, token: str) -> str:
        bare = token.strip("()")
        if upper(bare) in _SHOWN_TYPES:
            return token.replace(bare, _SHOWN_TYPES[upper(bare)])
        if _KEPT_CAPITALS.match(bare):
            return token
        if bare == "VE":
            return token.replace(bare, "ve")
        return _WORD.sub(lambda match: self._show_word(match[0], match.start(), token), token)

    def _show_word(self, word: str, start: int, token: str) -> str:
        small = self._usual.get(lower(word), lower(word))
        joined = start > 0 and token[start - 1] in "-'’" and len(word) <= 2
        return small if joined else upper(small[0]) + small[1:]


def show_village(part: str, village: str) -> str:
    """Return the name to show of a village, or town, that a district is a part of.

    Parameters
    ----------
    part : str
        The part's name to show, which may have it in brackets.
    village : str
        The village, as the list writes it.

    Returns
    -------
    str
        In the spelling of the brackets, which more names have judged than its own.

    Examples
    --------
    >>> show_village("100. Yıl Mah. (Kurtlar Köyü)", "KURTLAR KÖYÜ")
    'Kurtlar Köyü'
    >>> show_village("Şenişler Köyü Ketenova Yaylası", "ŞENİŞLER KÖYÜ")
    'Şenişler Köyü'
    """
    in_brackets = _IN_BRACKETS.search(part)
    return in_brackets[1] if in_brackets else Speller(()).show(village)


def _usual_spellings(words: Mapping[str, int]) -> dict[str, str]:
    """Find the words that lack Turkish letters, and how most write each."""
    spellings: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for word, count in words.items():
        spellings[fold(word)][word] = count
    found = {}
    for counts in spellings.values():
        usual, most = max(counts.items(), key=lambda item: (item[1], item[0]))
        for word, count in counts.items():
            if most >= 20 * count and _lacks_only_turkish_letters(word, usual):
                found[word] = usual
    return found
