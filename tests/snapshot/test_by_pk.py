"""Districts by pk: records, and columns with the names of places beside their numbers."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodistricts import Gazetteer
from geodistricts.basics.arrow import numbers
from small_snapshots import write_points


@pytest.fixture(scope="module")
def pks(bundled: Gazetteer) -> list[int]:
    """Choose some pks."""
    return [int(pk) for pk in numbers(bundled.table, "pk")[::9_001]]


@pytest.mark.parametrize(
    "column",
    [
        list,
        tuple,
        np.array,
        lambda pks: np.array(pks, np.int16 if max(pks) < 2**15 else np.uint32),
        lambda pks: np.array(pks, np.float64),
        pa.array,
        lambda pks: pa.chunked_array([pks]),
        pd.Series,
        lambda pks: pd.Series(pks, dtype="Int64"),
    ],
)
def test_columns_of_pks(
    bundled: Gazetteer, pks: list[int], column: Callable[[list[int]], Any]
) -> None:
    assert bundled.districts(column(pks)) == [bundled.district(pk) for pk in pks]
    assert bundled.take(column(pks), ["pk"])["pk"].to_pylist() == pks


@pytest.mark.filterwarnings("ignore:Warning. converting a masked element")
@pytest.mark.parametrize(
    "missing", [-1, None, float("nan"), pd.NA, np.ma.masked, np.int32(-1)], ids=repr
)
def test_missing_in_missing_out(bundled: Gazetteer, pks: list[int], missing: object) -> None:
    assert bundled.districts([pks[0], missing]) == [bundled.district(pks[0]), None]
    taken = bundled.take([missing, pks[0]])
    assert set(taken.to_pylist()[0].values()) == {None}
    assert taken["pk"].to_pylist() == [None, pks[0]]


@pytest.mark.parametrize("unknown", [0, -2, 2**31 - 1, 2**31, 2**40, -(2**40), 10**18])
def test_an_unknown_pk_is_named(bundled: Gazetteer, pks: list[int], unknown: int) -> None:
    for ask in (bundled.districts, bundled.take):
        with pytest.raises(LookupError, match=f"no district has the pk {unknown};"):
            ask([*pks, -1, unknown, 0])


@pytest.mark.parametrize("step", [1, 7, 1_000])
def test_numbers_near_and_far_apart(tmp_path: Path, step: int) -> None:
    path, pks = tmp_path / "snapshot", range(step, 10 * step, step)
    write_points(path, [(40.0, 30.0)] * 9, pks=pks)
    gazetteer = Gazetteer.open(path)
    for pk in pks:
        assert gazetteer.district(pk).pk == pk
        [found] = gazetteer.districts([pk])
        assert found == gazetteer.district(pk)
    for unknown in {0, step - 1, step + 1, 9 * step + 1, 10 * step} - set(pks):
        with pytest.raises(LookupError, match=f"no district has the pk {unknown};"):
            gazetteer.districts([step, unknown])
    assert gazetteer.districts([-1]) == [None]
    assert gazetteer.nearest_many([40.0], [30.0])[0].tolist() == [step]


@pytest.mark.parametrize(
    ("bad", "error", "text"),
    [
        ([1.5], ValueError, r"pks must be whole numbers, not 1.5 in row 0"),
        ([1, float("inf")], ValueError, r"pks must be whole numbers, not inf in row 1"),
        (["35303"], TypeError, "pks must be numbers"),
        ([True], TypeError, "pks must be numbers"),
        ([[1]], ValueError, "pks must be a flat"),
        (35303, ValueError, "pks must be a flat"),
        ("35303", TypeError, "pks must be numbers"),
    ],
)
def test_what_are_no_pks(bundled: Gazetteer, bad: Any, error: type[Exception], text: str) -> None:
    for ask in (bundled.districts, bundled.take):
        with pytest.raises(error, match=text):
            ask(bad)


@given(data=st.data())
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_columns_say_what_records_say(bundled: Gazetteer, data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.integers(0, bundled.table.num_rows - 1), max_size=20))
    asked = [int(pk) for pk in numbers(bundled.table, "pk")[rows]]
    for row, district in zip(
        bundled.take(asked).to_pylist(), bundled.districts(asked), strict=True
    ):
        assert district is not None
        city, township = district.city, district.township
        assert row == {
            **district._asdict(),
            "township": township.pk,
            "township_name": township.name,
            "township_display_name": township.display_name,
            "city": city.pk,
            "city_name": city.name,
            "city_display_name": city.display_name,
        }


def test_columns_that_are_asked_for(bundled: Gazetteer, pks: list[int]) -> None:
    columns = ["semt", "city_name", "pk", "semt"]
    assert bundled.take(pks, columns).column_names == ["semt", "city_name", "pk"]
    everything = bundled.table.column_names
    assert bundled.take(bundled.table["pk"], everything).num_rows == bundled.table.num_rows
    with pytest.raises(LookupError, match=r"no column 'nam'; the columns are pk, .*city_name"):
        bundled.take(pks, ["nam"])
    with pytest.raises(TypeError, match="columns must be a list of names"):
        bundled.take(pks, "name")
    assert pa.types.is_string(bundled.take(pks, ["postal_code"]).schema.field("postal_code").type)
