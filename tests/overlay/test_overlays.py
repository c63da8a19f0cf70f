"""A gazetteer with corrections answers every question as if its snapshot had been built so."""

import multiprocessing
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
import shapely

from geodistricts import SnapshotError
from geodistricts.basics.arrow import numbers
from geodistricts.errors import OverlayError
from geodistricts.gazetteer import Gazetteer
from geodistricts.snapshot import (
    ALIASES,
    BOUNDARIES,
    CITIES,
    DISTRICTS,
    SCHEMAS,
    TOWNSHIPS,
    read_manifest,
    read_table,
)
from geodistricts.sources.write import Source, write_snapshot
from small_snapshots import write_points, write_polygons

OWN = 10_000_000
COLUMNS = "action,pk,name,township,latitude,longitude,postal_code"
SQUARES = [
    shapely.box(30 + x / 10, 39 + y / 10, 30.1 + x / 10, 39.1 + y / 10)
    for y in range(4)
    for x in range(4)
]


def overlaid(path: Path | None, folder: Path, *lines: str) -> Gazetteer:
    file = folder / "overlay.csv"
    full = (line + "," * (6 - line.count(",")) for line in lines)
    file.write_text("\n".join([COLUMNS, *full]), encoding="utf-8")
    return Gazetteer.open(path, file)


def rebuilt(gazetteer: Gazetteer, folder: Path) -> Gazetteer:
    """Build a snapshot of what a gazetteer has."""
    manifest = read_manifest(gazetteer.path)
    tables = {
        name: read_table(gazetteer.path, manifest, name) for name in (CITIES, TOWNSHIPS, BOUNDARIES)
    }
    tables[DISTRICTS] = gazetteer.table.cast(SCHEMAS[DISTRICTS])
    tables[ALIASES] = gazetteer._rows.aliases
    write_snapshot(folder, tables, [Source("test", "this test", "none", None, "0" * 64)], None)
    return Gazetteer.open(folder)


def answers(gazetteer: Gazetteer) -> dict[str, Any]:
    """Ask every question of points all over a small snapshot, and of its names."""
    lats, lons = (
        axis.ravel()
        for axis in np.meshgrid(np.linspace(38.95, 39.45, 24), np.linspace(29.95, 30.45, 24))
    )
    points = list(zip(lats.tolist(), lons.tolist(), strict=True))
    names = ["Village 3 Köyü", "YENİKENT", "Part 1 (Village 3)", "Eski Ad", "village", "Renamed"]
    nearest, metres = gazetteer.nearest_many(lats, lons)
    inside, off = gazetteer.reverse_many(lats, lons)
    return {
        "nearest": [gazetteer.nearest(*point) for point in points],
        "nearest_many": (nearest.tolist(), np.nan_to_num(metres, nan=-1).tolist()),
        "neighbors": [gazetteer.neighbors(*point, k=4, city="City") for point in points[::50]],
        "within": gazetteer.within(west=30.05, south=39.05, east=30.3, north=39.3),
        "reverse": [gazetteer.reverse(*point) for point in points],
        "reverse_many": (inside.tolist(), np.nan_to_num(off, nan=-1).tolist()),
        "match": [gazetteer.match(name) for name in names],
        "match_many": gazetteer.match_many(names)[0].tolist(),
        "suggest": [gazetteer.suggest(prefix) for prefix in ("vil", "yeni", "ren", "es")],
        "validate": [gazetteer.validate("City", "Township", name, "06100") for name in names],
        "parse": [gazetteer.parse(f"{name} Mah. Gül Sk. 5 Township / City") for name in names],
        "parse_many": gazetteer.parse_many(names).districts.tolist(),
        "districts_of": gazetteer.districts_of("Township"),
        "take": gazetteer.take(numbers(gazetteer.table, "pk")).to_pylist(),
        "table": gazetteer.table.to_pylist(),
    }


def test_every_question_answers_as_if_it_had_been_built_so(tmp_path: Path) -> None:
    write_polygons(tmp_path / "list", SQUARES, [3 if row == 3 else 0 for row in range(16)])
    gazetteer = overlaid(
        tmp_path / "list",
        tmp_path,
        "rename,2,RENAMED MAH",
        "alias,6,Eski Ad",
        "move,9,,,39.21,30.17",
        "deactivate,1",
        f"add,{OWN},YENİKENT MAH,Township,39.02,30.03,06100",
        "deactivate,5",
        f"add,{OWN + 7},UZAK KÖYÜ,Township,39.44,30.44",
        f"add,{OWN + 3},YERSİZ MAH (VILLAGE 3 KÖYÜ),Township",
        "deactivate,19",
    )
    found = answers(gazetteer)
    expected = answers(rebuilt(gazetteer, tmp_path / "built"))
    for question, answer in expected.items():
        assert found[question] == answer, question
    plain = answers(Gazetteer.open(tmp_path / "list"))
    for question, answer in plain.items():
        assert found[question] != answer, question


def test_boundaries_follow_their_districts(tmp_path: Path) -> None:
    write_polygons(tmp_path / "list", SQUARES, [1 if row == 3 else 0 for row in range(16)])
    gazetteer = overlaid(
        tmp_path / "list",
        tmp_path,
        "rename,2,RENAMED MAH",
        "move,3,,,39.44,30.44",
        "deactivate,4",
        "deactivate,6",
        f"add,{OWN},YENİKENT MAH,Township,39.12,30.02",
        "deactivate,7",
    )

    def at(lat: float, lon: float) -> tuple[int, str] | None:
        place = gazetteer.reverse(lat, lon, 10)
        return place and (place.district.pk, place.method)

    renamed = gazetteer.reverse(39.05, 30.15)
    assert renamed is not None
    assert renamed.district.display_name == "Renamed Mah."
    assert at(39.05, 30.25) == (3, "boundary"), "a district that was moved keeps its boundary"
    assert at(39.05, 30.35) == (5, "boundary"), "the boundary's other district has it alone"
    assert at(39.15, 30.05) == (OWN, "boundary"), "it is in the place of the one that is gone"
    assert at(39.15, 30.17) is None, "nothing has it any more"
    assert gazetteer.district(OWN).coordinate_source == "source"


def test_what_the_bundled_list_answers(bundled: Gazetteer, tmp_path: Path) -> None:
    caferaga = bundled.district("Caferağa", "İstanbul", "Kadıköy")
    osmanaga = bundled.district("Osmanağa", "İstanbul", "Kadıköy")
    assert caferaga.latitude is not None
    assert caferaga.longitude is not None
    at = (caferaga.latitude, caferaga.longitude)
    gazetteer = overlaid(
        None,
        tmp_path,
        f"deactivate,{caferaga.pk}",
        f"add,{OWN},YENİMODA MAH,Kadıköy,{at[0]},{at[1]},34710",
        f"alias,{OWN},Eskiçarşı",
        f"rename,{osmanaga.pk},YÜZÜNCÜ YIL OSMANAĞA MAH",
    )
    added = gazetteer.district(OWN)
    assert (added.display_name, added.label) == (
        "Yenimoda Mah.",
        "Yenimoda Mah., Kadıköy, İstanbul",
    )
    assert (added.kind, added.official_code, added.population) == ("mahalle", None, None)
    nearest, place = gazetteer.nearest(*at), gazetteer.reverse(*at)
    assert nearest is not None
    assert place is not None
    assert nearest == (added, 0.0)
    assert (place.district, place.method) == (added, "boundary")
    assert gazetteer.resolve("İstanbul", "Kadıköy", "yenimoda mah").district == OWN
    assert gazetteer.parse("Yenimoda Mh. Moda Cd. 5 Kadıköy").district == added
    assert gazetteer.suggest("yenimod", "İstanbul")[0] == added
    [found] = gazetteer.match("eski çarşı", "İstanbul", "Kadıköy")
    assert (found.district, found.kind) == (added, "alias")
    assert added in gazetteer.districts_of("Kadıköy")
    assert caferaga not in gazetteer.districts_of("Kadıköy")
    assert not gazetteer.district(caferaga.pk).is_active
    assert [
        m.district for m in gazetteer.match("Caferağa", "İstanbul", "Kadıköy", min_score=96)
    ] == []
    renamed = gazetteer.district(osmanaga.pk)
    assert renamed.display_name == "Yüzüncü Yıl Osmanağa Mah."
    assert renamed._replace(name=osmanaga.name, display_name=osmanaga.display_name) == osmanaga
    assert gazetteer.resolve("34", "Kadıköy", "100. Yıl Osmanağa").district == osmanaga.pk
    assert gazetteer.table.num_rows == bundled.table.num_rows + 1
    assert gazetteer.table.schema == bundled.table.schema


def test_a_name_without_turkish_letters_is_shown_as_the_list_writes_its_words(
    tmp_path: Path,
) -> None:
    gazetteer = overlaid(
        None, tmp_path, f"add,{OWN},CUMHURIYET MAH (YENIKOY KOYU),Kadıköy", f"alias,{OWN},X"
    )
    district = gazetteer.district(OWN)
    assert district.display_name.startswith("Cumhuriyet Mah.")


def test_an_alias_takes_no_name_away(bundled: Gazetteer, tmp_path: Path) -> None:
    caferaga = bundled.district("Caferağa", "İstanbul", "Kadıköy")
    osmanaga = bundled.district("Osmanağa", "İstanbul", "Kadıköy")
    gazetteer = overlaid(None, tmp_path, f"alias,{caferaga.pk},Osmanağa Mah.")
    found = gazetteer.match("osmanağa", "İstanbul", "Kadıköy")
    assert [one.district.pk for one in found] == [osmanaga.pk]


def test_own_numbers_may_stand_between_a_platforms(tmp_path: Path) -> None:
    points = [(39 + row / 10, 32.0) for row in range(4)]
    write_points(tmp_path / "list", points, pks=[5, OWN + 5, OWN + 10, OWN + 20])
    gazetteer = overlaid(
        tmp_path / "list",
        tmp_path,
        f"add,{OWN + 7},NEW MAH,Township,39.0,32.1",
        f"add,{OWN + 30},OTHER MAH,Township,39.3,32.1",
        f"move,{OWN + 10},,,39.2,31.9",
    )
    pks = numbers(gazetteer.table, "pk").tolist()
    assert pks == [5, OWN + 5, OWN + 7, OWN + 10, OWN + 20, OWN + 30]
    asked = [*points, (39.0, 32.1), (39.3, 32.1)]
    found = gazetteer.nearest_many([lat for lat, _ in asked], [lon for _, lon in asked])[0]
    assert found.tolist() == [5, OWN + 5, OWN + 10, OWN + 20, OWN + 7, OWN + 30]
    assert [d and d.pk for d in gazetteer.districts(pks)] == pks
    for pk in (OWN + 5, OWN + 20):
        with pytest.raises(Exception, match="already; take a number that is not used yet"):
            overlaid(tmp_path / "list", tmp_path, f"add,{pk},NEW MAH,Township")


def ask_version(gazetteer: Gazetteer) -> tuple[str, int]:
    found = gazetteer.nearest(39.0, 32.1)
    assert found is not None
    return gazetteer.version, found.district.pk


def test_it_is_pickled_by_path_overlay_and_version(tmp_path: Path) -> None:
    write_points(tmp_path / "list", [(39.0, 32.0)])
    gazetteer = overlaid(tmp_path / "list", tmp_path, f"add,{OWN},NEW MAH,Township,39.0,32.1")
    frozen = pickle.dumps(gazetteer)
    assert len(frozen) < 1000
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(ask_version, (gazetteer,)) == (gazetteer.version, OWN)
    assert ask_version(pickle.loads(frozen)) == (gazetteer.version, OWN)
    overlaid(tmp_path / "list", tmp_path, f"add,{OWN},OTHER MAH,Township")
    with pytest.raises(SnapshotError, match=r"has version .* now.*was pickled"):
        pickle.loads(frozen)


def test_corrections_can_be_told(tmp_path: Path, bundled: Gazetteer) -> None:
    gazetteer = overlaid(None, tmp_path, "deactivate,7", "alias,8,Eski")
    assert gazetteer.overlay == tmp_path / "overlay.csv"
    assert [(one.action, one.pk) for one in gazetteer.corrections] == [
        ("deactivate", 7),
        ("alias", 8),
    ]
    assert (bundled.overlay, bundled.corrections) == (None, ())
    gazetteer.preload()


def test_nothing_else_is_loaded_without_an_overlay() -> None:
    import subprocess
    import sys

    script = (
        "import sys, geodistricts as gd; gd.nearest(41, 29)\n"
        "print([m for m in sys.modules if 'overlay' in m or m.endswith('snapshot.naming')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_an_overlay_brings_no_pandas(tmp_path: Path) -> None:
    import subprocess
    import sys

    overlaid(None, tmp_path, "deactivate,7", f"add,{OWN},X MAH,Kadıköy,40.9,29.0", "move,9,,,39,32")
    script = (
        "import sys, geodistricts as gd\n"
        f"gd.Gazetteer.open(overlay={str(tmp_path / 'overlay.csv')!r}).nearest(41.0, 29.0)\n"
        "print([m for m in ('pandas', 'rtree', 'click', 'rich') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_snapshot_with_aliases_keeps_them_but_those_of_districts_that_go(tmp_path: Path) -> None:
    write_points(tmp_path / "list", [(39.0, 32.0), (39.1, 32.0)])
    listed = Gazetteer.open(tmp_path / "list")
    names = {"pk": [1, 2], "name": ["FIRST", "SECOND"], "kind": ["former"] * 2, "source": ["x"] * 2}
    manifest = read_manifest(listed.path)
    tables = {name: read_table(listed.path, manifest, name) for name in (CITIES, TOWNSHIPS)}
    tables[DISTRICTS] = listed.table.cast(SCHEMAS[DISTRICTS])
    tables[BOUNDARIES] = SCHEMAS[BOUNDARIES].empty_table()
    tables[ALIASES] = pa.table(names, SCHEMAS[ALIASES])
    write_snapshot(tmp_path / "list", tables, [], None)
    gazetteer = overlaid(tmp_path / "list", tmp_path, "deactivate,2", "alias,1,Third")
    assert gazetteer._rows.aliases["name"].to_pylist() == ["FIRST", "Third"]
    for name in ("first", "third"):
        assert [(m.district.pk, m.kind) for m in gazetteer.match(name)] == [(1, "alias")]


def test_a_renamed_district_is_found_by_its_old_name(bundled: Gazetteer, tmp_path: Path) -> None:
    """What customers go on writing."""
    overlay = tmp_path / "corrections.csv"
    district = bundled.district("Caferağa", "34", "Kadıköy")
    overlay.write_text(f"action,pk,name\nrename,{district.pk},YEPYENİ MAH\n", encoding="utf-8")
    mine = Gazetteer.open(overlay=overlay)
    for name, kind in (("Yepyeni mah", "normalized"), ("Caferağa mah", "alias")):
        [found] = mine.match(name, "34", "Kadıköy")
        assert (found.district.pk, found.kind, found.outside) == (district.pk, kind, False)
    verdict = mine.validate("İstanbul", "Kadıköy", "Caferağa")
    assert verdict.district == mine.district(district.pk)


@pytest.mark.parametrize("value", [5, ["a.csv"], object()])
def test_what_is_no_path(value: object) -> None:
    with pytest.raises(TypeError, match="overlay must be the path of one file or folder, not"):
        Gazetteer.open(overlay=value)  # type: ignore[arg-type]


def test_a_name_is_borne_however_it_is_written(tmp_path: Path) -> None:
    """A platform's list may be in small letters."""
    write_points(tmp_path / "snapshot", [(41.0, 29.0), (41.1, 29.1)])
    overlay = tmp_path / "corrections.csv"
    overlay.write_text(
        "action,pk,name,township\nadd,10000000,district 1 mah,Township\n", encoding="utf-8"
    )
    with pytest.raises(OverlayError, match="line 2: pk 1 is called 'district 1 mah' in"):
        Gazetteer.open(tmp_path / "snapshot", overlay)
