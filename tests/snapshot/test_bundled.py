"""The committed snapshot: counts, rules, and the places that the API's own samples name."""

import json
import re
from pathlib import Path

import duckdb
import geopandas
import numpy as np
import pyarrow.parquet as pq
import pytest
import shapely

from geodistricts.basics.arrow import numbers
from geodistricts.gazetteer import Gazetteer
from geodistricts.snapshot.folder import bundled_path
from geodistricts.snapshot.format import FILES
from geodistricts.snapshot.reading import read_manifest, read_table, verify
from oracle import distances

# Names and city pks of the ten sample districts of the Akinon API's /districts/ endpoint.
SAMPLES = [
    ("100. YIL MAH", 74),
    ("100. YIL MAH", 73),
    ("100. YIL MAH", 54),
    ("100. YIL MAH", 40),
    ("100.YIL MAH", 12),
    ("100.YIL MAH", 47),
    ("100.YIL MAH", 7),
    ("100.YIL MAH", 12),
    ("100.YIL MAH", 4),
    ("100.YIL MAH", 43),
]
# The one sample with coordinates: pk 36064 of that platform, in İstanbul.
SAMPLE_POINT = (41.063633, 28.851524)


def column(gazetteer: Gazetteer, name: str) -> list[object]:
    values: list[object] = gazetteer.table[name].to_pylist()
    return values


def test_every_file_is_whole() -> None:
    assert verify(bundled_path()) == [("manifest.json", None), *((name, None) for name in FILES)]


@pytest.mark.parametrize(("name", "city"), SAMPLES)
def test_samples_of_the_api(bundled: Gazetteer, name: str, city: int) -> None:
    in_city = [
        district
        for township in bundled.townships_of(city)
        for district in bundled.districts_of(township)
        if district.name == name
    ]
    assert len(in_city) >= SAMPLES.count((name, city))


def test_the_sample_with_coordinates(bundled: Gazetteer) -> None:
    district = bundled.district("100. YIL MAH", city="İstanbul")
    assert district.latitude is not None
    assert district.longitude is not None
    assert distances(*SAMPLE_POINT, district.latitude, district.longitude) < 200
    found = bundled.nearest(*SAMPLE_POINT)
    assert found is not None
    assert found.district is district


def test_pks_are_unique_and_ascending(bundled: Gazetteer) -> None:
    pks = numbers(bundled.table, "pk")
    assert (np.diff(pks) > 0).all()


def test_names_are_unique_in_their_township(bundled: Gazetteer) -> None:
    keys = list(zip(column(bundled, "township"), column(bundled, "name"), strict=True))
    assert len(keys) == len(set(keys))


def test_postal_codes_keep_their_zero_and_city(bundled: Gazetteer) -> None:
    codes = [str(code) for code in column(bundled, "postal_code")]
    assert all(re.fullmatch(r"\d{5}", code) for code in codes)
    assert all(1 <= int(code[:2]) <= 81 for code in codes)
    assert sum(code.startswith("0") for code in codes) > 5000
    adana = bundled.districts_of("Aladağ", city="Adana")
    assert {str(district.postal_code)[:2] for district in adana} == {"01"}


def test_coverage_is_what_the_issue_asks(bundled: Gazetteer) -> None:
    sources = column(bundled, "coordinate_source")
    assert sum(source is not None for source in sources) >= 0.997 * len(sources)


def test_coordinates_kind_and_source_agree(bundled: Gazetteer) -> None:
    for kind, village, source, latitude, longitude, boundary in zip(
        *(
            column(bundled, name)
            for name in (
                "kind",
                "village",
                "coordinate_source",
                "latitude",
                "longitude",
                "boundary",
            )
        ),
        strict=True,
    ):
        assert kind in ("mahalle", "köy", "part")
        assert (village is not None) == (kind == "part")
        assert (source is None) == (latitude is None) == (longitude is None) == (boundary is None)
        assert source in (None, "village" if kind == "part" else "boundary")


def test_points_lie_inside_their_boundaries(bundled: Gazetteer) -> None:
    manifest = read_manifest(bundled_path())
    boundaries = read_table(bundled_path(), manifest, "boundaries.parquet")
    shapes = shapely.from_wkb(boundaries["geometry"].to_pylist())
    boundary = numbers(bundled.table, "boundary")
    rows = np.flatnonzero(~np.isnan(boundary))
    at = boundary[rows].astype(np.int64)
    inside = shapely.contains_xy(
        shapes[at],
        numbers(bundled.table, "longitude")[rows],
        numbers(bundled.table, "latitude")[rows],
    )
    assert inside.all()
    assert shapely.is_valid(shapes).all()
    assert set(at.tolist()) == set(range(len(shapes)))


def test_boundaries_of_mahalle_and_villages_are_not_shared(bundled: Gazetteer) -> None:
    own = [
        boundary
        for boundary, source in zip(
            column(bundled, "boundary"), column(bundled, "coordinate_source"), strict=True
        )
        if source == "boundary"
    ]
    assert len(own) == len(set(own))


def test_districts_lie_near_their_township(bundled: Gazetteer) -> None:
    """No township is 250 km across: a district farther from its middle is in the wrong place."""
    townships = numbers(bundled.table, "township")
    latitudes, longitudes = (
        numbers(bundled.table, "latitude"),
        numbers(bundled.table, "longitude"),
    )
    located = ~np.isnan(latitudes)
    for township in np.unique(townships):
        rows = np.flatnonzero(located & (townships == township))
        middle = np.median(latitudes[rows]), np.median(longitudes[rows])
        assert distances(*middle, latitudes[rows], longitudes[rows]).max() < 125_000


@pytest.mark.parametrize(
    ("name", "place", "shown"),
    [
        ("100. YIL MAH", {"township": "Bağcılar"}, "100. Yıl Mah."),
        ("CAFERAĞA MAH", {"township": "Kadıköy"}, "Caferağa Mah."),
        ("İSTİKLAL MAH", {"township": "Odunpazarı"}, "İstiklal Mah."),
        ("KURTULUŞ  MAH (HORSUNLU MAH)", {"township": "Kuyucak"}, "Kurtuluş Mah. (Horsunlu Mah.)"),
    ],
)
def test_display_names(bundled: Gazetteer, name: str, place: dict[str, str], shown: str) -> None:
    names = {d.name: d.display_name for d in bundled.districts_of(**place)}
    assert names[name] == shown


def test_geopandas_opens_the_boundaries() -> None:
    frame = geopandas.read_parquet(bundled_path() / "boundaries.parquet")
    assert frame.crs == "OGC:CRS84"
    west, south, east, north = frame.total_bounds
    # Turkey's extreme points, CIA World Factbook, rounded outwards.
    assert 25.5 < west < east < 45
    assert 35.5 < south < north < 42.5


def test_duckdb_opens_the_boundaries() -> None:
    path = str(bundled_path() / "boundaries.parquet")
    connection = duckdb.connect()
    count = connection.execute("select count(geometry) from read_parquet(?)", [path]).fetchone()
    assert count == (pq.ParquetFile(path).metadata.num_rows,)
    try:
        connection.execute("install spatial; load spatial")
    except duckdb.Error as error:
        pytest.skip(f"DuckDB's spatial extension cannot be fetched here: {str(error)[:80]}")
    areas = connection.execute("select min(st_area(geometry)) from read_parquet(?)", [path])
    assert min(areas.fetchone() or [0]) > 0


def test_data_fits_its_bounds() -> None:
    sizes = {file.name: file.stat().st_size for file in bundled_path().iterdir()}
    assert sizes["boundaries.parquet"] < 20e6
    assert sum(sizes.values()) < 30e6


def test_readme_of_the_data_tells_the_truth() -> None:
    readme = Path(bundled_path() / "README.md").read_text("utf-8")
    manifest = json.loads((bundled_path() / "manifest.json").read_text("utf-8"))
    for name, expected in manifest["files"].items():
        assert re.search(rf"`{name}` \| {expected['rows']:,} \|", readme), name
    for source in manifest["sources"]:
        assert source["licence"]
        assert re.fullmatch(r"\d{4}(-\d\d-\d\d)?", source["retrieved"])
        assert source["retrieved"][:4] in readme
