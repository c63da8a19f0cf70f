"""What enriching adds to rows: the gazetteer's own answers, however coordinates are written."""

import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodistricts.gazetteer import Gazetteer
from geodistricts.records import DEFAULT_MAX_DISTANCE
from geodistricts.tables.enriching import (
    ACTIONS,
    COLUMNS,
    LINE_COLUMNS,
    OUTSIDE,
    Enricher,
    Solved,
)
from geodistricts.tables.values import can_be_read
from geodistricts.verdicts import ACCEPT, SURE

INSIDE, AT_SEA, ABROAD = (41.0636, 28.8515), (40.97, 29.02), (36.0, 20.0)


@pytest.fixture(scope="module")
def enricher(bundled: Gazetteer) -> Enricher:
    """Make an enricher of the bundled snapshot."""
    return Enricher(bundled)


def rows_of(enricher: Enricher, solved: Solved) -> list[dict[str, Any]]:
    """Return what is added to each row."""
    columns = enricher.columns(solved)
    kinds = COLUMNS if solved.street_lines is None else {**COLUMNS, **LINE_COLUMNS}
    assert [column.type for column in columns] == list(kinds.values())
    added: list[dict[str, Any]] = pa.table(columns, list(kinds)).to_pylist()
    return added


def test_points_get_what_reverse_answers(enricher: Enricher, bundled: Gazetteer) -> None:
    rng = np.random.default_rng(6)
    lats, lons = rng.uniform(35, 43, 500), rng.uniform(25, 46, 500)
    found = rows_of(enricher, enricher.locate(pa.array(lats), pa.array(lons)))
    seen = set()
    for lat, lon, row in zip(lats.tolist(), lons.tolist(), found, strict=True):
        place = bundled.reverse(lat, lon)
        seen.add(row["next_action"])
        if place is None:
            assert row == {**dict.fromkeys(COLUMNS), "confidence": 0, "next_action": "FIX"}
            continue
        district = place.district
        share = 1 - place.distance / DEFAULT_MAX_DISTANCE
        assert row == {
            "district_pk": district.pk,
            "district": district.name,
            "township_pk": district.township.pk,
            "township": district.township.name,
            "city_pk": district.city.pk,
            "city": district.city.name,
            "postal_code": district.postal_code,
            "confidence": pytest.approx(OUTSIDE * share if place.distance else 1, abs=0.001),
            "next_action": "CONFIRM" if place.distance else "ACCEPT",
        }
    assert seen == set(ACTIONS)


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        (pa.array(["41.0636"]), pa.array(["28.8515"])),
        (pa.array(["41,0636"]), pa.array(["28,8515"])),
        (pa.array([" +41.0636\t"]), pa.array(["2.88515E1 "])),
        (pa.array(["41,0636"], pa.large_string()), pa.array([28.8515])),
        (pa.array(["41,0636"]).dictionary_encode(), pa.array([28.8515], pa.float32())),
        (pa.array(["41,0636"], pa.string_view()), pa.array([28.8515])),
        (pa.array([Decimal("41.0636")]), pa.array(["28.8515"])),
    ],
    ids=str,
)
def test_ways_to_write_a_coordinate(enricher: Enricher, lat: pa.Array, lon: pa.Array) -> None:
    assert can_be_read(lat.type)
    expected = enricher.locate(pa.array([INSIDE[0]]), pa.array([INSIDE[1]]))
    assert rows_of(enricher, enricher.locate(lat, lon)) == rows_of(enricher, expected)


NO_LATITUDES = [
    "",
    " ",
    "-",
    "x",
    "41.0.6",
    "41,0,6",
    "41 06",
    "4 1",
    "0x29",
    "nan",
    "inf",
    "1e999",
]
NO_LATITUDES += ["91", "-90.1", "41.06°", "٤١", "1e", ".", "+", "41\n06"]


@pytest.mark.parametrize("bad", [*NO_LATITUDES, None])
def test_no_coordinate(enricher: Enricher, bad: str | None) -> None:
    lat, lon = map(str, INSIDE)
    for lats, lons in (([lat, bad, lat], [lon] * 3), ([lat] * 3, [lon, bad and "1" + bad, lon])):
        solved = enricher.locate(pa.array(lats), pa.array(lons))
        assert solved.actions.tolist() == [0, 2, 0]
        assert solved.places.districts[1] == -1


@pytest.mark.parametrize("bad", [None, float("nan"), float("inf"), 90.5, -1e300])
def test_no_coordinate_among_numbers(enricher: Enricher, bad: float | None) -> None:
    solved = enricher.locate(pa.array([INSIDE[0], bad]), pa.array([INSIDE[1]] * 2))
    assert solved.actions.tolist() == [0, 2]


def test_confidence_falls_with_the_distance(enricher: Enricher) -> None:
    points = [INSIDE, AT_SEA, (40.96, 29.02), ABROAD]
    lats, lons = (pa.array(degrees) for degrees in zip(*points, strict=True))
    first, *others = enricher.locate(lats, lons).confidences.tolist()
    assert first == 1
    assert OUTSIDE > others[0] > others[1] > others[2] == 0


numbers = st.floats() | st.floats(-90, 90) | st.none()
written = numbers.map(lambda one: None if one is None else repr(one)) | st.text(max_size=8)


@given(st.lists(st.tuples(numbers, numbers)), st.lists(st.tuples(written, written)))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_coordinates(
    enricher: Enricher,
    numbered: list[tuple[float | None, float | None]],
    texts: list[tuple[str | None, str | None]],
) -> None:
    for rows, kind in ((numbered, pa.float64()), (texts, pa.string())):
        lats, lons = (pa.array([row[column] for row in rows], kind) for column in (0, 1))
        solved = enricher.locate(lats, lons)
        assert len(rows_of(enricher, solved)) == len(rows)
        assert ((solved.actions == 2) == (solved.places.districts < 0)).all()
        assert ((solved.confidences >= 0) & (solved.confidences <= 1)).all()


def test_addresses_get_what_parse_answers(enricher: Enricher, bundled: Gazetteer) -> None:
    lines = ["Caferağa Mah. Moda Cd. Kadıköy / İstanbul", "Cumhuriyet Mah. Çankaya", "Kadıköy", ""]
    found = rows_of(enricher, enricher.parse(pa.array([*lines, None])))
    for line, row in zip([*lines, ""], found, strict=True):
        parsed = bundled.parse(line)
        pks = [part and part.pk for part in (parsed.district, parsed.township, parsed.city)]
        assert [row["district_pk"], row["township_pk"], row["city_pk"]] == pks
        assert row["confidence"] == pytest.approx(parsed.confidence, abs=0.001)
        unsure = "FIX" if parsed.district is None else "CONFIRM"
        assert row["next_action"] == ("ACCEPT" if parsed.confidence > SURE else unsure)
        assert row["street_line"] == parsed.remainder
    assert found[0]["next_action"] == "ACCEPT"


ORDERS = [
    {"city": "Ankara", "township": "Batıkent", "address": "Kardelen mah. 2090 sk. 5"},
    {"city": "İstanbul", "township": "Kadıköy", "district": "Caferağa", "address": "Moda Cd. 45"},
    {"city": "İstanbul", "township": "Bakırköy", "district": "Caferağa"},
    {"city": "İstanbul", "township": "Kadıköy", "district": "Caferağa", "address": "Ankara"},
    {"city": "İstanbul", "township": "Kadıköy", "postal_code": "34710", "address": "Moda Cd. 45"},
    {"city": "Lefkoşa", "address": "Atatürk Cad. 5"},
    {"district": "Cumhuriyet"},
    {},
]
FIELDS = ("city", "township", "district", "postal_code")


def columns_of(orders: list[dict[str, str]], *names: str) -> dict[str, pa.Array]:
    """Return fields of orders as columns."""
    return {name: pa.array([one.get(name) for one in orders], pa.string()) for name in names}


@pytest.mark.parametrize("names", [FIELDS, (*FIELDS, "address")], ids=["fields", "and a line"])
def test_orders_get_what_validate_answers(
    enricher: Enricher, bundled: Gazetteer, names: tuple[str, ...]
) -> None:
    found = rows_of(enricher, enricher.validate(**columns_of(ORDERS, *names)))
    seen = set()
    for order, row in zip(ORDERS, found, strict=True):
        verdict = bundled.validate(**{name: order.get(name) for name in names})
        pks = [part and part.pk for part in (verdict.district, verdict.township, verdict.city)]
        assert [row["district_pk"], row["township_pk"], row["city_pk"]] == pks
        assert row["confidence"] == pytest.approx(verdict.confidence, abs=0.001)
        assert row["next_action"] == verdict.possible_next_action
        assert row.get("street_line") == (verdict.street_line if "address" in names else None)
        seen.add(row["next_action"])
    assert seen == set(ACTIONS)


@pytest.mark.parametrize("least", [0.0, 0.3, 0.6, SURE, 0.991, 0.995, 1.0])
def test_the_least_confidence_to_accept(bundled: Gazetteer, least: float) -> None:
    enricher = Enricher(bundled, least)
    orders = columns_of(ORDERS, *FIELDS, "address")
    solved = enricher.validate(**orders)
    own = bundled.validate_many(**orders)
    for number, action in enumerate(own.possible_next_actions):
        confidence = own.confidences[number]
        contradicted = action != ACCEPT and confidence >= SURE
        accepted = own.districts[number] >= 0 and confidence >= least and not contradicted
        expected = "ACCEPT" if accepted else "FIX" if action == "FIX" else "CONFIRM"
        assert ACTIONS[solved.actions[number]] == expected
    lines = pa.array(["Caferağa Mah. Moda Cd. Kadıköy / İstanbul", "Caferağa Mah. Ankara", "x"])
    parsed = enricher.parse(lines)
    sure = (
        (parsed.places.districts >= 0)
        & (parsed.confidences >= least)
        & (parsed.confidences != SURE)
    )
    assert (parsed.actions == 0).tolist() == sure.tolist()
    points = enricher.locate(*(pa.array(one) for one in zip(INSIDE, AT_SEA, ABROAD, strict=True)))
    sure = (points.places.districts >= 0) & (points.confidences >= least)
    assert (points.actions == 0).tolist() == sure.tolist()


def test_what_is_contradicted_is_never_accepted(bundled: Gazetteer) -> None:
    """What the verdict asks about although it is sure enough, it has a reason to ask about."""

    class Contradicted:
        def __getattr__(self, name: str) -> Any:
            return getattr(bundled, name)

        def validate_many(self, **fields: object) -> Any:
            found = bundled.validate_many(**fields)
            assert found.confidences[0] >= SURE
            return replace(found, possible_next_actions=["CONFIRM"])

    for least in (0.0, 0.5, SURE):
        enricher = Enricher(Contradicted(), least)  # type: ignore[arg-type]
        assert enricher.validate(**columns_of(ORDERS[1:2], *FIELDS)).actions.tolist() == [1]


@pytest.mark.parametrize("least", [-0.1, 1.1, float("nan"), float("inf")])
def test_no_confidence(bundled: Gazetteer, least: float) -> None:
    with pytest.raises(ValueError, match="min_confidence must be 0 to 1, not"):
        Enricher(bundled, least)


def test_fields_of_any_type(enricher: Enricher, bundled: Gazetteer) -> None:
    township = bundled.township("çekmeköy", "istanbul")
    lines = pa.array(["Cumhuriyet Mah. 5", "Cumhuriyet Mah. 5", None])
    expected = bundled.parse("Cumhuriyet Mah. 5", township=township).district
    assert expected
    for cities, townships in [
        (pa.array(["istanbul", None, ""]), pa.array(["Çekmeköy", None, ""])),
        (pa.array(["istanbul", None, ""]).dictionary_encode(), pa.array(["Çekmeköy", None, None])),
        (pa.array([34, None, 1]), pa.array(["Çekmeköy", None, "1"])),
        (pa.array([34.0, None, float("nan")]), pa.array(["Çekmeköy", None, "1"])),
        (pa.array([Decimal(34), None, None]), pa.array(["Çekmeköy", None, "1"])),
        (pa.array(["34", None, "01"]), pa.array(["Çekmeköy", None, None])),
        (pa.array(["34.0", None, "99"]), pa.array(["Çekmeköy", None, None])),
        (pa.array([40.5, 1e300, 2.0]), pa.array(["Çekmeköy", "İstanpoli", "x"])),
    ]:
        solved = enricher.validate(address=lines, city=cities, township=townships)
        assert rows_of(enricher, solved)[0]["district_pk"] == expected.pk
        assert solved.places.districts.tolist()[2] == -1
    code = int(expected.postal_code or 0)
    for codes in (pa.array([code]), pa.array([float(code)]), pa.array([f"TR-{code}"])):
        solved = enricher.validate(city=pa.array([34]), postal_code=codes, address=lines[:1])
        assert solved.places.districts.tolist() == [expected.pk]


def test_a_postal_code_that_lost_its_zero(enricher: Enricher, bundled: Gazetteer) -> None:
    district = bundled.district("Kızılay", city="Ankara", township="Çankaya")
    assert district.postal_code
    assert district.postal_code.startswith("0")
    for kind in (pa.int32(), pa.float64()):
        codes = pa.array([int(district.postal_code)]).cast(kind)
        fields = columns_of([{"city": "06", "township": "cankaya", "district": "kizilay"}], *FIELDS)
        solved = enricher.validate(**{**fields, "postal_code": codes})
        assert solved.places.districts.tolist() == [district.pk]
        assert solved.actions.tolist() == [0]


def test_places_by_pk(enricher: Enricher, bundled: Gazetteer) -> None:
    township = bundled.township("çekmeköy", "istanbul")
    lines = pa.array(["Cumhuriyet Mah. 5", "Cumhuriyet Mah. 5", None])
    expected = bundled.parse("Cumhuriyet Mah. 5", township=township).district
    assert expected
    city_pk = township.city.pk
    for cities, townships in [
        (pa.array([city_pk, None, 1]), pa.array([township.pk, None, 999_999])),
        (None, pa.array([float(township.pk), None, float("nan")])),
        (pa.array([str(city_pk), "", "x"]), pa.array([f"{township.pk}.0", "", "x"])),
    ]:
        other = pa.array(["Ankara", "x", None])
        solved = enricher.validate(
            address=lines, city=other, city_pk=cities, township=other, township_pk=townships
        )
        if cities is not None:
            assert rows_of(enricher, solved)[0]["district_pk"] == expected.pk
        assert solved.places.districts.tolist()[2] == -1
    unknown = enricher.validate(city_pk=pa.array([99]), district=pa.array(["Caferağa"]))
    alone = bundled.validate(district="Caferağa")
    assert alone.district
    assert unknown.places.districts.tolist() == [alone.district.pk]
    assert ACTIONS[unknown.actions[0]] == alone.possible_next_action


def test_digits_are_one_city_whatever_type_the_column_has(
    enricher: Enricher, bundled: Gazetteer
) -> None:
    """An integer column of plate codes was read as pks: other cities, with 0.99."""
    plates = [6, 34, 35, 81]
    lines = pa.array(["Cumhuriyet Mah."] * len(plates))
    answers = [
        enricher.validate(address=lines, city=column).places.cities.tolist()
        for column in (
            pa.array(plates, pa.int8()),
            pa.array(plates, pa.int64()),
            pa.array(plates, pa.float64()),
            pa.array([f"{plate:02}" for plate in plates]),
            pa.array([str(plate) for plate in plates]).dictionary_encode(),
            pa.array([bundled.city(f"{plate:02}").name for plate in plates]),
        )
    ]
    assert answers == [[bundled.city(str(plate)).pk for plate in plates]] * len(answers)


@pytest.mark.parametrize(
    "kind", [pa.bool_(), pa.timestamp("s"), pa.list_(pa.string()), pa.binary(), pa.date32()]
)
def test_columns_of_other_types(kind: pa.DataType) -> None:
    assert not can_be_read(kind)


def test_no_row_at_all(enricher: Enricher) -> None:
    nothing = pa.array([], pa.string())
    assert rows_of(enricher, enricher.locate(nothing, nothing)) == []
    assert rows_of(enricher, enricher.parse(nothing)) == []
    assert rows_of(enricher, enricher.validate(city=nothing, address=nothing)) == []
    assert rows_of(enricher, enricher.validate(city_pk=nothing)) == []


WITHOUT_PANDAS = """
import sys
from pathlib import Path
from geodistricts.cli import cli
Path("in.csv").write_text("lat,lon,a\\n41,29,x\\n,x,\\"1,2\\"\\n", encoding="utf-8")
for source, target, prefix in (
    ("in.csv", "out.csv", "p_"), ("in.csv", "one.parquet", ""), ("one.parquet", "two.csv", "q_")
):
    point = ["--latitude", "lat", "--longitude", "lon", "--prefix", prefix]
    cli.main(["enrich", source, target, *point], standalone_mode=False)
    for fields in (["--address", "a"], ["--address", "a", "--city", "lat", "--township-pk", "lon"]):
        cli.main(["enrich", source, target, *fields, "--prefix", prefix], standalone_mode=False)
print("pandas" in sys.modules)
"""


def test_pandas_is_not_imported(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_PANDAS],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "False\n"
