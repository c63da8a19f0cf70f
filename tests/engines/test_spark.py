"""Spark on a cluster of real processes: the library's own answers, and workers that die."""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import geodistricts as gd
from geodistricts import Gazetteer
from pages import run_page
from small_snapshots import write_points

pytestmark = pytest.mark.skipif(
    shutil.which("java") is None or not Path("/proc/self").exists(),
    reason="Spark needs Java, and the tests look for its processes in /proc",
)

ROOT = Path(gd.__file__).resolve().parents[1]
POINTS: list[tuple[Any, ...]] = [
    (1, 41.0636, 28.8515),
    (2, 40.97, 29.02),
    (3, None, 29.0),
    (4, 36.0, 20.0),
    (5, 141.0, 29.0),
    (6, float("nan"), 29.0),
]
ORDERS: list[tuple[Any, ...]] = [
    ("İstanbul", "Kadıköy", "Caferağa", "Moda Cd. 45"),
    ("34", "Bakırköy", "caferaga mh", None),
    ("Ankara", "Batıkent", None, "Kardelen mah. 2090 sk. 5"),
    (None, None, "Cumhuriyet", None),
    (None, None, None, None),
]


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """Start a cluster of two executors, each a process with one core."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.executorEnv.PYTHONPATH", str(ROOT))
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def orders(session: Any) -> Any:
    return session.createDataFrame(ORDERS, "il string, ilce string, mahalle string, adres string")


def rows(frame: Any) -> list[Any]:
    return [row.asDict(recursive=True) for row in frame.collect()]


@pytest.mark.parametrize("question", ["nearest", "reverse"])
def test_points(session: Any, bundled: Gazetteer, question: str) -> None:
    from geodistricts.engines import spark

    frame = session.createDataFrame(POINTS, "id int, lat double, lon double")
    found = rows(frame.select(getattr(spark, question)("lat", frame["lon"]).alias("found")))
    lats, lons = ([point[place] for point in POINTS] for place in (1, 2))
    pks, distances = getattr(bundled, f"{question}_many")(lats, lons, errors="null")
    for row, district, distance in zip(found, bundled.districts(pks), distances, strict=True):
        if district is None:
            assert row["found"] is None
            continue
        assert row["found"]["district_pk"] == district.pk
        assert row["found"]["district"] == district.name
        assert row["found"]["township_pk"] == district.township.pk
        assert row["found"]["city"] == district.city.name
        assert row["found"]["postal_code"] == district.postal_code
        assert row["found"]["distance"] == distance


def test_addresses(orders: Any, bundled: Gazetteer) -> None:
    from geodistricts.engines import spark

    found = rows(
        orders.select(
            spark.validate("il", "ilce", "mahalle", "adres"),
            spark.parse("adres"),
            spark.match("mahalle", "il", "ilce"),
            spark.normalize("mahalle"),
        )
    )
    fields = [list(column) for column in zip(*ORDERS, strict=True)]
    pks, scores = bundled.match_many(fields[2], city=fields[0], township=fields[1])
    for row, order, pk, score in zip(found, ORDERS, pks.tolist(), scores.tolist(), strict=True):
        verdict = bundled.validate(*order[:3], address=order[3])
        if not any(order):
            assert row["validate"] is None
        else:
            answer = row["validate"]
            assert answer["district_pk"] == (verdict.district and verdict.district.pk)
            assert answer["next_action"] == verdict.possible_next_action
            assert answer["formatted_address"] == verdict.formatted_address
            for name, component in verdict.components.items():
                assert answer["reasons"][name] == component.reason
        if order[3] is None:
            assert row["parse"] is None
        else:
            parsed = bundled.parse(order[3])
            assert row["parse"]["confidence"] == parsed.confidence
            assert row["parse"]["street_line"] == parsed.remainder
        matched = None if score != score else (None if pk < 0 else pk, score)
        assert matched == (row["match"] and (row["match"]["district_pk"], row["match"]["score"]))
        assert row["normalize"] == (None if order[2] is None else gd.normalize(order[2]))


def test_sql_is_columns(session: Any, orders: Any) -> None:
    from geodistricts.engines import spark

    spark.register(session)
    orders.createOrReplaceTempView("orders")
    asked = session.sql(
        "select gd_validate(il, ilce, mahalle, adres) as validate, gd_parse(adres) as parse, "
        "gd_match(mahalle, il, ilce) as match, gd_normalize(mahalle) as normalize from orders"
    )
    columns = orders.select(
        spark.validate("il", "ilce", "mahalle", "adres"),
        spark.parse("adres"),
        spark.match("mahalle", "il", "ilce"),
        spark.normalize("mahalle"),
    )
    assert rows(asked) == rows(columns)
    (row,) = session.sql(
        "select gd_reverse(41.0636, 28.8515).district, gd_nearest(null, 29), gd_parse(null), "
        "gd_match('Caferağa', 34, null).city, gd_validate('Ankara', null, null, null).granularity"
    ).collect()
    assert tuple(row) == ("100. YIL MAH", None, None, "İSTANBUL", "CITY")


def test_enrich(session: Any, orders: Any) -> None:
    from geodistricts.engines import spark

    points = session.createDataFrame(POINTS, "id int, lat double, lon float").repartition(3).cache()
    questions: list[tuple[Any, dict[str, Any]]] = [
        (points, {"latitude": "lat", "longitude": "lon"}),
        (orders, {"address": "adres"}),
        (orders, {"city": "il", "township": "ilce", "district": "mahalle", "address": "adres"}),
    ]
    for frame, asked in questions:
        found = spark.enrich(frame, **asked, prefix="new_")
        assert found.rdd.getNumPartitions() == frame.rdd.getNumPartitions()
        table = found.toArrow()
        own = frame.toArrow()
        assert str(table.select(own.column_names).to_pylist()) == str(own.to_pylist())
        here = str(gd.enrich(own, **asked, prefix="new_").to_pylist())
        assert str(table.to_pylist()) == here
        assert str(gd.enrich(frame, **asked, prefix="new_").toArrow().to_pylist()) == here


def test_types_of_columns(session: Any) -> None:
    """A plate code is a plate code, whatever type its column has."""
    from geodistricts.engines import spark

    frame = session.sql(
        "select 34 as a, 34Y as b, 34.0D as c, 34BD as d, '34' as e, 'İstanbul' as f, "
        "cast(40 as bigint) as pk, 'Caferağa' as mahalle"
    )
    for name in "abcdef":
        (row,) = spark.enrich(frame, city=name, district="mahalle").collect()
        assert (row["city"], row["district_pk"]) == ("İSTANBUL", 35760)
    (row,) = frame.select(spark.match("mahalle", city_pk="pk").district_pk).collect()
    assert row[0] == 35760


def test_what_cannot_be_asked(session: Any, orders: Any) -> None:
    from geodistricts.engines import spark

    odd = session.sql("select array(1) as a, true as b, 'x' as c")
    taken = odd.withColumnRenamed("c", "city")
    for asked, problem in (
        ({}, "give either latitude and longitude"),
        ({"address": "x"}, "the frame has no column 'x'; its columns are a, b, c"),
        ({"address": "a"}, "column 'a' of the frame holds array<int>; name one of text"),
        ({"address": "b"}, "column 'b' of the frame holds boolean"),
        ({"district": "c", "min_confidence": 2}, "min_confidence must be 0 to 1"),
    ):
        options: dict[str, Any] = dict(asked)
        with pytest.raises(ValueError, match=problem):
            spark.enrich(odd, **options)
    with pytest.raises(ValueError, match="has a column 'city' already; set prefix"):
        spark.enrich(taken, district="city")
    with pytest.raises(ValueError, match="has a column 'City' already; set prefix"):
        spark.enrich(taken.withColumnRenamed("city", "City"), district="City")
    with pytest.raises(TypeError, match="frame must be a DataFrame, not a int"):
        spark.enrich(5, address="x")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="snapshot must be the path of one file or folder, not 5"):
        spark.nearest("lat", "lon", snapshot=5)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="workers must be 1 for a frame of Spark"):
        gd.enrich(orders, address="adres", workers=2)
    with pytest.raises(ValueError, match="validate needs a column"):
        spark.validate()
    with pytest.raises(TypeError, match=r"a column must be a Column or a name, .*lit\(value\)"):
        spark.reverse(41.0, 29.0)  # type: ignore[arg-type]


def test_rows_stay_as_they_were(session: Any) -> None:
    """Of every type that Spark hands to Python, whatever their columns are called."""
    from geodistricts.engines import spark

    frame = session.sql(
        "select 41.0636D as `lat.of.pin`, 28.8515D as lon, 1 as x, 2 as x, 'a' as X, "
        "timestamp'2024-07-01 12:00:00' as ts, timestamp_ntz'2024-07-01 12:00:00' as ntz, "
        "date'1500-01-01' as d, cast(1.5 as decimal(38, 10)) as dec, map('a', 1) as m, "
        "named_struct('a', array(1, null)) as st, cast('abc' as binary) as bi, "
        "interval '1' day as di, true as bo, cast(null as void) as v"
    )
    found = spark.enrich(frame, latitude="lat.of.pin", longitude="lon", prefix="new.")
    (before,), (after,) = frame.collect(), found.collect()
    assert found.schema.fields[: len(before)] == frame.schema.fields
    assert list(after)[: len(before)] == list(before)
    assert after["new.district_pk"] == 35303
    assert spark.enrich(frame.limit(0), address="lon").collect() == []


def test_arguments_of_sql(session: Any) -> None:
    """The last fields may be left out; all else is one sentence."""
    from pyspark.errors import PythonException

    from geodistricts.engines import spark

    spark.register(session)
    frame = session.sql("select gd_match('Lodos köyü'), gd_validate('Ankara').granularity")
    assert frame.first()[1] == "CITY"
    for call, problem in (
        ("gd_nearest(41)", "gd_nearest takes latitudes, longitudes, not 1 columns"),
        ("gd_match('a', 'b', 'c', 'd')", "gd_match takes name, city, township, not 4 columns"),
        ("gd_nearest(true, 29)", "'latitudes' of gd_nearest holds bool; name one of text or"),
        ("gd_parse(array('a'))", "column 'address' of gd_parse holds list<"),
    ):
        with pytest.raises(PythonException, match=f"ValueError: .*{re.escape(problem)}"):
            session.sql(f"select {call}").collect()


def test_a_snapshot_of_ones_own(session: Any, tmp_path: Path) -> None:
    from pyspark.errors import PythonException

    from geodistricts.engines import spark

    path = tmp_path / "own"
    write_points(path, [(41.0, 29.0), (41.1, 29.1)])
    overlay = tmp_path / "corrections.csv"
    overlay.write_text("action,pk,name\nrename,1,YENİ AD MAH\n", encoding="utf-8")
    own = Gazetteer.open(path, overlay)
    frame = session.createDataFrame([(41.0, 29.0)], "lat double, lon double")
    expected = own.nearest(41.0, 29.0)
    assert expected
    found = frame.select(spark.nearest("lat", "lon", snapshot=path, overlay=overlay))
    assert found.first()[0]["district"] == expected.district.name == "YENİ AD MAH"
    enriched = gd.enrich(frame, latitude="lat", longitude="lon", gazetteer=own)
    here = gd.enrich(frame.toArrow(), latitude="lat", longitude="lon", gazetteer=own)
    assert enriched.toArrow().to_pylist() == here.to_pylist()
    shipped = shutil.make_archive(str(tmp_path / "shipped"), "zip", path)
    session.sparkContext.addArchive(f"{shipped}#shipped")
    found = frame.select(spark.nearest("lat", "lon", snapshot="shipped"))
    assert found.first()[0]["district_pk"] == expected.district.pk
    with pytest.raises(PythonException, match=r"SnapshotError: .*nowhere"):
        frame.select(spark.nearest("lat", "lon", snapshot="/nowhere")).collect()


def opened_by_workers(session: Any) -> dict[int, int]:
    """Return how many gazetteers each idle Python worker has opened, by its process."""

    def count(batches: Any) -> Any:
        import pyarrow as arrow

        from geodistricts.engines.spark_worker import opened

        for _ in batches:
            yield arrow.record_batch({"pid": [os.getpid()], "opened": [opened.cache_info().misses]})

    found = session.range(0, 16, 1, 8).mapInArrow(count, "pid long, opened long").collect()
    return dict(map(tuple, found))


def test_one_gazetteer_a_worker(session: Any, orders: Any) -> None:
    """Opened once, for all tasks of a process and all functions."""
    from geodistricts.engines import spark

    many = session.range(0, 64, 1, 16).crossJoin(orders)
    for _ in range(2):
        many.select(spark.parse("adres"), spark.validate(address="adres")).toArrow()
        spark.enrich(many, address="adres").toArrow()
        many.select(spark.reverse("id", "id")).toArrow()
    from_others = [count for count in opened_by_workers(session).values() if count]
    assert from_others
    # The tests before this one asked for three snapshots of their own.
    assert max(from_others) <= 4


def test_names_and_paths_are_sent_alone() -> None:
    from pyspark import cloudpickle

    from geodistricts.engines.spark_worker import answering, enriching

    dumps: Any = cloudpickle.dumps

    for function in (
        answering("reverse", ["latitudes", "longitudes"], None, None),
        enriching({"address": 0}, 0.9, None, None),
    ):
        assert len(dumps(function)) < 4000


def python_workers() -> list[int]:
    """Return the processes of Spark that run Python, but not the ones that start them."""
    daemons, children = set(), {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            is_daemon = b"pyspark.daemon" in (folder / "cmdline").read_bytes()
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if is_daemon:
            daemons.add(int(folder.name))
            children[int(folder.name)] = parent
    return [pid for pid, parent in children.items() if parent in daemons]


def kill(seconds: float, until: threading.Event, killed: list[int]) -> None:
    """Kill a Python worker as soon as one works; after some seconds, another, until told."""
    while not until.is_set():
        time.sleep(seconds)
        workers = [] if until.is_set() else python_workers()
        for pid in workers:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
            killed.append(pid)


def distinct_lines(session: Any, count: int) -> Any:
    return session.range(0, count, 1, 4).selectExpr(
        "id", "concat('Moda Cd. ', id % 9000, ' D:', id, ' Caferağa Kadıköy') as adres"
    )


def test_a_worker_that_dies_in_the_middle(session: Any) -> None:
    """Spark gives its task to another, and no row is missing or there twice."""
    from geodistricts.engines import spark

    enough, killed = threading.Event(), list[int]()

    def kill_once() -> None:
        time.sleep(1.5)
        while not killed and not enough.is_set():
            for pid in python_workers()[:1]:
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)

    killer = threading.Thread(target=kill_once)
    killer.start()
    table = spark.enrich(distinct_lines(session, 30_000), address="adres").toArrow()
    enough.set()
    killer.join()
    assert killed
    assert sorted(table["id"].to_pylist()) == [*range(30_000)]
    assert {*table["district_pk"].to_pylist()} == {35760}
    lines = [f"Moda Cd. {number % 9000} D:{number}" for number in table["id"].to_pylist()]
    assert table["street_line"].to_pylist() == lines


def test_workers_that_always_die_are_an_error(session: Any) -> None:
    from geodistricts.engines import spark

    done, killed = threading.Event(), list[int]()
    killer = threading.Thread(target=kill, args=(0.5, done, killed))
    killer.start()
    try:
        with pytest.raises(Exception, match=r"(?i)crashed|failed|exited"):
            spark.enrich(distinct_lines(session, 400_000), address="adres").toArrow()
    finally:
        done.set()
        killer.join()
    assert killed
    assert distinct_lines(session, 10).count() == 10


SHIPPED = """
import sys

from pyspark.sql import SparkSession

from geodistricts.engines import spark

way, package, without = sys.argv[1:]
builder = (
    SparkSession.builder.master("local-cluster[2,1,1024]")
    .config("spark.ui.enabled", "false")
    .config("spark.driver.host", "127.0.0.1")
)
if way == "py-files":
    builder.config("spark.submit.pyFiles", package)
    builder.config("spark.executorEnv.PYTHONPATH", without)
else:
    builder.config("spark.archives", f"{package}#geodistricts-wheel")
    builder.config("spark.executorEnv.PYTHONPATH", f"{without}:geodistricts-wheel")
session = builder.getOrCreate()


def where(batches):
    import pyarrow
    import geodistricts

    for _ in batches:
        yield pyarrow.record_batch({"file": [geodistricts.__file__]})


(row,) = session.range(1).mapInArrow(where, "file string").collect()
print(row[0])
frame = session.createDataFrame([(41.0636, 28.8515)] * 8, "lat double, lon double").repartition(8)
found = spark.enrich(frame, latitude="lat", longitude="lon").collect()
print({one["district"] for one in found}, len(found))
session.stop()
"""
WITHOUT = """
import sys

sys.path[:] = [path for path in sys.path if path != {root!r}]
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not (ROOT / "pyproject.toml").exists():
        pytest.skip("the wheel is built from the repository")
    out = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--outdir", str(out), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True, timeout=300)
    (built,) = out.glob("*.whl")
    return built.rename(out / "geodistricts.zip")


@pytest.mark.parametrize("way", ["py-files", "archives"])
def test_a_package_that_is_shipped(way: str, wheel: Path, tmp_path: Path) -> None:
    """Executors whose Python has not got it: from a zip on their path, and unpacked by Spark."""
    without = tmp_path / "without"
    without.mkdir()
    (without / "sitecustomize.py").write_text(WITHOUT.format(root=str(ROOT)), encoding="utf-8")
    script = tmp_path / "shipped.py"
    script.write_text(SHIPPED, encoding="utf-8")
    environment = {
        **os.environ,
        "PYSPARK_PYTHON": sys.executable,
        "PYTHONPATH": str(ROOT),
        "SPARK_WORKER_DIR": str(tmp_path / "work"),
    }
    done = subprocess.run(
        [sys.executable, str(script), way, str(wheel), str(without)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    file, answer = done.stdout.splitlines()
    assert not file.startswith(str(ROOT / "geodistricts"))
    assert ("geodistricts.zip/" in file) == (way == "py-files")
    assert answer == "{'100. YIL MAH'} 8"


CONNECTED = """
from pyspark.sql import SparkSession

from geodistricts.engines import spark

session = SparkSession.builder.remote("local[1]").getOrCreate()
row = (41.0636, 28.8515, "Caferağa Kadıköy")
frame = session.createDataFrame([row], "lat double, lon double, t string")
spark.register(session)
frame.createOrReplaceTempView("frame")
print(
    type(frame).__module__,
    frame.select(spark.nearest("lat", frame["lon"]).district).first()[0],
    spark.enrich(frame, address="t").first()["district"],
    session.sql("select gd_parse(t).district from frame").first()[0],
    sep="; ",
)
"""


def test_spark_connect() -> None:
    """A session whose Column and DataFrame are of other classes."""
    pytest.importorskip("grpc", reason="Spark Connect needs grpcio")
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", CONNECTED],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    names = "100. YIL MAH; CAFERAĞA MAH; CAFERAĞA MAH"
    assert f"pyspark.sql.connect.dataframe; {names}" in done.stdout


def test_the_page(session: Any, tmp_path: Path) -> None:
    """Every example of ``docs/guides/spark.md`` runs here, and says what the page says."""
    page = ROOT / "docs" / "guides" / "spark.md"
    if not page.exists():
        pytest.skip("the page is in the repository")
    assert run_page(page, tmp_path) > 5


def test_what_is_no_frame(session: Any) -> None:
    with pytest.raises(TypeError, match="frame must be a DataFrame, not a Column"):
        gd.enrich(session.range(1)["id"], address="id")
