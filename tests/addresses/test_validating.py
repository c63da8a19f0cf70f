"""``validate`` and ``resolve``: tables of fields and verdicts, by kind of mistake."""

import pickle
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import geodistricts as gd
from geodistricts import AddressNotResolved, District, Gazetteer, Validation
from geodistricts.names import normalize

Fields = tuple[str | None, str | None, str | None]

# Fields, the township's and the district's names, the next action, and the flags of components:
# I inferred, S spell-corrected, R replaced, in the order city, township, district.
RIGHT: list[tuple[Fields, str, str, str]] = [
    (("ANKARA", "cankaya", "100.yil mah."), "ÇANKAYA", "100.YIL MAH", "- - -"),
    (("İstanbul", "KADIKÖY", "CAFERAĞA MAH"), "KADIKÖY", "CAFERAĞA MAH", "- - -"),
    (("34", "Kadıköy", "Caferağa"), "KADIKÖY", "CAFERAĞA MAH", "- - -"),
    (("İSTANBUL (ANADOLU)", "ÜSKÜDAR", "ACIBADEM"), "ÜSKÜDAR", "ACIBADEM MAH", "- - -"),
    (("İstanbul / Kadıköy", "Kadıköy", "Caferağa"), "KADIKÖY", "CAFERAĞA MAH", "- - -"),
    (("Urfa", "Eyyübiye", "Bakırtaş"), "EYYÜBİYE", "BAKIRTAŞ MAH", "- - -"),
]
MISSPELT: list[tuple[Fields, str, str, str]] = [
    (("istnbul", "Kadıköy", "Caferağa"), "KADIKÖY", "CAFERAĞA MAH", "S - -"),
    (("İstanbul", "kadkoy", "Caferağa"), "KADIKÖY", "CAFERAĞA MAH", "- S -"),
    (("İstanbul", "Kadıköy", "cafreaga"), "KADIKÖY", "CAFERAĞA MAH", "- - S"),
    (("istnbul", "kadkoy", "cafreaga"), "KADIKÖY", "CAFERAĞA MAH", "S S S"),
]
MISSING: list[tuple[Fields, str, str, str]] = [
    ((None, "Kadıköy", "caferaga"), "KADIKÖY", "CAFERAĞA MAH", "I - -"),
    (("", "Kadıköy", "caferaga"), "KADIKÖY", "CAFERAĞA MAH", "I - -"),
    (("İstanbul", None, "caferaga"), "KADIKÖY", "CAFERAĞA MAH", "- I -"),
    (("İstanbul/Kadıköy", " ", "caferaga"), "KADIKÖY", "CAFERAĞA MAH", "- I -"),
]
MISPLACED: list[tuple[Fields, str, str, str]] = [
    (("Kadıköy", "İstanbul", "Caferağa"), "KADIKÖY", "CAFERAĞA MAH", "R R -"),
    (("Kadıköy", "Kadıköy", "Caferağa"), "KADIKÖY", "CAFERAĞA MAH", "R - -"),
    (("İstanbul", "Kadıköy", "Caferağa Mah. Moda Cad. No:5"), "KADIKÖY", "CAFERAĞA MAH", "- - -"),
    (("İstanbul", "Kadıköy", "Kadıköy / Caferağa Mah."), "KADIKÖY", "CAFERAĞA MAH", "- - -"),
]
RENAMED: list[tuple[Fields, str, str, str]] = [
    (("İstanbul", "Eyüp", "Alibeyköy"), "EYÜPSULTAN", "ALİBEYKÖY MAH", "- - -"),
    (("İstanbul", "Eminönü", "Hobyar"), "FATİH", "HOBYAR MAH", "- - -"),
    (("Bursa", "Merkez", "Osmangazi"), "OSMANGAZİ", "OSMANGAZİ MAH", "- R -"),
    (("Antalya", "MERKEZ", "Hurma"), "KONYAALTI", "HURMA MAH", "- R -"),
    (("Sakarya", "Merkez", "Arabacıalanı"), "SERDİVAN", "ARABACIALANI MAH", "- R -"),
    (("İzmir", "Karşıyaka", "Adalet"), "BAYRAKLI", "ADALET MAH", "- R -"),
]
PROPOSED = [
    (("İstanbul", "Bakırköy", "Caferağa"), "KADIKÖY", "CAFERAĞA MAH", "- R -"),
    (("Ankara", "Kadıköy", "Caferağa"), "KADIKÖY", "CAFERAĞA MAH", "R - -"),
    ((None, None, "Caferağa"), "KADIKÖY", "CAFERAĞA MAH", "I I -"),
]


def flags(verdict: Validation) -> str:
    """Write the flags of city, township and district in letters."""
    return " ".join(
        "".join(
            letter
            for letter, flag in (
                ("I", component.inferred),
                ("S", component.spell_corrected),
                ("R", component.replaced),
            )
            if flag
        )
        or "-"
        for name, component in verdict.components.items()
        if name in ("city", "township", "district")
    )


@pytest.mark.parametrize(
    ("fields", "township", "district", "expected"),
    RIGHT + MISSPELT + MISSING + MISPLACED + RENAMED,
)
def test_accepted(fields: Fields, township: str, district: str, expected: str) -> None:
    verdict = gd.validate(*fields)
    assert verdict.township
    assert verdict.district
    assert (verdict.township.name, verdict.district.name) == (township, district)
    assert (verdict.possible_next_action, flags(verdict)) == ("ACCEPT", expected)
    assert (verdict.granularity, verdict.address_complete) == ("DISTRICT", True)
    assert verdict.city == verdict.district.city
    assert verdict.has_replaced_components == ("R" in expected)
    assert verdict.has_inferred_components == ("I" in expected)
    assert verdict.has_spell_corrected_components == ("S" in expected)
    assert not verdict.has_unconfirmed_components
    assert gd.resolve(*fields) == (verdict.city.pk, verdict.township.pk, verdict.district.pk)


@pytest.mark.parametrize(("fields", "township", "district", "expected"), PROPOSED)
def test_proposed(fields: Fields, township: str, district: str, expected: str) -> None:
    verdict = gd.validate(*fields)
    assert verdict.township
    assert verdict.district
    assert (verdict.township.name, verdict.district.name) == (township, district)
    assert (verdict.possible_next_action, flags(verdict)) == ("CONFIRM", expected)
    with pytest.raises(
        AddressNotResolved, match=r"likeliest is .*Caferağa Mah. in Kadıköy"
    ) as raised:
        gd.resolve(*fields)
    assert raised.value.validation == verdict
    assert pickle.loads(pickle.dumps(raised.value)).validation == verdict


@pytest.mark.parametrize(
    ("fields", "granularity"),
    [
        (("İstanbul", "Kadıköy", None), "TOWNSHIP"),
        (("İstanbul", "Kadıköy", "qwxzt"), "TOWNSHIP"),
        (("İstanbul", "Kadıköy", "Cumhuriyet"), "TOWNSHIP"),
        (("İstanbul", None, "Cumhuriyet"), "CITY"),
        (("İstanbul", "qwxzt", None), "CITY"),
        ((None, None, "Cumhuriyet"), "OTHER"),
        ((None, None, None), "OTHER"),
        (("", " ", "\t"), "OTHER"),
        (("qwxzt", "wxqzt", "zqwxt"), "OTHER"),
    ],
)
def test_to_be_fixed(fields: Fields, granularity: str) -> None:
    verdict = gd.validate(*fields)
    assert (verdict.possible_next_action, verdict.granularity) == ("FIX", granularity)
    assert verdict.district is None
    assert not verdict.address_complete
    with pytest.raises(AddressNotResolved):
        gd.resolve(*fields)


def test_names_of_the_list_are_accepted(bundled: Gazetteer) -> None:
    step = bundled.table.num_rows // 2000
    asked = bundled.districts(bundled.table["pk"][::step])
    for district in asked:
        assert district is not None
        names = district.city.name, district.township.name, district.name
        verdict = bundled.validate(*names)
        assert verdict.district in (district, None), names
        if verdict.district is None:
            assert len({one.name for one in verdict.alternatives}) < len(verdict.alternatives)
        else:
            assert verdict.possible_next_action == "ACCEPT", names


def test_districts_that_share_a_name_are_offered_not_chosen() -> None:
    verdict = gd.validate(city="İstanbul", district="Cumhuriyet")
    assert verdict.district is None
    assert len(verdict.alternatives) > 1
    assert {district.name for district in verdict.alternatives} == {"CUMHURİYET MAH"}


@pytest.mark.parametrize(
    ("code", "value", "level", "action"),
    [
        ("{right}", "{right}", "CONFIRMED", "ACCEPT"),
        ("TR-{right}", "{right}", "CONFIRMED", "ACCEPT"),
        ("34000", "{right}", "UNCONFIRMED_BUT_PLAUSIBLE", "ACCEPT"),
        ("06100", "{right}", "UNCONFIRMED_AND_SUSPICIOUS", "CONFIRM"),
        ("347100", None, "UNCONFIRMED_AND_SUSPICIOUS", "CONFIRM"),
    ],
)
def test_a_postal_code_confirms_or_not(
    code: str, value: str | None, level: str, action: str
) -> None:
    right = gd.match("Caferağa", "İstanbul", "Kadıköy")[0].district.postal_code
    verdict = gd.validate("İstanbul", "Kadıköy", "Caferağa", code.format(right=right))
    component = verdict.components["postal_code"]
    assert component.value == (value and value.format(right=right))
    assert (component.confirmation_level, verdict.possible_next_action) == (level, action)
    assert verdict.postal_code == right


@pytest.mark.parametrize("code", ["06100", "34000", "34710", "99999", "x"])
@pytest.mark.parametrize(
    "fields", [fields for fields, *_ in RIGHT + MISSPELT + MISSING + MISPLACED + RENAMED + PROPOSED]
)
def test_a_postal_code_changes_no_answer_that_names_give(fields: Fields, code: str) -> None:
    assert gd.validate(*fields, code).district == gd.validate(*fields).district


def test_a_postal_code_tells_which_of_several_is_meant(bundled: Gazetteer) -> None:
    offered = bundled.validate(city="İstanbul", district="Cumhuriyet").alternatives
    meant = offered[-1]
    assert meant.postal_code
    verdict = bundled.validate(None, None, "Cumhuriyet", meant.postal_code)
    assert verdict.district == meant


@pytest.mark.parametrize(
    ("fields", "level", "action"),
    [
        (("Kadıköy", "Caferağa"), "CONFIRMED", "ACCEPT"),
        (("Kadıköy", "Osmanağa"), "UNCONFIRMED_BUT_PLAUSIBLE", "ACCEPT"),
        (("Şile", "Ağva Merkez"), "UNCONFIRMED_AND_SUSPICIOUS", "CONFIRM"),
    ],
)
@pytest.mark.parametrize("write", [float, str, lambda degrees: str(degrees).replace(".", ",")])
def test_a_pin_confirms_or_not(
    fields: tuple[str, str], level: str, action: str, write: type
) -> None:
    at = gd.match("Caferağa", "İstanbul", "Kadıköy")[0].district
    verdict = gd.validate("İstanbul", *fields, None, write(at.latitude), write(at.longitude))
    assert verdict.components["pin"].value == at
    assert verdict.components["pin"].confirmation_level == level
    assert verdict.possible_next_action == action


def test_a_pin_in_another_city_is_suspicious() -> None:
    at = gd.match("Kızılay", "Ankara", "Çankaya")[0].district
    verdict = gd.validate("İstanbul", "Kadıköy", "Caferağa", None, at.latitude, at.longitude)
    assert verdict.components["pin"].confirmation_level == "UNCONFIRMED_AND_SUSPICIOUS"
    assert verdict.district == gd.match("Caferağa", "İstanbul", "Kadıköy")[0].district
    assert verdict.possible_next_action == "CONFIRM"


@pytest.mark.parametrize(
    "pin", [("x", 29.0), (float("inf"), 29.0), (120.0, 29.0), (None, 29.0), (41.0, None), (29, 41)]
)
def test_a_pin_that_is_none_is_suspicious(pin: tuple[object, object]) -> None:
    verdict = gd.validate("İstanbul", "Kadıköy", "Caferağa", None, *pin)  # type: ignore[arg-type]
    assert verdict.components["pin"].confirmation_level == "UNCONFIRMED_AND_SUSPICIOUS"
    assert verdict.district is not None


def test_a_pin_or_a_code_alone_infers_a_district() -> None:
    at = gd.match("Caferağa", "İstanbul", "Kadıköy")[0].district
    for verdict in (
        gd.validate(latitude=at.latitude, longitude=at.longitude),
        gd.validate("İstanbul", "Kadıköy", latitude=at.latitude, longitude=at.longitude),
    ):
        assert verdict.district == at
        assert verdict.components["district"].inferred
        assert verdict.possible_next_action == "CONFIRM"


def test_fields_that_are_no_fields() -> None:
    for bad in ([], 1.5, True, object()):
        with pytest.raises(TypeError, match="city must be"):
            gd.validate(city=bad)  # type: ignore[arg-type]
        with pytest.raises(TypeError, match="district must be"):
            gd.validate(district=bad)  # type: ignore[arg-type]
    assert gd.validate(float("nan"), float("nan"), float("nan")).granularity == "OTHER"  # type: ignore[arg-type]


def test_records_and_plate_codes_will_do(bundled: Gazetteer) -> None:
    district = bundled.match("Caferağa", "İstanbul", "Kadıköy")[0].district
    pks = bundled.resolve("34", district.township, district.name)
    assert pks == bundled.resolve(district.city, district.township, district)
    assert bundled.validate("99", "999", "x").granularity == "OTHER"


@pytest.mark.parametrize("number", [34, 34.0, np.int64(34), np.float32(34), Decimal(34)])
def test_a_number_may_be_a_pk_or_a_plate_code(bundled: Gazetteer, number: Any) -> None:
    """34 is the plate of İstanbul and the pk of Giresun: a number is never taken for either."""
    for ask in (bundled.validate, bundled.resolve):
        with pytest.raises(TypeError, match=r'^city must be .*g\.city\(34\), .*"34"$'):
            ask(city=number)
        with pytest.raises(TypeError, match=r"^township must be .*g\.township\(34\)$"):
            ask(city="34", township=number)
        with pytest.raises(TypeError, match=r"^district must be .*g\.district\(34\)$"):
            ask(city="34", district=number)
    with pytest.raises(TypeError, match=r"^city must be"):
        bundled.validate_many(city=[number])


@pytest.mark.parametrize("value", [10**400, Decimal("sNaN"), True, np.timedelta64(41, "D"), b"41"])
def test_a_pin_that_is_no_number(value: Any) -> None:
    verdict = gd.validate(latitude=value, longitude=29.0)
    assert verdict.components["pin"].value is None


def test_a_verdict_as_json() -> None:
    plain = gd.validate("İstanbul", "Kadıköy", "Caferağa").to_dict()
    assert plain["district"]["display_name"] == "Caferağa Mah."
    assert plain["components"]["city"]["confirmation_level"] == "CONFIRMED"


any_text = (
    st.none() | st.text(max_size=40) | st.sampled_from(["İstanbul", "kadikoy", "Merkez", "34"])
)


@given(st.lists(any_text, max_size=6))
@settings(max_examples=400)
def test_anything_gives_a_verdict(fields: list[str | None]) -> None:
    verdict = gd.validate(*fields)
    assert verdict.possible_next_action in ("ACCEPT", "CONFIRM", "FIX")
    if verdict.district is not None:
        assert verdict.granularity == "DISTRICT"
        assert (verdict.township, verdict.city) == (
            verdict.district.township,
            verdict.district.city,
        )
    assert (verdict.possible_next_action == "FIX") == (verdict.district is None)


@given(st.data())
@settings(max_examples=300)
def test_an_accepted_answer_is_accepted_again(bundled: Gazetteer, data: st.DataObject) -> None:
    row = data.draw(st.integers(0, bundled.table.num_rows - 1))
    [district] = bundled.districts(bundled.table["pk"][row : row + 1])
    assert isinstance(district, District)
    name = st.sampled_from([district.name, district.display_name, district.name.lower()])
    verdict = bundled.validate(district.city.name, district.township.name, data.draw(name))
    if verdict.possible_next_action == "ACCEPT":
        assert verdict.district
        found = verdict.district
        again = bundled.validate(found.city.name, found.township.name, found.name)
        assert (again.possible_next_action, again.district) == ("ACCEPT", verdict.district)


@pytest.mark.parametrize(
    ("city", "township", "district", "meant"),
    [
        ("Mersin", "Merkez", "Mezitli", "MEZİTLİ"),
        ("Mersin", "Mezitli", "Mezitli", "MEZİTLİ"),
        ("İstanbul", "Kadıköy", "Kadıköy", "KADIKÖY"),
        ("İstanbul", "Kadıköy", "İstanbul", "KADIKÖY"),
    ],
)
def test_a_townships_name_is_no_near_name_of_a_district(
    city: str, township: str, district: str, meant: str
) -> None:
    verdict = gd.validate(city=city, township=township, district=district)
    assert (verdict.possible_next_action, verdict.granularity) == ("FIX", "TOWNSHIP")
    assert verdict.township is not None
    assert verdict.township.name == meant


def test_no_name_of_a_township_accepts_a_district_of_another_name(bundled: Gazetteer) -> None:
    """Whatever is accepted for a township's or a city's own name is called so."""
    for city in bundled.cities:
        for township in bundled.townships_of(city):
            for name in (township.display_name, city.display_name):
                verdict = gd.validate(city=city, township=township, district=name)
                if verdict.possible_next_action == "ACCEPT":
                    assert verdict.components["district"].spell_corrected is False


def test_a_village_is_not_answered_by_one_of_its_parts_unasked(bundled: Gazetteer) -> None:
    """A village without a row of its own is likely its centre, and that is to be confirmed."""
    parts: dict[tuple[int, str], list[District]] = {}
    own = set()
    for township in (one for city in bundled.cities for one in bundled.townships_of(city)):
        for district in bundled.districts_of(township):
            if district.village is None:
                own.add((township.pk, normalize(district.name)))
            else:
                parts.setdefault((township.pk, district.village), []).append(district)
    alone = [
        (village, of_village[0].township)
        for (township_pk, village), of_village in parts.items()
        if len(of_village) > 1 and (township_pk, normalize(village)) not in own
    ]
    assert ("KIBLEDAĞI KÖYÜ", "GÜNEYSU") in {(village, where.name) for village, where in alone}
    for village, township in alone[::7]:
        verdict = gd.validate(city=township.city, township=township, district=village)
        found = verdict.district
        assert verdict.possible_next_action != "ACCEPT" or (
            found is not None and normalize(found.name.partition("(")[0]) == normalize(village)
        )
