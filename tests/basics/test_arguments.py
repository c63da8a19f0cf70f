"""Arguments as callers have them."""

from decimal import Decimal

import numpy as np
import pytest

import geodistricts as gd
from geodistricts.basics.arguments import as_list, is_missing

MISSING = [None, float("nan"), Decimal("NaN"), Decimal("sNaN"), np.float32("nan"), np.ma.masked]
NESTED = [[["Moda"], ["Merkez"]], np.zeros((2, 2)), [{}, "Moda"], [("Moda",), np.zeros(2)]]


@pytest.mark.parametrize("values", NESTED, ids=str)
def test_a_column_has_one_value_a_row(values: object) -> None:
    with pytest.raises(TypeError, match=r"names must be text, not .* in row 0"):
        gd.match_many(values)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"an address must be text, not"):
        gd.parse_many(values)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"district must be text or a record, not"):
        gd.validate_many(district=values)


@pytest.mark.parametrize("value", MISSING, ids=repr)
def test_what_is_missing(value: object) -> None:
    assert is_missing(value)
    assert as_list("names", [value]) == [None]
