"""Postal codes: reading them, and the districts of each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from geodistricts.groups import Groups, Rows
from geodistricts.snapshot import numbers

if TYPE_CHECKING:
    from geodistricts.rows import DistrictRows

_CODE = re.compile(r"(?:TR|Tr|tr)?[\s.-]*(\d{2})\s?(\d{3})(?:\.0+)?")
_WITHOUT_ZERO = re.compile(r"(\d)(\d{3})(?:\.0+)?")


def read_postal_code(value: Any) -> str | None:
    """Read a postal code as somebody wrote it.

    Parameters
    ----------
    value : str or int
        Five digits, perhaps with "TR-" before them; four where a leading zero was lost.

    Returns
    -------
    str or None
        Five digits; None where the value is no postal code.

    Examples
    --------
    >>> read_postal_code("TR-34 710"), read_postal_code(1720), read_postal_code("347100")
    ('34710', '01720', None)
    """
    text = str(value).strip()
    found = _CODE.fullmatch(text)
    if found:
        return found[1] + found[2]
    found = _WITHOUT_ZERO.fullmatch(text)
    return f"0{found[1]}{found[2]}" if found else None


class PostalCodes:
    """The districts of each postal code, and the cities of each leading pair of digits.

    Parameters
    ----------
    rows : DistrictRows
        The districts.
    """

    def __init__(self, rows: DistrictRows) -> None:
        table = rows.table
        active = numbers(table, "is_active").tolist()
        codes = [
            (code or "") if is_active else ""
            for code, is_active in zip(table["postal_code"].to_pylist(), active, strict=True)
        ]
        self._by_code = Groups(codes, np.arange(len(codes), dtype=np.int32))
        cities = numbers(table, "city").tolist()
        plates: dict[str, dict[int, int]] = {}
        for code, city in zip(codes, cities, strict=True):
            of_plate = plates.setdefault(code[:2], {})
            of_plate[city] = of_plate.get(city, 0) + 1
        self._plates = {
            plate: max(counts, key=lambda city: (counts[city], -city))
            for plate, counts in plates.items()
            if plate
        }

    def rows(self, code: str) -> Rows:
        """Return the active districts that have a postal code."""
        return self._by_code.get(code)

    def city_of(self, digits: str) -> int | None:
        """Return the pk of the city of a code, or of its first two digits: the number plate."""
        return self._plates.get(digits[:2])
