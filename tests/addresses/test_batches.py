"""``validate_many`` and ``parse_many``: columns in, columns out."""

import pickle
from collections import Counter
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import geodistricts as gd
from geodistricts import Gazetteer, ParsedAddress
from geodistricts.addresses.batches import parse_each, validate_each
from geodistricts.verdicts import REASONS

ORDERS: dict[str, list[str | None]] = {
    "city": ["İstanbul", "istanbul", None, "Bursa"],
    "township": ["Kadıköy", "Bakırköy", "Kadıköy", "Merkez"],
    "district": ["Caferağa", "Caferağa", "Cumhuriyet", "Osmangazi"],
    "address": ["Moda Cd. 45", None, "Atatürk Cad. No 5", "x sok. 5 Ankara"],
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
    one_by_one = [
        bundled.validate(*fields, address=line)
        for *fields, line in zip(*ORDERS.values(), strict=True)
    ]
    assert bundled.districts(found.districts) == [one.district for one in one_by_one]
    assert found.possible_next_actions == [one.possible_next_action for one in one_by_one]
    assert found.granularities == [one.granularity for one in one_by_one]
    assert found.postal_codes == [one.postal_code for one in one_by_one]
    assert found.cities.tolist() == [one.city.pk if one.city else -1 for one in one_by_one]
    assert found.townships.tolist() == [
        one.township.pk if one.township else -1 for one in one_by_one
    ]
    assert found.confidences.dtype == np.float64
    assert found.confidences.tolist() == [one.confidence for one in one_by_one]
    assert found.street_lines == [one.street_line for one in one_by_one]
    assert found.formatted_addresses == [one.formatted_address for one in one_by_one]
    assert set(found.reasons) == {"city", "township", "district", "postal_code", "pin", "address"}
    for name, reasons in found.reasons.items():
        components = [one.components.get(name) for one in one_by_one]
        assert reasons == [component and component.reason for component in components]
    assert found.reasons["township"][1] is not None


def test_reasons_are_those_of_the_list(bundled: Gazetteer) -> None:
    found = bundled.validate_many(
        city=["Ankara", "KKTC", "x", "İstanbul"],
        township=["Batıkent", "Girne", None, "Bakırköy"],
        district=[None, None, "x", "Caferağa"],
        postal_code=["06370", None, "x", "06420"],
        latitude=["39.9", None, "x", None],
        longitude=["32.8", None, "x", None],
        address=["Kardelen mah. 5", None, "x", "Caferağa Mah. 5 Ankara"],
    )
    given = {reason for reasons in found.reasons.values() for reason in reasons}
    assert None in given
    assert given - {None} <= REASONS.keys()
    assert len(given) > 5
    empty = bundled.validate_many(city=[])
    assert (empty.street_lines, set(map(len, empty.reasons.values()))) == ([], {0})


def test_one_value_for_all() -> None:
    found = gd.validate_many(city="İstanbul", township="Kadıköy", district=["Caferağa", "Osmanağa"])
    assert found.possible_next_actions == ["ACCEPT", "ACCEPT"]
    assert gd.validate_many(city="İstanbul").granularities == ["CITY"]
    assert gd.validate_many(district=[]).granularities == []


def test_lengths_that_differ() -> None:
    with pytest.raises(ValueError, match=r"of the same length, not \[1, 2\]"):
        gd.validate_many(city=["x"], district=["a", "b"])
    with pytest.raises(TypeError, match=r"^texts must be a list or column, .* 'one line'; put"):
        gd.parse_many("one line")


def test_pins_and_missing_values(bundled: Gazetteer) -> None:
    found = bundled.validate_many(latitude=[41.0636, np.nan], longitude=[28.8515, np.nan])
    place = bundled.reverse(41.0636, 28.8515)
    assert place
    assert bundled.districts(found.districts) == [place.district, None]


def test_pks_as_pandas_has_them(bundled: Gazetteer) -> None:
    city = bundled.city("İstanbul").pk
    pks = pd.Series([city, None])
    parsed = bundled.parse_many(["Caferağa Mah. Moda Cd. 5"] * 2, city=pks)
    assert parsed.cities.tolist() == [city, city]
    assert parsed.confidences[0] > parsed.confidences[1]
    for bad in (1.5, object(), True):
        with pytest.raises(TypeError, match="city must be"):
            bundled.parse_many(["x"], city=[bad])


def test_each_distinct_line_is_solved_once(bundled: Gazetteer) -> None:
    asked: Counter[str] = Counter()

    def parse(text: str, city: object, township: object) -> ParsedAddress:
        asked[text] += 1
        return bundled.parse(text)

    lines = ["Caferağa Mah. Kadıköy", "x", "Caferağa Mah. Kadıköy", None, ""]
    found = parse_each(parse, lines, None, None)
    assert asked == {"Caferağa Mah. Kadıköy": 1, "x": 1, "": 1}
    assert found.districts[0] == found.districts[2] > 0
    assert found.remainders == ["", "x", "", "", ""]


def test_missing_values_are_one_value(bundled: Gazetteer) -> None:
    asked: list[tuple[object, ...]] = []

    def validate(*fields: object) -> gd.Validation:
        asked.append(fields)
        return bundled.validate(*fields)  # type: ignore[arg-type]

    validate_each(validate, {"city": ["x"] * 3, "township": [float("nan"), None, pd.NA]})
    assert asked == [("x", None)]


MISSING = [None, float("nan"), pd.NA, pd.NaT, np.ma.masked]


@pytest.mark.parametrize("missing", MISSING, ids=repr)
def test_missing_in_missing_out(bundled: Gazetteer, missing: object) -> None:
    district = bundled.district("Caferağa", city="34", township="Kadıköy")
    parsed = bundled.parse_many(
        ["Caferağa Mah.", missing], city=[missing, missing], township=["Kadıköy", missing]
    )
    assert parsed.districts.tolist() == [district.pk, -1]
    found = bundled.validate_many(
        city=["İstanbul", missing],
        township=["Kadıköy", missing],
        district=["Caferağa", missing],
        postal_code=[missing, missing],
        latitude=[missing, missing],
        longitude=missing,
    )
    assert found.districts.tolist() == [district.pk, -1]
    assert found.possible_next_actions == ["ACCEPT", "FIX"]
    names, _ = bundled.match_many(["Caferağa", missing], city=missing, township="Kadıköy")
    assert names.tolist() == [district.pk, -1]


@pytest.mark.parametrize(
    "column",
    [
        lambda values: pd.Series(values, dtype="object"),
        lambda values: pd.Series(values, dtype="string"),
        lambda values: pd.Series(values, dtype="category"),
        lambda values: pd.Series(values, dtype=pd.ArrowDtype(pa.string())),
        lambda values: pa.array(values).dictionary_encode(),
        lambda values: np.ma.array(
            ["Moda" if v is None else v for v in values], mask=[False, True]
        ),
        lambda values: pa.chunked_array([values]),
        iter,
    ],
)
def test_columns_of_texts_with_missing_ones(bundled: Gazetteer, column: Any) -> None:
    texts = ["Caferağa Mah. Kadıköy İstanbul", None]
    assert (bundled.parse_many(column(texts)).districts >= 0).tolist() == [True, False]
    assert (
        bundled.match_many(column(["Caferağa", None]), township="Kadıköy")[0] >= 0
    ).tolist() == [
        True,
        False,
    ]


def test_a_batch_says_in_a_line_what_it_holds(bundled: Gazetteer) -> None:
    parsed = bundled.parse_many(["Caferağa Mah. Kadıköy", None] * 1_000)
    assert (len(parsed), repr(parsed)) == (
        2_000,
        "<ParsedAddresses of 2,000: 1,000 with a district>",
    )
    found = bundled.validate_many(city=["34"] * 1_000, district="Caferağa")
    assert (len(found), repr(found)) == (
        1_000,
        "<Validations of 1,000: 1,000 ACCEPT, 0 CONFIRM, 0 FIX>",
    )
    assert isinstance(parsed, gd.ParsedAddresses)
    assert isinstance(found, gd.Validations)


def test_true_is_not_one(bundled: Gazetteer) -> None:
    """Both are one key of a dictionary."""
    found = bundled.validate_many(
        city="34", township="Kadıköy", district="Caferağa", latitude=[41, True], longitude=29
    )
    alone = bundled.validate("34", "Kadıköy", "Caferağa", None, True, 29)
    assert found.possible_next_actions[1] == alone.possible_next_action
    for column in ([40, True], [True, 40]):
        with pytest.raises(TypeError, match="city must be"):
            bundled.parse_many(["x", "x"], city=column)


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"district": [["a"]]}, r"district must be text or a record, not \['a'\]"),
        ({"city": 5}, "city must be"),
        ({"district": b"a"}, "district must be"),
    ],
)
def test_fields_of_no_kind(bundled: Gazetteer, fields: dict[str, Any], text: str) -> None:
    with pytest.raises(TypeError, match=text):
        bundled.validate_many(**fields)


@pytest.mark.parametrize("texts", [5, None, object(), np.array("x"), {"a": 1}.values])
def test_one_value_is_not_several(bundled: Gazetteer, texts: Any) -> None:
    with pytest.raises(TypeError, match=r"^texts must be a list or column"):
        bundled.parse_many(texts)
    with pytest.raises(TypeError, match=r"^names must be a list or column"):
        bundled.match_many(texts)


def test_single_answers_of_a_batch(bundled: Gazetteer) -> None:
    orders = bundled.validate_many(**ORDERS)
    texts: list[Any] = ORDERS["address"]
    lines = bundled.parse_many(texts, city="Bursa")
    for row, (*fields, line) in enumerate(zip(*ORDERS.values(), strict=True)):
        assert orders[row] == bundled.validate(*fields, address=line)
        assert lines[row] == bundled.parse(line or "", city="Bursa")
    assert orders[-1] == orders[3]
    for batch in (orders, lines):
        with pytest.raises(IndexError, match=r"^row -?\d+ is not there; the batch has \d+ rows?$"):
            batch[4]


def test_a_pickled_batch_has_its_columns(bundled: Gazetteer) -> None:
    orders = bundled.validate_many(**ORDERS)
    again = pickle.loads(pickle.dumps(orders))
    assert again.to_arrow().equals(orders.to_arrow())
    with pytest.raises(LookupError, match="pickled"):
        again[0]


@pytest.mark.parametrize("many", ["validate_many", "parse_many"])
def test_batches_as_arrow(bundled: Gazetteer, many: str) -> None:
    asked: dict[str, Any] = ORDERS if many == "validate_many" else {"texts": ORDERS["address"]}
    batch = getattr(bundled, many)(**asked)
    table = batch.to_arrow()
    assert len(batch) == table.num_rows == 4
    for name in table.column_names:
        column = getattr(batch, name)
        listed = table[name].to_pylist()
        if name == "reasons":
            assert listed == [
                dict(zip(column, row, strict=True)) for row in zip(*column.values(), strict=True)
            ]
        elif table.schema.field(name).type == pa.int32():
            assert [-1 if pk is None else pk for pk in listed] == column.tolist()
        else:
            assert listed == list(column)
    assert pa.table(batch).equals(table)
    assert pl.DataFrame(batch).height == 4
    assert getattr(bundled, many)(**{name: [] for name in asked}).to_arrow().schema == table.schema
