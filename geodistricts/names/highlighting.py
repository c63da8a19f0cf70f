"""Which letters of an answer were typed."""

from __future__ import annotations

import re

from geodistricts.basics.arguments import shown
from geodistricts.names.fold import fold_letters
from geodistricts.names.number_words import number_in_words, read_cardinal

_WORD = re.compile(r"[^\W_]+")


def highlight(text: str, typed: str) -> list[tuple[int, int]]:
    """Find the letters of a suggestion that were typed, for a form to highlight.

    Parameters
    ----------
    text : str
        The name or label that is shown.
    typed : str
        What has been typed of it so far, in any spelling.

    Returns
    -------
    list of (int, int)
        Slices of the text, ``text[start:end]``, in order and apart from each other. A word
        typed with an error is marked for as many letters as were typed.

    Raises
    ------
    TypeError
        Where one of them is not text.

    Examples
    --------
    >>> import geodistricts as gd
    >>> label = "Caferağa Mah., Kadıköy, İstanbul"
    >>> [label[start:end] for start, end in gd.highlight(label, "cafre kadi")]
    ['Cafer', 'Kadı']
    """
    for name, value in (("text", text), ("typed", typed)):
        if not isinstance(value, str):
            raise TypeError(f"{name} must be text, not {shown(value)}")
    letters, places, starts = _fold_with_places(text)
    marked: set[int] = set()
    glued = "".join(map(fold_letters, _WORD.findall(typed)))
    if glued and _mark(glued, letters, places, starts, marked):
        return _spans(marked, text)
    for word in _WORD.findall(typed):
        _mark_word(fold_letters(word), letters, places, starts, marked)
    return _spans(marked, text)


def _fold_with_places(text: str) -> tuple[str, list[int], list[int]]:
    """Fold a text's words; return the letters, where each stands, and where words start."""
    letters: list[str] = []
    places: list[int] = []
    starts: list[int] = []
    for word in _WORD.finditer(text):
        starts.append(len(letters))
        for place, character in enumerate(word[0], word.start()):
            folded = fold_letters(character)
            letters += folded
            places += [place] * len(folded)
    return "".join(letters), places, starts


def _mark(typed: str, letters: str, places: list[int], starts: list[int], marked: set[int]) -> bool:
    for start in starts:
        if letters.startswith(typed, start):
            marked.update(range(places[start], places[start + len(typed) - 1] + 1))
            return True
    return False


def _mark_word(
    typed: str, letters: str, places: list[int], starts: list[int], marked: set[int]
) -> None:
    """Mark the word that begins with a typed one, means its number, or is nearest to it."""
    free = [start for start in starts if start < len(places) and places[start] not in marked]
    if not typed or _mark(typed, letters, places, free, marked):
        return
    ends = dict(zip(starts, [*starts[1:], len(letters)], strict=True))
    number = read_cardinal(typed)
    for start in free:
        word = letters[start : ends[start]]
        written = number_in_words(word) if word.isdigit() else word
        if number == written or (typed.isdigit() and number_in_words(typed) == written):
            marked.update(places[start : ends[start]])
            return
    # They bring NumPy along, and few words are typed with an error.
    from rapidfuzz.distance import OSA

    from geodistricts.names.near import typos_allowed

    allowed = typos_allowed(len(typed))
    if not allowed:
        return
    errors, start = min(
        (
            (OSA.distance(typed, letters[start : min(ends[start], start + len(typed))]), start)
            for start in free
        ),
        default=(len(typed), 0),
    )
    if errors <= allowed:
        marked.update(places[start : min(ends[start], start + len(typed))])


def _spans(marked: set[int], text: str) -> list[tuple[int, int]]:
    """Join marked characters to spans; what stands between two of them alone goes with them."""
    spans: list[tuple[int, int]] = []
    for place in sorted(marked):
        if spans and not any(map(str.isalnum, text[spans[-1][1] : place])):
            spans[-1] = spans[-1][0], place + 1
        else:
            spans.append((place, place + 1))
    return spans
