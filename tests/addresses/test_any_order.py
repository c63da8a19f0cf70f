"""Any order at all: a verdict for every one, and the same as ``parse`` for a line alone."""

import json
from itertools import permutations
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import geodistricts as gd
from geodistricts import Gazetteer
from geodistricts.names import normalize
from geodistricts.verdicts import ACCEPT, FIX, REASONS, SURE


def test_the_order_of_arguments_is_nothing() -> None:
    order: dict[str, Any] = {
        "city": "Ankara",
        "township": "Batıkent",
        "district": "Kardelen",
        "postal_code": "06370",
        "address": "Kardelen mah. 2090 sk. 5 Ankara",
    }
    expected = gd.validate(**order)
    for names in permutations(order):
        assert gd.validate(**{name: order[name] for name in names}) == expected


def test_a_line_is_a_keyword() -> None:
    with pytest.raises(TypeError):
        gd.validate(None, None, None, None, None, None, "Moda Cd. 5")  # type: ignore[call-arg]
    for bad in (5, 5.5, True, b"x", ["x"]):
        with pytest.raises(TypeError, match=r"^address must be text, not "):
            gd.validate(address=bad)  # type: ignore[arg-type]
    nothing = gd.validate("İstanbul")
    for missing in (None, "", " \n", float("nan")):
        assert gd.validate("İstanbul", address=missing) == nothing  # type: ignore[arg-type]


WORDS = """Caferağa Kadıköy İstanbul Ankara Batıkent Lara Merkez Mah. mahallesi Köyü Cad. Sok. No:5
D:3 34710 06420 / , . - 5 Cumhuriyet Atatürk KKTC Girne Bornova Osmangazi KADIKOY İ ı\u0307"""
words = st.sampled_from(WORDS.split())
written = st.none() | st.lists(words, max_size=8).map(" ".join) | st.text(max_size=30)


@given(written, written, written, written, written)
@settings(max_examples=300)
def test_any_order_has_a_verdict(
    city: str | None,
    township: str | None,
    district: str | None,
    code: str | None,
    line: str | None,
) -> None:
    verdict = gd.validate(city, township, district, code, address=line)
    assert 0 <= verdict.confidence <= 1
    assert (verdict.possible_next_action == FIX) == (verdict.district is None)
    assert verdict.confidence == 0 or verdict.district is not None
    if verdict.possible_next_action == ACCEPT:
        assert verdict.confidence > SURE
    assert "\n" not in verdict.formatted_address
    for component in verdict.components.values():
        assert component.reason is None or component.reason in REASONS
        assert set(component.sources) <= {"FIELD", "LINE", "POSTAL_CODE", "PIN"}
    for plain in (verdict.to_dict(), verdict.as_dict()):
        assert json.loads(json.dumps(plain))["street_line"] == verdict.street_line
    several = gd.validate_many(
        city=[city], township=[township], district=[district], postal_code=[code], address=[line]
    )
    assert several.confidences.tolist() == [verdict.confidence]
    assert several.formatted_addresses == [verdict.formatted_address]


def check_line_alone(line: str) -> None:
    """Compare what validate and parse say of a line."""
    verdict, parsed = gd.validate(address=line), gd.parse(line)
    assert verdict.district == parsed.district
    assert verdict.confidence == parsed.confidence
    assert (verdict.city, verdict.township) == (parsed.city, parsed.township)
    if line.strip():
        assert verdict.street_line == parsed.remainder


@given(st.lists(words, max_size=12).map(" ".join) | st.text(max_size=60))
@settings(max_examples=300)
def test_a_line_alone_is_as_parse_reads_it(line: str) -> None:
    check_line_alone(line)


@given(st.integers(0, 73_000), st.booleans())
@settings(max_examples=100)
def test_an_address_alone_is_as_parse_reads_it(
    bundled: Gazetteer, number: int, has_city: bool
) -> None:
    pks = bundled.table["pk"]
    district = bundled.district(pks[number % len(pks)].as_py())
    place = f"/{district.city.name}" if has_city else ""
    check_line_alone(f"{district.name} 5. Sok. No:3 {district.township.name}{place}")


@given(st.integers(0, 73_000), st.integers(0, 80), st.booleans(), st.booleans())
@settings(max_examples=200)
def test_no_line_in_another_city_is_accepted(
    bundled: Gazetteer, number: int, other: int, is_named: bool, is_alone: bool
) -> None:
    pks = bundled.table["pk"]
    district = bundled.district(pks[number % len(pks)].as_py())
    city = bundled.cities[other]
    assume(city != district.city)
    # A district that is called as the city is named again.
    assume(normalize(city.name) not in normalize(f"{district.name} {district.village or ''}"))
    name = f"{district.name} " if is_named else ""
    place = city.name if is_alone else f"{bundled.townships_of(city)[0].name}/{city.name}"
    verdict = gd.validate(
        district.city.name,
        district.township.name,
        district.name,
        address=f"{name}Gül Sok. 3 {place}",
    )
    assert verdict.possible_next_action != ACCEPT


LINES = (
    "{name} 5. Sok. No:3 {township}/{city}",
    "{name} Gül Sok. No:3",
    "Gül Sok. No:3 {township}/{city}",
    "Gül Sok. No:3 {township}",
    "Gül Sok. No:3 {city}",
    "{name}, {township}",
)


def test_a_line_that_repeats_the_fields_never_makes_them_less_sure(bundled: Gazetteer) -> None:
    pks = bundled.table["pk"]
    wrong = []
    for number in range(0, len(pks), 97):
        district = bundled.district(pks[number].as_py())
        names = {
            "name": district.display_name,
            "township": district.township.display_name,
            "city": district.city.display_name,
        }
        fields = names["city"], names["township"], names["name"]
        if gd.validate(*fields).possible_next_action != ACCEPT:
            continue
        for line in LINES:
            verdict = gd.validate(*fields, address=line.format(**names))
            if (verdict.possible_next_action, verdict.district) != (ACCEPT, district):
                wrong.append((fields, line.format(**names)))
    assert wrong == []
