"""Other names of districts, as a snapshot has them: read when asked for, and not on trust."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from geodistricts import SnapshotError
from geodistricts.gazetteer import Gazetteer
from geodistricts.snapshot import ALIASES, BOUNDARIES, CITIES, DISTRICTS, SCHEMAS, TOWNSHIPS
from geodistricts.snapshot.reading import read_manifest, read_table
from geodistricts.sources.write import write_snapshot


def with_aliases(path: Path, *aliases: tuple[Any, Any]) -> Gazetteer:
    manifest = read_manifest(path)
    names = (CITIES, TOWNSHIPS, DISTRICTS, BOUNDARIES)
    tables = {name: read_table(path, manifest, name) for name in names}
    rows = [{"pk": pk, "name": name, "kind": "former", "source": "x"} for pk, name in aliases]
    tables[ALIASES] = pa.Table.from_pylist(rows, SCHEMAS[ALIASES])
    write_snapshot(path, tables, [], None)
    return Gazetteer.open(path)


def test_an_alias_finds_its_district(small_snapshot: Path) -> None:
    gazetteer = with_aliases(small_snapshot, (1, "Eski Ad"), (3, "Eski Ad"), (3, "Öbür Köyü"))
    found = gazetteer.match("eskı ad mah.")
    assert [(one.district.pk, one.kind) for one in found] == [(1, "alias"), (3, "alias")]
    assert [one.district.pk for one in gazetteer.match("öbür")] == [3]


@pytest.mark.parametrize(
    "aliases",
    [[(9, "X")], [(2, "X"), (1, "X")], [(None, "X")], [(1, None)]],
    ids=["of no district", "in no order", "without a pk", "without a name"],
)
def test_aliases_that_do_not_fit(small_snapshot: Path, aliases: list[tuple[Any, Any]]) -> None:
    gazetteer = with_aliases(small_snapshot, *aliases)
    assert gazetteer.nearest(41.0, 29.0)
    with pytest.raises(SnapshotError, match=r"aliases\.parquet: damaged"):
        gazetteer.match("something else")
