"""Make ``names.parquet``: spellings of districts' names, real and with seeded errors.

The real ones are the boundaries' names beside the list's, wherever the two differ by more
than case and type word. The errors are drawn one class at a time, all districts equally
likely; type words are left off, or written in one of the usual forms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

import geodistricts
from benchmarks.names.inputs import NAMES, Question
from geodistricts.basics.letters import fold, lower, upper
from geodistricts.records import District
from geodistricts.snapshot import BOUNDARIES, bundled_path

SEED = 20_251_123
COUNT = 2_000
ALPHABET = "abcçdefgğhıijklmnoöprsştuüvyz"
KEYBOARD = ("qwertyuıopğü", "asdfghjklşi", "zxcvbnmöç")
PLAIN_OF = str.maketrans("çğıöşüâîû", "cgiosuaiu")
CONFUSED = {"ı": "i", "i": "ı", "o": "ö", "ö": "o", "u": "ü", "ü": "u", "s": "ş", "ş": "s",
            "c": "ç", "ç": "c", "g": "ğ", "ğ": "g"}  # fmt: skip
TYPES = {
    "mahalle": ["", " Mah.", " Mah", " Mh.", " Mahallesi", " MAHALLESİ", " mahallesi"],
    "köy": ["", " Köyü", " KÖYÜ", " köyü", " Köy"],
}
TYPE_WORDS = {"mah", "mh", "koyu", "mahallesi", "koy"}
Edit = Callable[[str, np.random.Generator], str]


def bare(name: str) -> str:
    """Return a name without its type word, in small letters.

    Parameters
    ----------
    name : str
        As either list has it.

    Returns
    -------
    str
        Such as ``"100. yıl"``.
    """
    words = lower(name).split()
    while len(words) > 1 and fold(words[-1].strip(".")) in TYPE_WORDS:
        words.pop()
    return " ".join(words)


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


def dress(name: str, district: District, rng: np.random.Generator) -> str:
    """Write a name as people do: any case, a type word or none."""
    case = rng.integers(0, 3)
    shown = name if case == 0 else upper(name) if case == 1 else name.title()
    return shown + str(rng.choice(TYPES[district.kind]))


def real_differences(districts: dict[int, District]) -> list[Question]:
    """Pair the boundaries' names with the list's where they differ."""
    boundaries = pq.read_table(bundled_path() / BOUNDARIES, columns=["name"])["name"].to_pylist()
    table = geodistricts.Gazetteer.open().table
    questions = []
    for pk, boundary, source in zip(
        *(table[column].to_pylist() for column in ("pk", "boundary", "coordinate_source")),
        strict=True,
    ):
        if source == "boundary" and bare(boundaries[boundary]) != bare(districts[pk].name):
            questions.append(question("two lists", boundaries[boundary], districts[pk]))
    return questions


def question(kind: str, spelling: str, district: District) -> Question:
    """Ask for a district where it is."""
    return Question(kind, spelling, district.name, district.city.name, district.township.name)


def main() -> None:
    """Write the file."""
    rng = np.random.default_rng(SEED)
    gazetteer = geodistricts.Gazetteer.open()
    districts = {pk: gazetteer.district(pk) for pk in gazetteer.table["pk"].to_pylist()}
    whole = [district for district in districts.values() if district.kind != "part"]
    questions = real_differences(districts)
    for kind, edit in EDITS.items():
        drawn = 0
        while drawn < COUNT:
            district = whole[rng.integers(len(whole))]
            name = bare(district.name)
            if "(" in name or len(letters_of(name)) < (8 if edit is edit_twice else 3):
                continue
            spelling = edit(name, rng)
            if spelling != name:
                questions.append(question(kind, dress(spelling, district, rng), district))
                drawn += 1
    names_in: defaultdict[int, set[str]] = defaultdict(set)
    semts = gazetteer.table["semt"].to_pylist()
    for one, semt in zip(districts.values(), semts, strict=True):
        for listed in (one.name.partition("(")[0], one.village, semt):
            names_in[one.township.pk].add(fold(bare(listed or "")).replace(" ", ""))
    drawn = 0
    while drawn < COUNT:
        asked, inside = (whole[place] for place in rng.integers(len(whole), size=2))
        if fold(bare(asked.name)).replace(" ", "") not in names_in[inside.township.pk]:
            where = question("absent", dress(bare(asked.name), asked, rng), inside)
            questions.append(where._replace(name=asked.name))
            drawn += 1
    columns = zip(*questions, strict=True)
    table = pa.table(dict(zip(Question._fields, map(list, columns), strict=True)))
    pq.write_table(table, NAMES, compression="zstd", use_dictionary=True)
    print(f"{table.num_rows:,} questions in {NAMES}")


if __name__ == "__main__":
    main()
