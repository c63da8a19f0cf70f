"""One rule for numbers and text: a number is a pk, text is what somebody wrote, in every call."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from geodistricts import District, Gazetteer
from geodistricts.addresses.postal_codes import PostalCodes

NUMBERS: list[Callable[[int], Any]] = [
    int,
    float,
    np.int64,
    np.uint16,
    np.float32,
    np.float64,
    np.array,
    Decimal,
    Fraction,
    pa.scalar,
]
NO_PLACES = [True, False, np.True_, 1.5, float("inf"), b"34", [40], (40,), {40}, np.array([40, 41])]


@pytest.fixture
def fresh() -> Gazetteer:
    """Open a gazetteer that has not been asked anything."""
    return Gazetteer.open()


@pytest.fixture(scope="module")
def home(bundled: Gazetteer) -> District:
    """Find a district whose city, township and name are well known."""
    return bundled.district("Caferağa", city="İstanbul", township="Kadıköy")


def ways_to_ask(
    g: Gazetteer, home: District
) -> dict[str, Callable[[Any, Any], Sequence[District | None]]]:
    """Return every call that takes a city and a township; each finds the district."""
    lat, lon = home.latitude or 0.0, home.longitude or 0.0
    return {
        "district": lambda city, township: [g.district("Caferağa", city, township)],
        "neighbors": lambda city, township: [
            one.district for one in g.neighbors(lat, lon, 1, None, city, township)
        ],
        "match": lambda city, township: [
            one.district for one in g.match("Caferağa", city, township)
        ],
        "suggest": lambda city, township: g.suggest("Caferağa", city, township),
        "parse": lambda city, township: [g.parse("Caferağa mah.", city, township).district],
        "match_many": lambda city, township: g.districts(
            g.match_many(["Caferağa"], city=city, township=township)[0]
        ),
        "match_many, columns": lambda city, township: g.districts(
            g.match_many(["Caferağa"], city=[city], township=[township])[0]
        ),
        "parse_many": lambda city, township: g.districts(
            g.parse_many(["Caferağa mah."], city=city, township=township).districts
        ),
        "parse_many, columns": lambda city, township: g.districts(
            g.parse_many(["Caferağa mah."], city=[city], township=[township]).districts
        ),
    }


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_is_a_pk_in_every_call_and_order(
    fresh: Gazetteer, home: District, number: Callable[[int], Any]
) -> None:
    """``township=452.0`` worked only after 452 had been asked once."""
    city, township = number(home.city.pk), number(home.township.pk)
    for ask in ways_to_ask(fresh, home).values():
        assert ask(city, township) == [home]
    assert fresh.city(city) == home.city
    assert fresh.township(township, city) == home.township
    assert fresh.township(township) == home.township
    assert fresh.district(number(home.pk) if home.pk < 2**16 else home.pk) == home
    assert fresh.townships_of(city) == fresh.townships_of(home.city)
    assert fresh.districts_of(township, city) == fresh.districts_of(home.township)


@pytest.mark.parametrize("city", ["34", " 34 ", "34.0", "İSTANBUL", "istnbul"])
def test_text_of_digits_is_a_plate_code(fresh: Gazetteer, home: District, city: str) -> None:
    for ask in ways_to_ask(fresh, home).values():
        assert ask(city, "kadikoy") == [home]
    assert fresh.city(city) == home.city
    assert fresh.resolve(city, "kadikoy", "caferaga").district == home.pk


def test_every_plate_code_is_its_city(bundled: Gazetteer) -> None:
    """Against the first two digits of the city's postal codes."""
    codes = PostalCodes(bundled._rows)
    for plate in range(1, 82):
        city = bundled.city(f"{plate:02}")
        assert city.pk == codes.city_of(f"{plate:02}")
        assert city == bundled.city(str(plate)) == bundled.city(f"{plate}.0")
        assert bundled.validate(city=str(plate)).city == city


@pytest.mark.parametrize("value", NO_PLACES, ids=repr)
def test_what_is_no_place_is_none_in_any_order(
    fresh: Gazetteer, home: District, value: Any
) -> None:
    """True is the key that 1 is."""
    fresh.match("Merkez", city=1)
    fresh.match("Merkez", township=1)
    for name, ask in ways_to_ask(fresh, home).items():
        if "_many" in name and hasattr(value, "__iter__") and "columns" not in name:
            continue
        with pytest.raises(TypeError, match=r"^city must be a pk, a name or a record, not"):
            ask(value, None)
        with pytest.raises(TypeError, match=r"^township must be a pk, a name or a record, not"):
            ask(None, value)
    for lookup in (fresh.city, fresh.township, fresh.district):
        with pytest.raises(TypeError, match="must be a pk, a name or a record, not"):
            lookup(value)


def test_records_of_the_wrong_kind(bundled: Gazetteer, home: District) -> None:
    asks: list[Callable[[Any], Any]] = [bundled.city, bundled.validate, bundled.townships_of]
    for ask in asks:
        for record in (home, home.township):
            with pytest.raises(TypeError, match="city must be"):
                ask(record)
    with pytest.raises(TypeError, match="township must be"):
        bundled.township(home.city)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("ask", "text"),
    [
        (lambda g: g.city("99"), "no city has the plate code '99'; they are 01 to 81"),
        (lambda g: g.city("00"), "no city has the plate code '00'"),
        (lambda g: g.match("x", city="82"), "no city has the plate code '82'"),
        (lambda g: g.township("452"), "no township is called '452'; if it is a pk, give the num"),
        (lambda g: g.city(99), "no city has the pk 99"),
        (lambda g: g.city(10**30), "no city has the pk 10"),
        (lambda g: g.district(1e300), "no district has the pk"),
        (lambda g: g.district(2**31), "no district has the pk 2147483648"),
        (lambda g: g.match_many(["x"], city="99"), "no city has the plate code '99'"),
    ],
)
def test_numbers_of_nothing(
    bundled: Gazetteer, ask: Callable[[Gazetteer], object], text: str
) -> None:
    with pytest.raises(LookupError, match=text):
        ask(bundled)


@pytest.mark.parametrize("number", NUMBERS)
def test_limits_of_any_type(bundled: Gazetteer, number: Callable[[int], Any]) -> None:
    assert bundled.match("Cumhuriyet", "Ankara", None, number(3), number(70)) == bundled.match(
        "Cumhuriyet", "Ankara", None, 3, 70
    )
    assert bundled.suggest("cum", limit=number(3)) == bundled.suggest("cum", limit=3)
    assert bundled.neighbors(41, 29, number(3)) == bundled.neighbors(41, 29, 3)
    pks = [
        bundled.match_many(["caferga"], township="Kadıköy", min_score=score)[0].tolist()
        for score in (70, number(70))
    ]
    assert pks[0] == pks[1]


@pytest.mark.parametrize("bad", ["3", None, True, 1.5, [3], np.timedelta64(3)], ids=repr)
def test_limits_of_no_number(bundled: Gazetteer, bad: Any) -> None:
    for ask in (bundled.match, bundled.suggest):
        with pytest.raises(TypeError, match="limit must be a whole number, not"):
            ask("moda", limit=bad)
    if bad != 1.5:
        with pytest.raises(TypeError, match="min_score must be a number, not"):
            bundled.match("moda", min_score=bad)
        with pytest.raises(TypeError, match="min_score must be a number, not"):
            bundled.match_many(["moda"], min_score=bad)


def test_columns_of_pks_and_plates(bundled: Gazetteer, home: District) -> None:
    names = ["Caferağa"] * 2
    for city in (
        pd.Series([home.city.pk, None]),
        pd.Series([home.city.pk, None], dtype="Int64"),
        pd.Series(["34", None], dtype="string"),
        pa.array(["34", ""]),
        np.ma.array([home.city.pk, 1], mask=[False, True]),
        [home.city, None],
        ["34.0", " "],
    ):
        pks, _ = bundled.match_many(names, city=city, township="Kadıköy")
        assert pks.tolist() == [home.pk] * 2
        parsed = bundled.parse_many(["Caferağa Mah."] * 2, city=city, township=["Kadıköy", None])
        assert parsed.districts.tolist()[0] == home.pk
        assert parsed.cities.tolist()[0] == home.city.pk


def test_pks_of_other_snapshots_are_unknown(bundled: Gazetteer) -> None:
    pks, scores = bundled.match_many(["Caferağa"], city=[10**9], township=[None])
    assert pks.tolist() == [-1]
    assert np.isnan(scores).all()
    assert bundled.parse_many(["Caferağa Mah. Kadıköy"], city=[10**9]).districts[0] > 0
