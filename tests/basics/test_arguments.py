"""Arguments as callers have them."""

import numpy as np
import pytest

import geodistricts as gd
from geodistricts.basics.arguments import as_list

NESTED = [[["Moda"], ["Merkez"]], np.zeros((2, 2)), [{}, "Moda"], [("Moda",), np.zeros(2)]]


@pytest.mark.parametrize("values", NESTED, ids=str)
def test_a_column_has_one_value_a_row(values: object) -> None:
    with pytest.raises(TypeError, match=r"names must have one value a row, not .* in row"):
        as_list("names", values)
    with pytest.raises(TypeError, match="names must have one value a row"):
        gd.match_many(values)  # type: ignore[arg-type]
