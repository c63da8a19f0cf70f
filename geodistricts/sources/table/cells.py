"""What cells hold: text, numbers however they are stored, truths, degrees, postal codes."""

import math
import re
from decimal import Decimal

from geodistricts.basics.letters import fold

_MISSING = {"", "NULL", "null", "\\N", "NaN", "nan", "None"}
_WHOLE = re.compile(r"(\d{1,15})(?:[.,]0{1,2})?", re.ASCII)
_COMMA = re.compile(r"([+-]?\d+),(\d+)", re.ASCII)
LARGEST = 2**31 - 1
_TRUE = {"1", "true", "evet", "yes", "aktif", "active", "e", "t", "y"}
_FALSE = {"0", "false", "hayir", "no", "pasif", "passive", "inactive", "h", "f", "n"}


def text(cell: object) -> str | None:
    """Read text.

    Parameters
    ----------
    cell : object
        Out of a file.

    Returns
    -------
    str or None
        Without white space around it; a number as people write it; None for nothing.

    Raises
    ------
    ValueError
        Where the cell holds anything else; says what it should.

    Examples
    --------
    >>> text("  KAYA MAH "), text(35303.0), text("NULL")
    ('KAYA MAH', '35303', None)
    """
    if cell is None or (isinstance(cell, float | Decimal) and math.isnan(cell)):
        return None
    if isinstance(cell, bool) or not isinstance(cell, str | int | float | Decimal):
        raise ValueError("text or a number")
    if not isinstance(cell, str):
        return f"{cell:.0f}" if math.isfinite(cell) and cell == int(cell) else str(cell)
    written = cell.strip()
    return None if written in _MISSING else written


def whole(cell: object) -> int | None:
    """Read a whole number, also one that was stored as text or with decimals.

    Parameters
    ----------
    cell : object
        Out of a file.

    Returns
    -------
    int or None
        From 1 on, as large as a snapshot's numbers may be; None where there is none.

    Examples
    --------
    >>> whole("35303.0"), whole(35303.0), whole("35.303")
    (35303, 35303, None)
    """
    if isinstance(cell, float | Decimal) and math.isfinite(cell) and cell == int(cell):
        cell = int(cell)
    if isinstance(cell, str):
        found = _WHOLE.fullmatch(cell.strip())
        cell = int(found[1]) if found else None
    is_number = isinstance(cell, int) and not isinstance(cell, bool)
    return cell if is_number and 0 < cell <= LARGEST else None  # type: ignore[operator,return-value]


def truth(cell: object) -> bool:
    """Read whether a district is active, in Turkish or in English; nothing means it is.

    Parameters
    ----------
    cell : object
        Out of a file.

    Returns
    -------
    bool
        True where it is.

    Raises
    ------
    ValueError
        Where it is neither; says what it should be.

    Examples
    --------
    >>> truth("Evet"), truth(0), truth(None)
    (True, False, True)
    """
    word = fold(str(cell)) if isinstance(cell, bool) else fold(text(cell) or "1")
    if word not in _TRUE | _FALSE:
        raise ValueError("true, evet, aktif or 1, or false, hayır, pasif or 0")
    return word in _TRUE


def degrees(cell: object) -> object:
    """Read degrees, also with a decimal comma.

    Parameters
    ----------
    cell : object
        Out of a file.

    Returns
    -------
    object
        As ``read_point`` takes it; None for nothing.

    Examples
    --------
    >>> degrees("41,0636"), degrees(float("nan"))
    ('41.0636', None)
    """
    if isinstance(cell, Decimal):
        cell = float(cell)
    if isinstance(cell, float) and math.isnan(cell):
        return None
    if isinstance(cell, str):
        written = text(cell)
        with_comma = _COMMA.fullmatch(written) if written else None
        return f"{with_comma[1]}.{with_comma[2]}" if with_comma else written
    return cell


def postal_code(cell: object) -> str | None:
    """Read a postal code, of which a spreadsheet may have dropped the leading zero.

    Parameters
    ----------
    cell : object
        Out of a file.

    Returns
    -------
    str or None
        Five digits; None where the cell holds none.

    Examples
    --------
    >>> postal_code(1720.0)
    '01720'
    """
    number = whole(cell)
    return f"{number:05}" if number is not None and 1000 <= number <= 81999 else None
