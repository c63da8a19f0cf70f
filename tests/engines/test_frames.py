"""``enrich`` of every kind of frame: the same kind comes back, with the command's columns."""

import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import geopandas
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import geodistricts as gd
from geodistricts import Gazetteer
from geodistricts.tables import COLUMNS, LINE_COLUMNS, Enricher

PINS: dict[str, list[Any]] = {
    "order": [7, 8, 9, 10, 11],
    "lat": [41.0636, None, 40.97, 36.0, 141.0],
    "lon": [28.8515, 29.0, 29.02, 20.0, 29.0],
}
ORDERS: dict[str, list[Any]] = {
    "order": [1, 2, 3, 4],
    "il": ["İstanbul", "istanbul", None, "Ankara"],
    "ilce": ["Kadıköy", "Bakırköy", None, "Batıkent"],
    "mahalle": ["Caferağa", "Caferağa", None, None],
    "adres": ["Moda Cd. 45", None, None, "Kardelen mah. 2090 sk. 5"],
}
POINT = {"latitude": "lat", "longitude": "lon"}
FIELDS = {"city": "il", "township": "ilce", "district": "mahalle", "address": "adres"}
CONNECTION = duckdb.connect()


def relation(values: dict[str, list[Any]]) -> duckdb.DuckDBPyRelation:
    return CONNECTION.from_arrow(pa.table(values))


KINDS: dict[str, tuple[Callable[[dict[str, list[Any]]], Any], Callable[[Any], pa.Table]]] = {
    "pandas": (pd.DataFrame, lambda frame: pa.Table.from_pandas(frame, preserve_index=False)),
    "polars": (pl.DataFrame, pl.DataFrame.to_arrow),
    "polars, lazy": (pl.LazyFrame, lambda frame: frame.collect().to_arrow()),
    "polars, streaming": (
        pl.LazyFrame,
        lambda frame: frame.collect(engine="streaming").to_arrow(),
    ),
    "table": (pa.table, lambda table: table),
    "batch": (pa.record_batch, lambda batch: pa.Table.from_batches([batch])),
    "reader": (lambda values: pa.table(values).to_reader(2), lambda reader: reader.read_all()),
    "dataset": (lambda values: pa.dataset.dataset(pa.table(values)), lambda one: one.to_table()),
    "duckdb": (relation, lambda one: one.to_arrow_table()),
}


def rows_of(table: pa.Table) -> list[dict[str, Any]]:
    return [
        {name: None if value != value else value for name, value in row.items()}
        for row in table.to_pylist()
    ]


def expected(gazetteer: Gazetteer, values: dict[str, list[Any]], **roles: str) -> pa.Table:
    """Return the columns that the command adds."""
    table = pa.table(values)
    enricher = Enricher(gazetteer)
    columns = {role: table[name].combine_chunks() for role, name in roles.items()}
    names = [*COLUMNS, *(LINE_COLUMNS if "address" in roles else ())]
    return pa.table(enricher.columns(enricher.solve(columns)), names)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("values", "roles"),
    [(PINS, POINT), (ORDERS, FIELDS), (ORDERS, {"address": "adres"}), (ORDERS, {"city": "il"})],
    ids=["points", "orders", "lines", "fields"],
)
def test_every_kind_of_frame(
    bundled: Gazetteer, kind: str, values: dict[str, list[Any]], roles: dict[str, Any]
) -> None:
    make, read = KINDS[kind]
    frame = make(values)
    found = gd.enrich(frame, **roles)
    same = (pa.dataset.Dataset,) if kind == "dataset" else (type(frame),)
    assert isinstance(found, same)
    table = read(found)
    added = expected(bundled, values, **roles)
    assert table.column_names == [*values, *added.column_names]
    assert rows_of(table.select([*values])) == rows_of(pa.table(values))
    assert rows_of(table.select(added.column_names)) == rows_of(added)


@pytest.mark.parametrize("kind", KINDS)
def test_frames_without_rows(kind: str) -> None:
    make, read = KINDS[kind]
    schema = pa.schema({"lat": pa.float64(), "lon": pa.float64()})
    empty = pl.DataFrame(schema.empty_table()) if "polars" in kind else None
    frame = (
        empty.lazy()
        if kind == "polars, lazy" and empty is not None
        else make({"lat": pa.array([], pa.float64()), "lon": pa.array([], pa.float64())})
    )
    table = read(gd.enrich(frame, latitude="lat", longitude="lon"))
    assert table.num_rows == 0
    assert table.column_names == ["lat", "lon", *COLUMNS]


def test_types_of_columns() -> None:
    in_pandas = gd.enrich(pd.DataFrame(PINS), latitude="lat", longitude="lon")
    for name, kind in COLUMNS.items():
        dtype = in_pandas[name].dtype
        assert dtype == {"int32": "Int32", "double": "float64"}.get(str(kind), "category")
    assert {*in_pandas["district"].cat.categories} == {*in_pandas["district"].dropna()}
    in_polars = gd.enrich(pl.DataFrame(PINS), latitude="lat", longitude="lon")
    kinds = {"int32": pl.Int32, "double": pl.Float64}
    assert [in_polars.schema[name] for name in COLUMNS] == [
        kinds.get(str(kind), pl.Categorical) for kind in COLUMNS.values()
    ]
    in_arrow = gd.enrich(pa.table(PINS), latitude="lat", longitude="lon")
    assert [in_arrow.schema.field(name).type for name in COLUMNS] == [*COLUMNS.values()]
    lazy = gd.enrich(pl.LazyFrame(PINS), latitude="lat", longitude="lon")
    assert lazy.collect_schema() == lazy.collect().schema


def test_pandas_keeps_what_it_has() -> None:
    frame = pd.DataFrame(PINS, index=pd.Index([3, 3, 1, 0, 9], name="number"))
    frame.attrs["shop"] = "Moda"
    before = frame.copy()
    found = gd.enrich(frame, latitude="lat", longitude="lon", prefix="pin_")
    pd.testing.assert_frame_equal(frame, before)
    pd.testing.assert_index_equal(found.index, frame.index)
    assert found.attrs == frame.attrs
    assert [*found.columns] == [*frame.columns, *(f"pin_{name}" for name in COLUMNS)]
    again = gd.enrich(found, latitude="lat", longitude="lon")
    assert again["district_pk"].equals(again["pin_district_pk"])


def test_arrow_keeps_what_it_has() -> None:
    schema = pa.schema(
        [pa.field("lat", pa.float64(), metadata={"unit": "degrees"}), ("lon", pa.float32())],
        metadata={"shop": "Moda"},
    )
    parts = [
        pa.table([[41.0636], [28.8515]], schema=schema),
        pa.table([[None], [29]], schema=schema),
    ]
    table = pa.concat_tables(parts)
    found = gd.enrich(table, latitude="lat", longitude="lon")
    assert found.schema.metadata == schema.metadata
    assert found.select(["lat", "lon"]).equals(table, check_metadata=True)
    assert found["lat"].chunk(0).buffers()[1].address == table["lat"].chunk(0).buffers()[1].address


@pytest.mark.parametrize("crs", [4326, 4258, 3857, 32635, "ESRI:54030"])
def test_points_of_geopandas(crs: int | str) -> None:
    """Points in any CRS, near enough to be in the same district."""
    lats, lons = [41.0636, 39.9208, 37.0], [28.8515, 32.8541, 30.7]
    points = geopandas.GeoSeries(geopandas.points_from_xy(lons, lats), crs=4326).to_crs(crs)
    points[1] = None
    frame = geopandas.GeoDataFrame({"name": ["a", "b", "c"]}, geometry=points)
    found = gd.enrich(frame)
    assert isinstance(found, geopandas.GeoDataFrame)
    assert found.crs == frame.crs
    assert found.geometry.equals(frame.geometry)
    pks, _ = gd.reverse_many([lats[0], None, lats[2]], [lons[0], None, lons[2]])
    assert found["district_pk"].fillna(-1).tolist() == pks.tolist()


def test_geopandas_frames_that_have_no_points() -> None:
    points = geopandas.points_from_xy([29.0], [41.0])
    frame = geopandas.GeoDataFrame({"name": ["a"], "adres": ["Moda Kadıköy"]}, geometry=points)
    with pytest.raises(ValueError, match="no CRS; set it with set_crs"):
        gd.enrich(frame)
    areas = frame.set_crs(4326).assign(geometry=frame.buffer(1).set_crs(4326))
    with pytest.raises(
        ValueError, match="must hold points, not Polygon; take representative_point"
    ):
        gd.enrich(areas)
    assert gd.enrich(areas, address="adres")["township"].tolist() == ["KADIKÖY"]


@pytest.mark.parametrize(
    "column",
    [
        [34, 6],
        [34.0, 6.0],
        ["34", "06"],
        pd.Series([34, 6], dtype="Int8"),
        pd.Series(["34", "6"], dtype="category"),
        pd.Series([34, "Ankara"], dtype=object),
        pd.Series([Decimal(34), Decimal(6)]),
        pd.Series(["İstanbul", b"x"[0:0] or "ankara"], dtype="string"),
    ],
)
def test_cities_as_pandas_has_them(column: Any) -> None:
    """A plate code is a plate code, whatever type its column has."""
    frame = pd.DataFrame({"il": column, "ilce": ["Kadıköy", "Çankaya"]})
    found = gd.enrich(frame, city="il", township="ilce")
    assert found["city"].tolist() == ["İSTANBUL", "ANKARA"]
    by_pk = gd.enrich(
        pd.DataFrame({"pk": [40, None], "mahalle": ["Caferağa", "Caferağa"]}),
        city_pk="pk",
        district="mahalle",
    )
    assert by_pk["city"].tolist() == ["İSTANBUL", "İSTANBUL"]


def test_columns_that_are_not_called_by_texts() -> None:
    found = gd.enrich(pd.DataFrame([[41.0636, 28.8515]]), latitude=0, longitude=1)
    assert found["district_pk"].tolist() == [gd.reverse(41.0636, 28.8515).district.pk]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("values", "options", "problem"),
    [
        (PINS, {}, "give either latitude and longitude, or some of address"),
        (PINS, {"latitude": "lat"}, "give either latitude and longitude"),
        (PINS, {**POINT, "city": "order"}, "give either latitude and longitude"),
        (ORDERS, {"city": "il", "city_pk": "order"}, "give either city or city_pk"),
        (PINS, {"latitude": "x", "longitude": "lon"}, "the frame has no column 'x'; its columns"),
        ({**PINS, "city": PINS["lat"]}, POINT, "has a column 'city' already; set prefix"),
        (PINS, {**POINT, "workers": 0}, "workers must be a number of processes, 1 or more"),
        (PINS, {**POINT, "min_confidence": 2}, "min_confidence must be 0 to 1, not 2"),
        ({"a": [[1]]}, {"address": "a"}, "column 'a' of the frame holds .*; name one of text"),
    ],
)
@pytest.mark.parametrize("kind", [pd.DataFrame, pl.DataFrame, pl.LazyFrame, pa.table, relation])
def test_what_cannot_be_asked(
    kind: Callable[..., Any], values: dict[str, list[Any]], options: dict[str, Any], problem: str
) -> None:
    with pytest.raises(ValueError, match=problem):
        gd.enrich(kind(values), **options)


def test_what_is_no_frame() -> None:
    for value in ([1], {"lat": [1]}, np.zeros((2, 2)), None):
        with pytest.raises(TypeError, match="frame must be one of pandas, GeoPandas, Polars"):
            gd.enrich(value, latitude="lat", longitude="lon")
    for series in (pd.Series([1]), pl.Series([1]), pa.array([1]), CONNECTION):
        with pytest.raises(TypeError, match=r"frame must be .*; .*make"):
            gd.enrich(series, latitude="lat", longitude="lon")
    with pytest.raises(TypeError, match="prefix must be text, not 1"):
        gd.enrich(pa.table(PINS), latitude="lat", longitude="lon", prefix=1)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="workers must be 1 for a lazy frame, not 2; collect"):
        gd.enrich(pl.LazyFrame(PINS), latitude="lat", longitude="lon", workers=2)


def test_a_gazetteer_of_ones_own(tmp_path: Path) -> None:
    overlay = tmp_path / "own.csv"
    pk = gd.reverse(41.0636, 28.8515).district.pk  # type: ignore[union-attr]
    overlay.write_text(f"action,pk,name\nrename,{pk},YENİ AD MAH\n", encoding="utf-8")
    own = Gazetteer.open(overlay=overlay)
    found = gd.enrich(pa.table(PINS), latitude="lat", longitude="lon", gazetteer=own)
    assert found["district"].to_pylist()[0] == "YENİ AD MAH"
    with pytest.raises(ValueError, match="min_confidence"):
        gd.enrich(pa.table(PINS), latitude="lat", longitude="lon", min_confidence=-1, gazetteer=own)


def test_duckdb_keeps_types_that_arrow_loses() -> None:
    CONNECTION.execute(
        """
        create or replace table typed as select
            '0101'::bit as a, '10:00:00+03'::timetz as b, [1::uhugeint] as c, uuid() as d,
            170141183460469231731687303715884105727 as e, {'x': '01'::bit} as f,
            interval 1 month as g, 'a'::enum('a', 'b') as h, union_value(k := 'x') as i,
            '{}'::json as j, 'Moda' as "ad ""res"
        """
    )
    typed = CONNECTION.table("typed")
    found = gd.enrich(typed, address='ad "res')
    assert found.types[: len(typed.types)] == typed.types
    listed = ", ".join(typed.columns[:-1])
    assert found.project(listed).except_(typed.project(listed)).fetchall() == []
    assert found.project("next_action").fetchall() != []


@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.floats(35, 43)),
            st.one_of(st.none(), st.floats(25, 45)),
        ),
        max_size=30,
    )
)
@settings(max_examples=30)
def test_all_kinds_agree(points: list[tuple[float | None, float | None]]) -> None:
    lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
    table = pa.table({"lat": pa.array(lats, pa.float64()), "lon": pa.array(lons, pa.float64())})
    pks = gd.enrich(table, latitude="lat", longitude="lon")["district_pk"].to_pylist()
    assert [-1 if pk is None else pk for pk in pks] == gd.reverse_many(lats, lons)[0].tolist()
    for frame in (table.to_pandas(), pl.DataFrame(table)):
        found = gd.enrich(frame, latitude="lat", longitude="lon")["district_pk"]
        assert [None if pk is None or pk is pd.NA else pk for pk in found.to_list()] == pks


def test_a_reader_is_read_as_it_is_drawn() -> None:
    drawn = []

    def batches() -> Any:
        for number in range(6):
            drawn.append(number)
            yield pa.record_batch({"lat": [41.0636] * 70_000, "lon": [28.8515] * 70_000})

    schema = pa.schema({"lat": pa.float64(), "lon": pa.float64()})
    reader = gd.enrich(
        pa.RecordBatchReader.from_batches(schema, batches()), latitude="lat", longitude="lon"
    )
    assert drawn == []
    assert reader.read_next_batch().num_rows > 0
    assert len(drawn) < 4
    assert sum(batch.num_rows for batch in reader) + 65_536 >= 420_000


MISSING = """
import sys


class Absent:
    def find_spec(self, name, path=None, target=None):
        if name in ("pandas", "polars", "duckdb", "pyspark", "geopandas"):
            raise ModuleNotFoundError(name)


sys.meta_path.insert(0, Absent())
import geodistricts as gd
import pyarrow as pa
print(gd.enrich(pa.table({"a": ["Moda Kadıköy"]}), address="a")["township"].to_pylist())
for engine in ("duckdb", "polars", "spark", "pandas"):
    try:
        __import__(f"geodistricts.engines.{engine}")
    except ImportError as error:
        print(error)
"""


def test_missing_packages_are_named() -> None:
    done = subprocess.run(
        [sys.executable, "-c", MISSING], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == [
        "['KADIKÖY']",
        *(
            f"{package} is not installed: pip install 'geodistricts[{extra}]'"
            for package, extra in [
                ("duckdb", "duckdb"),
                ("polars", "polars"),
                ("pyspark 4.1 or later", "spark"),
                ("pandas", "pandas"),
            ]
        ),
    ]


def test_a_large_dataset_comes_back_in_order(tmp_path: Path) -> None:
    table = pa.table({"n": range(150_000), "lat": [41.0636] * 150_000, "lon": [28.8515] * 150_000})
    pq.write_table(table, tmp_path / "part.parquet", row_group_size=10_000)
    found = gd.enrich(pa.dataset.dataset(tmp_path), latitude="lat", longitude="lon").to_table()
    assert found.select(["n", "lat", "lon"]).equals(table)
    assert {*found["district_pk"].to_pylist()} == {gd.reverse(41.0636, 28.8515).district.pk}  # type: ignore[union-attr]


def test_swapped_coordinates_are_pointed_out(caplog: pytest.LogCaptureFixture) -> None:
    gd.enrich(pa.table(PINS), latitude="lat", longitude="lon")
    assert not caplog.records
    gd.enrich(pa.table(PINS), latitude="lon", longitude="lat")
    assert "2 rows would be in Turkey the other way round" in caplog.text


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([34, "Ankara", None], ["İSTANBUL", "ANKARA", None]),
        ([34.0, "06", pd.NA], ["İSTANBUL", "ANKARA", None]),
        (["\ud800", "Bursa", float("inf")], [None, "BURSA", None]),
        ([None, None, Decimal("Infinity")], [None, None, None]),
    ],
)
def test_objects_of_several_types(values: list[Any], expected: list[str | None]) -> None:
    """As spreadsheets have them; what Arrow has no type for was an error of Arrow's."""
    found = gd.enrich(pd.DataFrame({"il": pd.Series(values, dtype=object)}), city="il")
    assert [None if one is None or one != one else one for one in found["city"]] == expected


def test_objects_that_are_no_text() -> None:
    frame = pd.DataFrame({"il": pd.Series(["Ankara", ["Bursa"]], dtype=object)})
    with pytest.raises(ValueError, match=r"column 'il' of the frame holds \['Bursa'\] in row 1"):
        gd.enrich(frame, city="il")
