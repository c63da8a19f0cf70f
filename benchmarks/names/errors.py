"""Errors that people make in names: a function a class, each drawn in a name in small letters."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

ALPHABET = "abcçdefgğhıijklmnoöprsştuüvyz"
KEYBOARD = ("qwertyuıopğü", "asdfghjklşi", "zxcvbnmöç")
PLAIN_OF = str.maketrans("çğıöşüâîû", "cgiosuaiu")
CONFUSED = {"ı": "i", "i": "ı", "o": "ö", "ö": "o", "u": "ü", "ü": "u", "s": "ş", "ş": "s",
            "c": "ç", "ç": "c", "g": "ğ", "ğ": "g"}  # fmt: skip
Edit = Callable[[str, np.random.Generator], str]


def letters_of(name: str) -> list[int]:
    """Return the places of a name's letters."""
    return [place for place, letter in enumerate(name) if letter.isalpha()]


def insert(name: str, rng: np.random.Generator) -> str:
    """Add a random letter after a letter."""
    place = rng.choice(letters_of(name)) + 1
    return name[:place] + str(rng.choice(list(ALPHABET))) + name[place:]


def delete(name: str, rng: np.random.Generator) -> str:
    """Leave a letter out."""
    place = rng.choice(letters_of(name))
    return name[:place] + name[place + 1 :]


def substitute(name: str, rng: np.random.Generator) -> str:
    """Write a random letter for another that does not only differ by its dots."""
    place = rng.choice(letters_of(name))
    plain = name[place].translate(PLAIN_OF)
    others = [letter for letter in ALPHABET if letter.translate(PLAIN_OF) != plain]
    return name[:place] + str(rng.choice(others)) + name[place + 1 :]


def swap(name: str, rng: np.random.Generator) -> str:
    """Exchange two letters that stand side by side and differ."""
    places = [
        place
        for place in letters_of(name)[:-1]
        if name[place + 1].isalpha() and name[place] != name[place + 1]
    ]
    if not places:
        return name
    place = rng.choice(places)
    return name[:place] + name[place + 1] + name[place] + name[place + 2 :]


def miss_key(name: str, rng: np.random.Generator) -> str:
    """Write the letter to the left or right on the keyboard."""
    place = rng.choice(letters_of(name))
    for row in KEYBOARD:
        column = row.find(name[place])
        if column >= 0:
            beside = [row[at] for at in (column - 1, column + 1) if 0 <= at < len(row)]
            return name[:place] + str(rng.choice(beside)) + name[place + 1 :]
    return name


def confuse(name: str, rng: np.random.Generator) -> str:
    """Write ı for i, s for ş and the like, anywhere in the name."""
    return "".join(
        CONFUSED.get(letter, letter) if rng.random() < 0.5 else letter for letter in name
    )


def respace(name: str, rng: np.random.Generator) -> str:
    """Glue two words together, or split one."""
    spaces = [place for place, letter in enumerate(name) if letter == " "]
    if spaces and rng.random() < 0.7:
        place = rng.choice(spaces)
        return name[:place] + name[place + 1 :]
    place = rng.integers(1, max(2, len(name) - 1))
    return f"{name[:place]} {name[place:]}"


def edit_twice(name: str, rng: np.random.Generator) -> str:
    """Make two errors of any of the classes that change letters."""
    for edit in rng.choice(np.array(LETTER_EDITS, dtype=object), 2):
        name = edit(name, rng)
    return name


LETTER_EDITS: list[Edit] = [insert, delete, substitute, swap, miss_key]
EDITS: dict[str, Edit] = {
    "letter more": insert,
    "letter less": delete,
    "other letter": substitute,
    "letters swapped": swap,
    "key beside": miss_key,
    "Turkish letters": confuse,
    "spacing": respace,
    "two errors": edit_twice,
}
"""Classes of errors; "two errors" are made in names of eight letters or more."""
