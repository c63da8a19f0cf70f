"""Questions about addresses: places inside each other, batches, evidence against an answer."""

from __future__ import annotations

from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from benchmarks.fuzz.asking import Refused, Target, ask
from benchmarks.fuzz.spellings import addresses, asked, inside, lines, names, places
from benchmarks.fuzz.values import Column, anything, odd_columns, text_columns
from geodistricts.basics.letters import fold
from geodistricts.errors import AddressNotResolved
from geodistricts.records import City, District, Township

_ACTIONS = {"ACCEPT", "CONFIRM", "FIX"}
_GRANULARITIES = {"DISTRICT", "TOWNSHIP", "CITY", "OTHER"}
_CONTRADICTED = 0.6
_SURE = 0.9
_FIELDS = ("city", "township", "district", "postal_code", "latitude", "longitude")


def _check_hierarchy(answer: Any) -> None:
    if answer.district is not None:
        assert answer.township == answer.district.township
    if answer.township is not None:
        assert answer.city == answer.township.city
    assert all(isinstance(one, District) for one in answer.alternatives)
    pks = [one.pk for one in answer.alternatives]
    assert len(set(pks)) == len(pks)
    assert answer.district is None or answer.district.pk not in pks


def _check_validate(fields: dict[str, Any]) -> None:
    verdict = ask(asked().validate, **fields)
    assert not isinstance(verdict, Refused), verdict.error
    _check_hierarchy(verdict)
    assert verdict.possible_next_action in _ACTIONS
    assert verdict.granularity in _GRANULARITIES
    if verdict.possible_next_action == "ACCEPT":
        assert verdict.district is not None
        assert verdict.address_complete
    values = {name: component.value for name, component in verdict.components.items()}
    for name, kind in (("city", City), ("township", Township), ("district", District)):
        assert isinstance(values.get(name), kind | None)
    named = [fields.get(name) for name in ("city", "township", "district")]
    resolved = ask(asked().resolve, *named)
    if isinstance(resolved, Refused):
        assert type(resolved.error) is AddressNotResolved
        return
    plain = asked().validate(*named)
    assert plain.possible_next_action == "ACCEPT"
    assert plain.district is not None
    assert resolved.district == plain.district.pk
    assert resolved.township == plain.district.township.pk
    assert resolved.city == plain.district.city.pk


def _check_validate_many(columns: dict[str, Column]) -> None:
    answer = ask(asked().validate_many, **{name: column.values for name, column in columns.items()})
    assert not isinstance(answer, Refused), answer.error
    rows = zip(*(column.means for column in columns.values()), strict=True)
    for number, row in enumerate(rows):
        one = asked().validate(**dict(zip(columns, row, strict=True)))
        assert answer.districts[number] == (-1 if one.district is None else one.district.pk)
        assert answer.townships[number] == (-1 if one.township is None else one.township.pk)
        assert answer.cities[number] == (-1 if one.city is None else one.city.pk)
        assert answer.possible_next_actions[number] == one.possible_next_action
        assert answer.granularities[number] == one.granularity
        assert answer.postal_codes[number] == one.postal_code
    assert len(repr(answer)) < 1_000


def _check_parse(drawn: tuple[str, Any, Any]) -> None:
    text, city, township = drawn
    found = ask(asked().parse, text, city, township)
    if isinstance(found, Refused):
        assert isinstance(found.error, LookupError), found.error
        return
    _check_hierarchy(found)
    assert 0 <= found.confidence <= 1
    assert len("".join(found.remainder.split())) <= len("".join(text.split()))


def _check_parse_many(drawn: Column) -> None:
    answer = ask(asked().parse_many, drawn.values)
    assert not isinstance(answer, Refused), answer.error
    for number, text in enumerate(drawn.means):
        one = asked().parse(text or "")
        assert answer.districts[number] == (-1 if one.district is None else one.district.pk)
        assert answer.townships[number] == (-1 if one.township is None else one.township.pk)
        assert answer.cities[number] == (-1 if one.city is None else one.city.pk)
        assert answer.confidences[number] == one.confidence
        assert answer.remainders[number] == one.remainder
    assert len(repr(answer)) < 1_000


def _check_line_and_fields(drawn: tuple[str, City]) -> None:
    """Hold that an order whose line ends in another city than its fields is never accepted."""
    line, city = drawn
    found = asked().parse(line)
    assume(found.confidence > _SURE and found.city != city)
    assert found.city is not None
    assert found.township is not None
    assume(isinstance(ask(asked().township, found.township.display_name, city=city), Refused))
    assume(isinstance(ask(asked().township, found.city.display_name, city=city), Refused))
    # A misspelt city may be any word, and one in front a business's.
    assume(fold(line).endswith(fold(found.city.display_name)))
    verdict = ask(asked().validate, city=city, address=line)
    assert verdict.possible_next_action != "ACCEPT", f"{line!r} in {city.display_name}"


def _check_contradicted(drawn: tuple[int, City]) -> None:
    row, city = drawn
    table = asked().table
    district = asked().district(table["pk"][row % table.num_rows].as_py())
    township = district.township
    assume(city.pk != district.city.pk and district.is_active)
    # What names a township there too is no contradiction: "Kemalpaşa/Bursa", "Merkez/Muş".
    assume(township.display_name != "Merkez")
    assume(isinstance(ask(asked().township, township.display_name, city=city), Refused))
    assume(isinstance(ask(asked().township, district.city.display_name, city=city), Refused))
    line = f"{district.display_name} {township.display_name}/{city.display_name}"
    found = ask(asked().parse, line)
    assert found.confidence <= _CONTRADICTED, f"{line!r}: {found.confidence}"


def _check_two(drawn: tuple[str, str]) -> None:
    first, second = (asked().parse(line) for line in drawn)
    assume(first.confidence >= _SURE and second.confidence >= _SURE)
    assume(first.city is not None and second.city is not None and first.city != second.city)
    line = " ".join(drawn)
    found = ask(asked().parse, line)
    assert found.confidence <= _SURE, f"{line!r}: {found.confidence}"


def _check_refuses(drawn: tuple[str, tuple[Any, ...]]) -> None:
    name, arguments = drawn
    if name == "parse_many":
        ask(asked().parse_many, arguments[0], city=arguments[1], township=arguments[2])
    elif name == "validate_many":
        ask(asked().validate_many, **dict(zip(_FIELDS, arguments, strict=False)))
    elif name == "resolve":
        ask(asked().resolve, *arguments[:3])
    else:
        ask(getattr(asked(), name), *arguments[: 3 if name == "parse" else 6])


def _fields() -> Any:
    codes = st.one_of(st.from_regex(r"\A\d{5}\Z"), st.integers(-1, 100_000), names())
    degrees = st.one_of(st.floats(), st.floats(26, 45), st.sampled_from(["41,06", "x", ""]))
    return st.fixed_dictionaries(
        {},
        optional={
            "city": places(),
            "township": places(),
            "district": names(),
            "postal_code": codes,
            "latitude": degrees,
            "longitude": degrees,
            "address": addresses(),
        },
    )


def _columns(size: int) -> Any:
    return st.fixed_dictionaries(
        {"district": text_columns(names(), size)},
        optional={
            "city": text_columns(places(), size),
            "township": text_columns(places(), size),
            "address": text_columns(addresses(), size),
        },
    )


def targets() -> list[Target]:
    """List what is asked about addresses."""
    sizes = st.integers(1, 4)
    whole = st.sampled_from(lines())
    some = anything | names()
    return [
        Target("validate, resolve", _fields(), _check_validate),
        Target("validate_many", sizes.flatmap(_columns), _check_validate_many),
        Target("parse", st.tuples(addresses(), *inside()), _check_parse),
        Target(
            "parse_many", sizes.flatmap(lambda n: text_columns(addresses(), n)), _check_parse_many
        ),
        Target(
            "parse, another city named",
            st.tuples(st.integers(0, 1 << 20), st.sampled_from(asked().cities)),
            _check_contradicted,
        ),
        Target(
            "validate, another city in the line",
            st.tuples(whole, st.sampled_from(asked().cities)),
            _check_line_and_fields,
        ),
        Target("parse, two addresses", st.tuples(whole, whole), _check_two),
        Target(
            "addresses, any arguments",
            st.tuples(st.sampled_from(["validate", "resolve", "parse"]), st.tuples(*[some] * 6)),
            _check_refuses,
        ),
        Target(
            "addresses in columns, any arguments",
            st.tuples(
                st.sampled_from(["validate_many", "parse_many"]),
                st.tuples(*[odd_columns | some] * 6),
            ),
            _check_refuses,
        ),
    ]
