"""``validate_many`` and ``parse_many``: columns in, columns out."""

from collections import Counter

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

import geodistricts as gd
from geodistricts import Gazetteer, ParsedAddress
from geodistricts.addresses.batches import parse_each, validate_each

ORDERS = {
    "city": ["İstanbul", "istanbul", None, "Bursa"],
    "township": ["Kadıköy", "Bakırköy", "Kadıköy", "Merkez"],
    "district": ["Caferağa", "Caferağa", "Cumhuriyet", "Osmangazi"],
}


@pytest.mark.parametrize(
    "column",
    [
        list,
        tuple,
        np.array,
        pa.array,
        pd.Series,
        lambda values: pa.chunked_array([values[:1], values[1:]]),
    ],
)
def test_kinds_of_columns(bundled: Gazetteer, column: type) -> None:
    found = bundled.validate_many(**{name: column(values) for name, values in ORDERS.items()})
    one_by_one = [bundled.validate(*fields) for fields in zip(*ORDERS.values(), strict=True)]
    assert bundled.districts_at(found.rows) == [one.district for one in one_by_one]
    assert found.possible_next_actions == [one.possible_next_action for one in one_by_one]
    assert found.granularities == [one.granularity for one in one_by_one]
    assert found.postal_codes == [one.postal_code for one in one_by_one]
    assert found.cities.tolist() == [one.city.pk if one.city else -1 for one in one_by_one]
    assert found.townships.tolist() == [
        one.township.pk if one.township else -1 for one in one_by_one
    ]


def test_one_value_for_all() -> None:
    found = gd.validate_many(city="İstanbul", township="Kadıköy", district=["Caferağa", "Osmanağa"])
    assert found.possible_next_actions == ["ACCEPT", "ACCEPT"]
    assert gd.validate_many(city="İstanbul").granularities == ["CITY"]
    assert gd.validate_many(district=[]).granularities == []


def test_lengths_that_differ() -> None:
    with pytest.raises(ValueError, match=r"of one length, not \[1, 2\]"):
        gd.validate_many(city=["x"], district=["a", "b"])
    with pytest.raises(TypeError, match="put it in a list"):
        gd.parse_many("one line")


def test_pins_and_missing_values(bundled: Gazetteer) -> None:
    found = bundled.validate_many(latitude=[41.0636, np.nan], longitude=[28.8515, np.nan])
    place = bundled.reverse(41.0636, 28.8515)
    assert place
    assert bundled.districts_at(found.rows) == [place.district, None]


def test_pks_as_pandas_has_them(bundled: Gazetteer) -> None:
    city = bundled.city("İstanbul").pk
    pks = pd.Series([city, None])
    parsed = bundled.parse_many(["Caferağa Mah. Moda Cd. 5"] * 2, city=pks)
    assert parsed.cities.tolist() == [city, city]
    assert parsed.confidences[0] > parsed.confidences[1]
    found = bundled.validate_many(city=pks, township="Kadıköy", district="Caferağa")
    assert found.possible_next_actions == ["ACCEPT", "ACCEPT"]
    for bad in (1.5, object(), True):
        with pytest.raises(TypeError, match="city must be"):
            bundled.parse_many(["x"], city=[bad])


def test_each_distinct_line_is_solved_once(bundled: Gazetteer) -> None:
    asked: Counter[str] = Counter()

    def parse(text: str, city: object, township: object) -> ParsedAddress:
        asked[text] += 1
        return bundled.parse(text)

    lines = ["Caferağa Mah. Kadıköy", "x", "Caferağa Mah. Kadıköy", None, ""]
    found = parse_each(parse, lambda pk: pk, lines, None, None)
    assert asked == {"Caferağa Mah. Kadıköy": 1, "x": 1, "": 1}
    assert found.rows[0] == found.rows[2] > 0
    assert found.remainders == ["", "x", "", "", ""]


def test_missing_values_are_one_value(bundled: Gazetteer) -> None:
    asked: list[tuple[object, ...]] = []

    def validate(*fields: object) -> gd.Validation:
        asked.append(fields)
        return bundled.validate(*fields)  # type: ignore[arg-type]

    validate_each(validate, lambda pk: pk, [["x"] * 3, [float("nan"), None, float("nan")]])
    assert asked == [("x", None)]
