"""Text from outside, made safe to show: on a terminal, in a message, in a report."""

from __future__ import annotations

import unicodedata

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Controls, formats (such as those that turn the direction), surrogates, ends of lines."""


def visible(text: str) -> str:
    r"""Write the control characters of a text as escapes.

    What a terminal would obey rather than show (escape sequences, ends of lines, changes of
    direction), what has no width, and halves of characters; letters of every script, spaces
    and backslashes stay, so that text made visible stays as it is.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        One line, which can be written in UTF-8.

    Examples
    --------
    >>> print(visible("Iğdır\x1b[2J\n"))
    Iğdır\x1b[2J\n
    """
    if text.isprintable():
        return text
    return "".join(
        char.encode("unicode_escape").decode("ascii")
        if unicodedata.category(char) in _UNSEEN
        else char
        for char in text
    )
