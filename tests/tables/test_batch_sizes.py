"""Batches that stay small, in rows and in bytes."""

from itertools import chain
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodistricts.tables import batches as batches_module
from geodistricts.tables.batches import BATCH_BYTES, BATCH_ROWS, gathered, weight
from geodistricts.tables.files import open_table

COUNT, LONG = 3_000, 40_000


def batch_of(texts: list[str | None], kind: pa.DataType | None = None) -> pa.RecordBatch:
    """Make a batch of one column."""
    return pa.RecordBatch.from_arrays([pa.array(texts).cast(kind or pa.string())], ["x"])


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.dictionary(pa.int32(), pa.string())], ids=str
)
def test_weight_is_of_values_written_out(kind: pa.DataType) -> None:
    heavy = batch_of(["x" * 1_000] * 100, kind)
    assert 100_000 <= weight(heavy) <= 102_000
    assert weight(heavy.slice(10, 10)) <= 10_200
    numbers = pa.RecordBatch.from_arrays([pa.array([5, None]).dictionary_encode()], ["x"])
    assert weight(numbers) < 100
    assert weight(batch_of([None, None], kind)) < 100


@given(
    st.lists(st.lists(st.text(max_size=30), max_size=9), max_size=9),
    st.integers(1, 10),
    st.integers(1, 100),
)
def test_rows_stay_in_order(texts: list[list[str]], rows: int, size: int) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(batches_module, "BATCH_ROWS", rows)
        patched.setattr(batches_module, "BATCH_BYTES", size)
        found = list(gathered(batch_of([*part]) for part in texts))
    assert [text for batch in found for text in batch["x"].to_pylist()] == [*chain(*texts)]
    assert all(1 <= batch.num_rows <= rows for batch in found)


def test_small_ones_are_put_together_and_large_ones_cut() -> None:
    small = [batch_of(["x"] * 1_000)] * 200
    assert [batch.num_rows for batch in gathered(small)] == [65_000] * 3 + [5_000]
    (large,) = [batch_of(["x" * (1 << 20)] * 40)]
    assert all(weight(batch) <= BATCH_BYTES for batch in gathered([large]))
    assert max(batch.num_rows for batch in gathered([batch_of(["x"] * 200_000)])) <= BATCH_ROWS


def test_codes_that_differ_from_batch_to_batch() -> None:
    parts = [batch_of([name, "c"], pa.dictionary(pa.int32(), pa.string())) for name in "ab"]
    (found,) = gathered(parts)
    assert found["x"].to_pylist() == ["a", "c", "b", "c"]


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"row_group_size": 500},
        {"use_dictionary": False, "data_page_size": 1 << 30, "write_batch_size": 1 << 20},
    ],
    ids=["one group", "some groups", "one page"],
)
@pytest.mark.parametrize("same", [False, True], ids=["each its own", "all the same"])
def test_parquet_of_heavy_rows(tmp_path: Path, same: bool, options: dict[str, Any]) -> None:
    path = tmp_path / "heavy.parquet"
    texts = [("same" if same else str(number)).ljust(LONG) for number in range(COUNT)]
    pq.write_table(pa.table({"x": texts}), path, compression="zstd", **options)
    batches = list(open_table(path))
    assert max(map(weight, batches)) <= BATCH_BYTES
    assert min(batch.num_rows for batch in batches[:-1]) > 50
    assert [text for batch in batches for text in batch["x"].to_pylist()] == texts


def test_heavy_rows_after_light_ones(tmp_path: Path) -> None:
    path = tmp_path / "skew.parquet"
    texts = ["a"] * 1_000 + ["b" * LONG] * COUNT
    pq.write_table(pa.table({"x": texts}), path)
    assert max(map(weight, open_table(path))) <= 2 * BATCH_BYTES
