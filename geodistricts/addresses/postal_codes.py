"""Postal codes: reading them, and the districts of each."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np

from geodistricts.basics.arrow import distinct_texts, numbers, single_chunk
from geodistricts.basics.groups import Groups, Rows
from geodistricts.basics.lazy import Lazy

if TYPE_CHECKING:
    from geodistricts.snapshot import DistrictRows

_CODE = re.compile(r"(?:(?:TR|Tr|tr)[\s.-]*)?(\d{2})\s?(\d{3})(?:\.0+)?")
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
    try:
        text = str(value).strip()
    except ValueError:  # a whole number of too many digits to be written
        return None
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
        self._table = rows.table

    @Lazy
    def _codes(self) -> list[str]:
        """List the code of each row, empty for none and for inactive districts."""
        codes, places = distinct_texts(single_chunk(self._table["postal_code"]))
        active = numbers(self._table, "is_active").tolist()
        return [
            codes[place] if is_active else ""
            for place, is_active in zip(places.tolist(), active, strict=True)
        ]

    @Lazy
    def _by_code(self) -> Groups:
        return Groups(self._codes, np.arange(len(self._codes), dtype=np.int32))

    @Lazy
    def _plates(self) -> dict[str, int]:
        """Find the city that most codes of a number plate's two digits are in."""
        counts = Counter(
            (code[:2], city)
            for code, city in zip(self._codes, numbers(self._table, "city").tolist(), strict=True)
            if code
        )
        return {plate: city for (plate, city), _ in reversed(counts.most_common())}

    def rows(self, code: str) -> Rows:
        """Return the active districts that have a postal code."""
        return self._by_code.get(code)

    def city_of(self, digits: str) -> int | None:
        """Return the pk of the city of a code, or of its first two digits: the number plate."""
        return self._plates.get(digits[:2])
