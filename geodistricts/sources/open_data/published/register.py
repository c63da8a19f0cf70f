"""The national address register (UAVT): the state's number of every mahalle and village part."""

import re
from pathlib import Path
from typing import NamedTuple

from geodistricts.basics.letters import fold
from geodistricts.snapshot import MAHALLE, PART, TOWN, VILLAGE
from geodistricts.sources.open_data.parquet_source import read_columns
from geodistricts.sources.open_data.published.pairing import Name

_COLUMNS = (
    *("il", "il_kimlik_no", "ilce", "ilce_kimlik_no"),
    *("kimlik_no", "adi", "koy_adi", "koy_kayit_no", "koy_kurum_belediye_tur"),
)
_TOWNSHIP_MUNICIPALITY, _TOWN_MUNICIPALITY = 3, 4
_BRACKETS = re.compile(r"\(([^()]*)\)?")
_TYPE = re.compile(r"\s+(?:MAH|MH|MRK|MZ)\b\.?$")
_ITSELF = re.compile(r"(?:koyun ?)?kendisi\b.*|")
_CENTRE = "MERKEZ"


class Registered(NamedTuple):
    """One row of the register.

    Attributes
    ----------
    code : int
        The register's number of the mahalle (kimlik_no).
    name : str
        Its name as the register writes it; the village's, where the row is the village itself.
    kind : {"mahalle", "köy", "part"}
        A mahalle of a township's municipality, a village itself, or a part of a village or town.
    settlement : str or None
        Of a village or a part, the village or town.
    settlement_kind : {"köy", "belde"} or None
        Which of the two that is.
    settlement_code : int
        The register's number of the village or municipality (koy_kayit_no).
    """

    code: int
    name: str
    kind: str
    settlement: str | None
    settlement_kind: str | None
    settlement_code: int


class RegisteredTownship(NamedTuple):
    """A township of the register: its number, its city's plate code, and its rows."""

    code: int
    city_code: int
    rows: list[Registered]


_Place = tuple[str, str, str | None, str | None]
Register = dict[tuple[str, str], RegisteredTownship]
"""The townships by folded names of city and township."""


def read_register(path: Path) -> Register:
    """Read the register.

    Parameters
    ----------
    path : Path
        Parquet with the columns il, il_kimlik_no, ilce, ilce_kimlik_no, kimlik_no, adi, koy_adi,
        koy_kayit_no and koy_kurum_belediye_tur.

    Returns
    -------
    Register
        Its rows by township, in the order of their numbers.

    Raises
    ------
    SourceError
        Where the file is missing, no Parquet file, empty, or lacks a column.
    """
    register: Register = {}
    rows = read_columns(path, _COLUMNS, "the address register (--register)")
    for row in sorted(rows, key=lambda row: int(row["kimlik_no"])):
        township = register.setdefault(
            (fold(row["il"]), fold(row["ilce"])),
            RegisteredTownship(row["ilce_kimlik_no"], row["il_kimlik_no"], []),
        )
        name, settlement = (row["adi"] or "").strip(), row["koy_adi"].strip()
        municipality = row["koy_kurum_belediye_tur"]
        kind = VILLAGE if _ITSELF.fullmatch(fold(name)) else PART
        # One municipality is so young that the register has its mahalle in a village "MERKEZ".
        if municipality == _TOWNSHIP_MUNICIPALITY or settlement == _CENTRE:
            place: _Place = (name, MAHALLE, None, None)
        elif municipality == _TOWN_MUNICIPALITY:
            place = (name, PART, settlement, TOWN)
        else:
            place = (settlement if kind == VILLAGE else name, kind, settlement, VILLAGE)
        township.rows.append(Registered(row["kimlik_no"], *place, row["koy_kayit_no"]))
    return register


def take_apart(name: str) -> Name:
    """Tell a name of the register from its type word and what it has in brackets.

    Examples
    --------
    >>> take_apart("YENİKAPI(MERKEZ)"), take_apart("GÖĞÜS MH.")
    (Name(base='YENİKAPI', also=('MERKEZ',)), Name(base='GÖĞÜS', also=()))
    """
    also = tuple(inner.strip() for inner in _BRACKETS.findall(name) if inner.strip())
    base = " ".join(_BRACKETS.sub(" ", name).split())
    return Name(_TYPE.sub("", base), tuple(_TYPE.sub("", inner) for inner in also))
