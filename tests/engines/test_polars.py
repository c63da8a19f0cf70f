"""The questions as expressions of Polars: what the library itself answers, lazily too."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import geodistricts as gd
from geodistricts import Gazetteer
from geodistricts.engines import polars as gd_polars
from geodistricts.tables import STRUCTS

POINTS = pl.DataFrame(
    {"lat": [41.0636, 40.97, None, 36.0, 41.0], "lon": [28.8515, 29.02, 29.0, 20.0, 1e9]}
)
ORDERS = pl.DataFrame(
    {
        "il": ["İstanbul", "34", None, "Ankara", None],
        "ilce": ["Kadıköy", "Bakırköy", None, "Batıkent", None],
        "mahalle": ["Caferağa", "caferaga mh", "Cumhuriyet", None, None],
        "adres": ["Moda Cd. 45", None, None, "Kardelen mah. 2090 sk. 5", None],
    }
)


def fields(frame: pl.DataFrame, expression: pl.Expr) -> list[dict[str, Any] | None]:
    return frame.select(expression.alias("found"))["found"].to_list()


@pytest.mark.parametrize("question", ["nearest", "reverse"])
def test_points(bundled: Gazetteer, question: str) -> None:
    found = fields(POINTS, getattr(gd_polars, question)("lat", pl.col("lon")))
    pks, distances = getattr(bundled, f"{question}_many")(
        POINTS["lat"], POINTS["lon"], errors="null"
    )
    districts = bundled.districts(pks)
    for row, district, distance in zip(found, districts, distances.tolist(), strict=True):
        if district is None:
            assert row is None
            continue
        assert row is not None
        assert row["district_pk"], row["city_pk"] == (district.pk, district.city.pk)
        assert row["district"] == district.name
        assert row["township"] == district.township.name
        assert row["postal_code"] == district.postal_code
        assert row["distance"] == distance
        if question == "reverse":
            assert row["method"] == ("nearest" if distance else "boundary")


def test_names(bundled: Gazetteer) -> None:
    found = fields(ORDERS, gd_polars.match("mahalle", "il", "ilce"))
    pks, scores = bundled.match_many(ORDERS["mahalle"], city=ORDERS["il"], township=ORDERS["ilce"])
    for row, pk, score in zip(found, pks.tolist(), scores.tolist(), strict=True):
        expected = None if score != score else (None if pk < 0 else pk, score)
        assert (row and (row["district_pk"], row["score"])) == expected
    by_pk = gd_polars.match("mahalle", city_pk=pl.lit(40), township_pk=pl.lit("470"))
    assert ORDERS.select(by_pk.struct.field("district_pk"))["district_pk"][1] == 35760
    keys = ORDERS.select(gd_polars.normalize("mahalle"))["mahalle"].to_list()
    names = ORDERS["mahalle"].to_list()
    assert keys == [None if name is None else gd.normalize(name) for name in names]


def test_addresses(bundled: Gazetteer) -> None:
    lines = fields(ORDERS, gd_polars.parse("adres"))
    for row, line in zip(lines, ORDERS["adres"], strict=True):
        if line is None:
            assert row is None
            continue
        parsed = bundled.parse(line)
        assert row is not None
        assert row["district_pk"] == (parsed.district and parsed.district.pk)
        assert row["confidence"] == parsed.confidence
        assert row["street_line"] == parsed.remainder
    found = fields(ORDERS, gd_polars.validate("il", "ilce", "mahalle", "adres"))
    for row, given_fields in zip(found, ORDERS.rows(), strict=True):
        if not any(given_fields):
            assert row is None
            continue
        verdict = bundled.validate(*given_fields[:3], address=given_fields[3])
        assert row is not None
        assert row["district_pk"] == (verdict.district and verdict.district.pk)
        assert row["township_pk"] == (verdict.township and verdict.township.pk)
        assert row["next_action"] == verdict.possible_next_action
        assert row["granularity"] == verdict.granularity
        assert row["formatted_address"] == verdict.formatted_address
        for name, component in verdict.components.items():
            assert row["reasons"][name] == component.reason


def test_all_that_an_order_may_have(bundled: Gazetteer) -> None:
    order = pl.DataFrame({"city": [40], "code": [34710], "lat": ["40,9869"], "lon": [29.0252]})
    expression = gd_polars.validate(
        city_pk="city",
        district=pl.lit("Caferağa"),
        postal_code="code",
        latitude="lat",
        longitude="lon",
    )
    verdict = bundled.validate(
        bundled.city(40), None, "Caferağa", "34710", latitude=40.9869, longitude=29.0252
    )
    (row,) = fields(order, expression)
    assert row is not None
    assert verdict.district
    assert (row["district_pk"], row["next_action"]) == (
        verdict.district.pk,
        verdict.possible_next_action,
    )


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_lazily(engine: Any) -> None:
    lazy = pl.concat([POINTS] * 50_000, rechunk=True).lazy()
    place = gd_polars.reverse("lat", "lon").alias("place")
    found = lazy.with_columns(place).select(pl.col("place").struct.field("district_pk"))
    assert found.collect_schema() == {"district_pk": pl.Int32}
    whole = found.collect(engine=engine)["district_pk"]
    alone = [place and place["district_pk"] for place in fields(POINTS, place)]
    assert whole.to_list() == alone * 50_000


@pytest.mark.parametrize("question", STRUCTS)
def test_schemas_are_what_comes(question: str) -> None:
    names = {"nearest": ("lat", "lon"), "reverse": ("lat", "lon")}.get(question, ("adres",))
    frame = POINTS if question in ("nearest", "reverse") else ORDERS
    lazy = frame.lazy().select(getattr(gd_polars, question)(*names))
    assert lazy.collect_schema() == lazy.collect().schema
    assert lazy.filter(pl.lit(value=False)).collect().schema == lazy.collect_schema()
    assert frame.clear().select(getattr(gd_polars, question)(*names)).height == 0


def test_in_groups_and_beside_others() -> None:
    frame = POINTS.with_columns(shop=pl.Series(["a", "b", "a", "b", "a"]))
    counted = (
        frame.lazy()
        .with_columns(gd_polars.reverse("lat", "lon").struct.field("city").alias("city"))
        .group_by("shop")
        .agg(pl.col("city").drop_nulls().len())
        .sort("shop")
        .collect()
    )
    assert counted["city"].to_list() == [1, 1]


def test_what_is_no_column() -> None:
    with pytest.raises(TypeError, match=r"a column must be a name or an expression, .* polars.lit"):
        gd_polars.reverse(41.0, "lon")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="validate needs a column"):
        gd_polars.validate()


@given(st.lists(st.one_of(st.none(), st.text(max_size=30)), max_size=20))
@settings(max_examples=50)
def test_any_text(texts: list[str | None]) -> None:
    frame = pl.DataFrame({"text": pl.Series(texts, dtype=pl.String)})
    found = frame.select(gd_polars.parse("text"), gd_polars.normalize("text"))
    for text, row, key in zip(texts, found["parse"], found["text"], strict=True):
        assert (text is None) == (row is None) == (key is None)
        if text is not None:
            assert row["street_line"] == gd.parse(text).remainder
            assert key == gd.normalize(text)
