"""Files of tables: opened by their ending, put in place only when whole."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geodistricts.tables.files import create_table, open_table

TABLE = pa.table({"code": ["007", "", 'a "b"'], "note": ["x\ny", "z,", ";"]})
ENDINGS = [".csv", ".CSV", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".parquet", ".pq"]


def write(path: Path, table: pa.Table, delimiter: str = ",") -> None:
    """Write a table."""
    with create_table(path, table.schema, delimiter) as add:
        for batch in table.to_batches(max_chunksize=2):
            add(batch)


def write_and_stop(path: Path) -> None:
    """Write rows, and fail before the end."""
    with create_table(path, TABLE.schema) as add:
        add(TABLE.to_batches()[0])
        raise pa.ArrowInvalid("stopped")


def read(path: Path, delimiter: str | None = None) -> pa.Table:
    """Read a table."""
    reader = open_table(path, delimiter)
    return pa.Table.from_batches(list(reader), reader.schema)


@pytest.mark.parametrize("ending", ENDINGS)
def test_written_and_read(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"table{ending}"
    write(path, TABLE)
    assert read(path).equals(TABLE)
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_equal_tables_make_equal_files(tmp_path: Path) -> None:
    for ending in ENDINGS:
        first, second = tmp_path / f"first{ending}", tmp_path / f"second{ending}"
        write(first, TABLE)
        write(second, TABLE)
        assert first.read_bytes() == second.read_bytes()


def test_delimiters(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    write(path, TABLE, ";")
    assert path.read_text(encoding="utf-8").startswith("code;note\n")
    assert read(path).equals(TABLE)
    assert open_table(path, ";").delimiter == ";"
    tabbed = tmp_path / "table.tsv"
    write(tabbed, TABLE, ";")
    assert tabbed.read_text(encoding="utf-8").startswith("code\tnote\n")
    columnar = tmp_path / "table.parquet"
    write(columnar, TABLE)
    assert open_table(columnar).delimiter == ","
    assert open_table(columnar, ";").delimiter == ";"
    for wrong in (";;", "", "x", '"'):
        with pytest.raises(ValueError, match="the delimiter must be one of"):
            open_table(path, wrong)


def test_parquet_keeps_types_and_metadata(tmp_path: Path) -> None:
    table = pa.table(
        {
            "tags": [["a"], None],
            "kind": pa.array(["x", "y"]).dictionary_encode(),
            "raw": [b"\xff", None],
            "when": pa.array([0, None], pa.timestamp("us", "Europe/Istanbul")),
        }
    ).replace_schema_metadata({"made": "by hand"})
    source, target = tmp_path / "in.parquet", tmp_path / "out.parquet"
    pq.write_table(table, source)
    write(target, read(source))
    assert pq.read_table(target).equals(pq.read_table(source), check_metadata=True)


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    for ending in ENDINGS:
        path = tmp_path / f"table{ending}"
        path.write_text("as it was", encoding="utf-8")
        with pytest.raises(pa.ArrowInvalid, match="stopped"):
            write_and_stop(path)
        assert path.read_text(encoding="utf-8") == "as it was"
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(f"table{e}" for e in ENDINGS)


def test_what_a_link_leads_to_is_replaced(tmp_path: Path) -> None:
    real, link = tmp_path / "real" / "table.csv", tmp_path / "link.csv"
    real.parent.mkdir()
    link.symlink_to(real)
    write(link, TABLE)
    assert link.is_symlink()
    assert read(real).equals(TABLE)


def test_position(tmp_path: Path) -> None:
    path = tmp_path / "table.parquet"
    pq.write_table(pa.table({"number": range(200_000)}), path)
    reader = open_table(path)
    seen = [reader.position for _ in reader]
    assert reader.total == seen[-1] == 200_000
    assert seen == sorted(seen)
    assert len(seen) > 1


def test_bad_files(tmp_path: Path) -> None:
    for name in ("table.xlsx", "table", "table.gz", "table.parquet.gz"):
        for opened in (open_table, lambda path: write(path, TABLE)):
            with pytest.raises(ValueError, match=f"{name}: name a .csv"):
                opened(tmp_path / name)
    with pytest.raises(FileNotFoundError):
        open_table(tmp_path / "none.parquet")
    with pytest.raises(FileNotFoundError, match="its folder does not exist; make it first"):
        write(tmp_path / "none" / "table.csv", TABLE)
    whole = tmp_path / "whole.parquet"
    pq.write_table(pa.table({"number": range(100_000)}), whole)
    damaged = bytearray(whole.read_bytes())
    damaged[100:5_000] = bytes(4_900)
    for content in (b"nothing of the kind", whole.read_bytes()[:-1], bytes(damaged)):
        path = tmp_path / "damaged.parquet"
        path.write_bytes(content)
        with pytest.raises(ValueError, match=r"damaged.parquet: cannot be read as Parquet"):
            read(path)
