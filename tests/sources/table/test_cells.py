"""Cells: one value, however it is stored; what is none is not taken for one."""

import datetime
from decimal import Decimal

import pytest

from geodistricts.sources.table.cells import degrees, postal_code, text, truth, whole


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (35303, 35303),
        (35303.0, 35303),
        (Decimal("35303.00"), 35303),
        ("35303", 35303),
        (" 35303.0 ", 35303),
        ("35303,00", 35303),
        ("0017", 17),
        ("2147483647", 2**31 - 1),
        (2**31, None),
        (0, None),
        (-1, None),
        (1.5, None),
        (True, None),
        ("35.303", None),
        ("35.000", None),
        ("1e3", None),
        ("١٢", None),
        ("", None),
        (None, None),
        (float("nan"), None),
        (float("inf"), None),
        ("9" * 5000, None),
    ],
)
def test_whole_numbers(cell: object, number: int | None) -> None:
    assert whole(cell) == number


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("  100. YIL  MAH\n", "100. YIL  MAH"),
        ("\u00a0KAYA", "KAYA"),
        (100.0, "100"),
        (1.5, "1.5"),
        ("", None),
        ("   ", None),
        ("NULL", None),
        (None, None),
        (float("nan"), None),
        (Decimal("NaN"), None),
    ],
)
def test_text(cell: object, read: str | None) -> None:
    assert text(cell) == read


@pytest.mark.parametrize("cell", [datetime.date(2024, 5, 19), True, [1], b"KAYA"])
def test_what_is_no_text(cell: object) -> None:
    with pytest.raises(ValueError, match="text or a number"):
        text(cell)


@pytest.mark.parametrize("cell", [True, "TRUE", 1, 1.0, "1", "Evet", "AKTİF", "aktif", None, ""])
def test_active(cell: object) -> None:
    assert truth(cell)


@pytest.mark.parametrize("cell", [False, "false", 0, 0.0, "0", "Hayır", "HAYIR", "PASİF", "n"])
def test_inactive(cell: object) -> None:
    assert not truth(cell)


@pytest.mark.parametrize("cell", ["maybe", 2, "Seyhan"])
def test_what_is_no_truth(cell: object) -> None:
    with pytest.raises(ValueError, match="true, evet"):
        truth(cell)


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("41,0636", "41.0636"),
        (" 41.0636", "41.0636"),
        (Decimal("41.5"), 41.5),
        (41.5, 41.5),
        ("1.041,5", "1.041,5"),
        ("", None),
        (float("nan"), None),
    ],
)
def test_degrees(cell: object, read: object) -> None:
    assert degrees(cell) == read


@pytest.mark.parametrize(
    ("cell", "code"),
    [("01720", "01720"), (1720, "01720"), ("34218.0", "34218"), ("99999", None), ("34 218", None)],
)
def test_postal_codes(cell: object, code: str | None) -> None:
    assert postal_code(cell) == code
