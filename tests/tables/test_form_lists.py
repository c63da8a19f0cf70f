"""The lists of a form: every district once, under its village where it is a part of one."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from geodistricts.basics.letters import collation_key
from geodistricts.gazetteer import Gazetteer
from geodistricts.names import normalize
from geodistricts.tables import export_per_township, list_of_a_township


def leaves(entries: list[list[Any]]) -> Iterator[tuple[int, str, str | None]]:
    for pk, name, *parts in entries:
        if pk is not None:
            yield pk, name, None
        for part, shown in parts[0] if parts else ():
            yield part, shown, name


def test_every_district_is_there_once(bundled: Gazetteer, tmp_path: Path) -> None:
    assert export_per_township(bundled, tmp_path / "lists") == 973
    found: list[int] = []
    size = 0
    for path in (tmp_path / "lists").iterdir():
        size += len(gzip.compress(path.read_bytes()))
        if path.name == "places.json":
            continue
        listed = json.loads(path.read_text(encoding="utf-8"))
        for pk, name, village in leaves(listed):
            found.append(pk)
            [one] = bundled.districts([pk])
            assert one is not None
            assert one.township.pk == int(path.stem)
            assert one.display_name.startswith(name)
            assert (one.kind == "part") == (village is not None)
    active = bundled.table["pk"].filter(bundled.table["is_active"]).to_pylist()
    assert sorted(found) == sorted(active)
    # Issue "The form of a checkout": a few hundred bytes a township.
    assert size / 973 < 800


def test_entries_are_in_turkish_order(bundled: Gazetteer) -> None:
    for township in bundled.townships_of("Kars"):
        entries = list_of_a_township(bundled, township)
        for listed in (entries, *(entry[2] for entry in entries if len(entry) > 2)):
            names = [entry[1] for entry in listed]
            assert names == sorted(names, key=collation_key)


def test_files_are_replaced_by_newer_ones(bundled: Gazetteer, tmp_path: Path) -> None:
    kadikoy = bundled.township("Kadıköy")
    for _ in range(2):
        assert export_per_township(bundled, tmp_path, kadikoy) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{kadikoy.pk}.json", "places.json"]


def test_a_village_has_its_own_name(bundled: Gazetteer) -> None:
    """Also where its part has no bracket that would say it: "Armutveren Köy Yaylası"."""
    table = bundled.table.filter(bundled.table["village"].is_valid())
    bare = table.filter(pc.invert(pc.match_substring(table["display_name"], "(")))
    parts = [one for one in bundled.districts(bare["pk"]) if one is not None and one.is_active]
    assert parts
    for part in parts:
        [village] = [
            name
            for _, name, *inside in list_of_a_township(bundled, part.township)
            for pk, _ in (inside[0] if inside else ())
            if pk == part.pk
        ]
        assert normalize(village) == normalize(part.village or "")
