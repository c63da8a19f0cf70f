"""The list as a file: boundaries, places, and the lists of a form."""

import csv
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pyarrow.parquet as pq
import pytest
import shapely

from geodistricts.gazetteer import Gazetteer
from geodistricts.records import City, Level, Township
from geodistricts.tables import FORMATS, LEVELS, export, lists_of_a_form

G = Gazetteer.open()
ADALAR = G.township("Adalar", "34")
BARTIN = G.city("Bartın")
MUT = G.township("Mut", "Mersin")  # has a sliver that rounding turns over
PLACES: list[City | Township] = [ADALAR, BARTIN, MUT]


def features(path: Path) -> list[dict[str, Any]]:
    collection = json.loads(path.read_text("utf-8"))
    assert collection["type"] == "FeatureCollection"
    found: list[dict[str, Any]] = collection["features"]
    return found


def rings(geometry: dict[str, Any]) -> Iterator[tuple[bool, list[list[float]]]]:
    """Yield each ring, and whether it is a shell."""
    polygons = geometry["coordinates"]
    for polygon in polygons if geometry["type"] == "MultiPolygon" else [polygons]:
        for number, ring in enumerate(polygon):
            yield number == 0, ring


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("place", PLACES, ids=["township", "city", "sliver"])
def test_geojson_is_as_the_standard_has_it(
    level: Level, place: City | Township, tmp_path: Path
) -> None:
    out = tmp_path / "a.geojson"
    count = export(G, out, level, "geojson", place)
    if level == "city" and isinstance(place, Township):
        assert count == 0
        assert not out.exists()
        return
    found = features(out)
    table = G.boundaries(level).to_pylist()
    own = "township" if isinstance(place, Township) else "city"
    expected = [row for row in table if row["pk" if level == own else own] == place.pk]
    assert len(found) == count == len(expected)
    for feature, row in zip(found, expected, strict=True):
        assert feature.get("id") == row["pk"]
        exact = shapely.from_wkb(row.pop("geometry"))
        assert feature["properties"] == row
        shape = shapely.from_geojson(json.dumps(feature["geometry"]))
        assert shape.is_valid
        assert shapely.hausdorff_distance(shape, exact) < 1e-6
        for is_shell, ring in rings(feature["geometry"]):
            assert shapely.is_ccw(shapely.linearrings(ring)) is np.bool_(is_shell)
            assert all(round(degrees, 6) == degrees for vertex in ring for degrees in vertex)


def test_every_level_is_valid_geojson_and_whole(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    out = tmp_path / "townships.geojson"
    assert export(G, out, "township", "geojson", None, lambda *now: told.append(now)) == 973
    assert told[-1] == (973, 973)
    frame = geopandas.read_file(out)
    assert frame.geometry.is_valid.all()
    assert len(frame) == 973


def test_no_number_has_more_than_six_decimals_but_where_rounding_breaks_a_border(
    tmp_path: Path,
) -> None:
    out = tmp_path / "townships.geojson"
    export(G, out, "township", "geojson")
    exact = shapely.from_wkb(G.boundaries("township")["geometry"].to_pylist())
    can_be_rounded = shapely.is_valid(shapely.transform(exact, lambda xy: np.round(xy, 6)))
    lines = [line for line in out.read_text("utf-8").splitlines() if '"geometry"' in line]
    assert len(lines) == len(exact)
    assert can_be_rounded.mean() > 0.9
    for line, is_rounded in zip(lines, can_be_rounded.tolist(), strict=True):
        if is_rounded:
            assert not re.search(r"\.\d{7}", line[line.index('"geometry"') :])


@pytest.mark.parametrize("level", LEVELS)
def test_geoparquet_reads_as_geometry(level: Level, tmp_path: Path) -> None:
    out = tmp_path / "a.parquet"
    export(G, out, level, "geoparquet", BARTIN)
    frame = geopandas.read_parquet(out)
    assert str(frame.crs) == "OGC:CRS84"
    whole = G.boundary(BARTIN)
    assert whole is not None
    assert shapely.area(shapely.union_all(frame.geometry)) == pytest.approx(whole.area, rel=1e-3)
    told = json.loads(pq.read_schema(out).metadata[b"geo"])["columns"]["geometry"]
    assert told["bbox"] == frame.total_bounds.tolist()
    assert told["geometry_types"] == sorted(set(frame.geom_type))


@pytest.mark.parametrize("level", LEVELS)
def test_csv_has_every_place_once(level: Level, tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    count = export(G, out, level, "csv")
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == count == {"district": 73_305, "township": 973, "city": 81}[level]
    assert len({row["pk"] for row in rows}) == count
    find: dict[str, Callable[[int], Any]]
    find = {"district": G.district, "township": G.township, "city": G.city}
    for row in rows[:: max(1, count // 50)]:
        one = find[level](int(row["pk"]))
        for name in ("name", "display_name", "official_code", "population", "latitude"):
            value = getattr(one, name)
            assert row[name] == ("" if value is None else str(value))


def test_lists_are_those_of_the_drop_downs() -> None:
    lists = lists_of_a_form(G, "district")
    assert lists["version"] == G.version
    assert len(lists["cities"]) == 81
    for pk, name, townships in lists["cities"]:
        assert name == G.city(pk).display_name
        assert {(one[0], one[1]) for one in townships} == {
            (township.pk, township.display_name) for township in G.townships_of(pk)
        }
        for township_pk, _, districts in townships[:3]:
            assert {tuple(one) for one in districts} == {
                (one.pk, one.display_name) for one in G.districts_of(township_pk)
            }
    names = [name for _, name, _ in lists["cities"]]
    assert names.index("Çanakkale") == names.index("Bursa") + 1
    assert names.index("Iğdır") < names.index("Isparta") < names.index("İstanbul")


def test_lists_go_as_deep_as_they_are_asked_for() -> None:
    assert lists_of_a_form(G, "city")["cities"][0] == [1, "Adana"]
    [city] = lists_of_a_form(G, "township", BARTIN)["cities"]
    assert [len(one) for one in city[2]] == [2] * len(G.townships_of(BARTIN))
    [city] = lists_of_a_form(G, "district", ADALAR)["cities"]
    assert [(one[0], len(one[2])) for one in city[2]] == [(ADALAR.pk, len(G.districts_of(ADALAR)))]


@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_that_cannot_be_written_leaves_none(kind: str, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="folder does not exist"):
        export(G, tmp_path / "nowhere" / "a", "city", kind)
    out = tmp_path / "a"
    out.write_text("old")

    def fail(done: int, total: int) -> None:
        raise KeyboardInterrupt

    if kind != "json":
        with pytest.raises(KeyboardInterrupt):
            export(G, out, "city", kind, None, fail)
        assert out.read_text() == "old"
        assert [one.name for one in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_bytes_again(kind: str, tmp_path: Path) -> None:
    for name in ("a", "b"):
        export(G, tmp_path / name, "township", kind, BARTIN)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
