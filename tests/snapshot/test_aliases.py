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


def with_aliases(path: Path, *aliases: tuple[Any, Any], kind: str = "former") -> Gazetteer:
    manifest = read_manifest(path)
    names = (CITIES, TOWNSHIPS, DISTRICTS, BOUNDARIES)
    tables = {name: read_table(path, manifest, name) for name in names}
    rows = [{"pk": pk, "name": name, "kind": kind, "source": "x"} for pk, name in aliases]
    tables[ALIASES] = pa.Table.from_pylist(rows, SCHEMAS[ALIASES])
    write_snapshot(path, tables, [], None)
    return Gazetteer.open(path)


def test_an_alias_finds_its_district(small_snapshot: Path) -> None:
    gazetteer = with_aliases(small_snapshot, (1, "Eski Ad"), (3, "Eski Ad"), (3, "Öbür Köyü"))
    found = gazetteer.match("eskı ad mah.")
    assert [(one.district.pk, one.kind) for one in found] == [(1, "alias"), (3, "alias")]
    assert [one.district.pk for one in gazetteer.match("öbür")] == [3]


def test_a_semt_stands_for_its_districts_and_names_none(small_snapshot: Path) -> None:
    aliases = [(1, "Rıhtım"), (1, "Çarşı İçi"), (3, "Rıhtım")]
    gazetteer = with_aliases(small_snapshot, *aliases, kind="semt")
    found = gazetteer.match("rıhtım")
    assert [(one.district.pk, one.score, one.kind) for one in found] == [
        (1, 82.0, "alias"),
        (3, 82.0, "alias"),
    ]
    own = gazetteer.table["name"][0].as_py()
    assert gazetteer.match(f"{own} (Çarşı İçi)")[0].district.pk == 1
    assert [one.pk for one in gazetteer.suggest("rıht")] == [1, 3]
    with pytest.raises(LookupError):
        gazetteer.district("Rıhtım")


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
