"""The pieces that an address line is put together from, and the ways to write them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from benchmarks.addresses.composing.places import Rng, World, bare, chance, determined, pick
from benchmarks.addresses.composing.streets import street_line
from benchmarks.addresses.inputs import Address
from geodistricts.basics.letters import lower, upper
from geodistricts.records import District

PLAIN = str.maketrans("çğıöşüâîûÇĞİÖŞÜÂÎÛ", "cgiosuaiuCGIOSUAIU")
TYPE_WORDS = {
    "mahalle": ("Mah.", "Mah.", "Mah", "Mh.", "Mh", "Mahallesi", "Mahallesi", "mah.", "MAH"),
    "köy": ("Köyü", "Köyü", "köyü", "Köy", "KÖYÜ"),
}
SEPARATORS = ("/", " / ", " ", " ", "-", " - ", ", ", "/ ")

Kind = Callable[[World, Rng], Address | None]
"""Composes a line of one kind; None where what was drawn does not suit the kind."""


class Pieces(NamedTuple):
    """What a line says.

    Attributes
    ----------
    meant : District
        The district it is made for.
    name : str
        The district's name without type word.
    typed : str
        The same with one.
    street : str
        A street line.
    township, city : str
        Their names.
    """

    meant: District
    name: str
    typed: str
    street: str
    township: str
    city: str


def pieces_of(rng: Rng, district: District) -> Pieces:
    """Take a whole district apart, and give it a street line."""
    name = bare(district)
    case = float(rng.random())
    township, city = district.township.display_name, district.city.display_name
    return Pieces(
        district,
        name,
        f"{name} {pick(rng, TYPE_WORDS[district.kind])}",
        street_line(rng),
        upper(township) if case < 0.2 else township,
        upper(city) if case < 0.4 else city,
    )


def draw_pieces(world: World, rng: Rng) -> Pieces:
    """Draw a district, village or not, and take it apart."""
    while True:
        district = world.draw(rng)
        if len({one.kind for one in world.siblings(district)}) == 1:
            return pieces_of(rng, district)


def ending(rng: Rng, pieces: Pieces) -> str:
    """Write township and city, now and then after the postal code."""
    code = f"{pieces.meant.postal_code} " if chance(rng, 0.12) else ""
    return f"{code}{pieces.township}{pick(rng, SEPARATORS)}{pieces.city}"


def usual(rng: Rng, pieces: Pieces) -> str:
    """Write a line as most are: district, street, township, city."""
    comma = "," if chance(rng, 0.2) else ""
    return f"{pieces.typed}{comma} {pieces.street}{comma} {ending(rng, pieces)}"


def recase(rng: Rng, text: str) -> str:
    """Write some lines in capitals or in small letters, with Turkish letters or without."""
    case = float(rng.random())
    if case < 0.7:
        return text
    text = upper(text) if case < 0.9 else lower(text)
    return text.translate(PLAIN) if 0.82 < case < 0.95 else text


def inside(world: World, text: str, pieces: Pieces) -> Address | None:
    """Answer a line that names district, township and city."""
    return determined(text, world.siblings(pieces.meant), pieces.meant)
