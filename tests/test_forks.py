"""A fork at any moment: its child answers, with what it inherits and with what it loads."""

import gc
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import geodistricts as gd
from geodistricts.basics.lazy import Lazy
from geodistricts.gazetteer import Gazetteer

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this platform cannot fork")

QUESTIONS = {
    "nearest": "gd.nearest(41, 29)",
    "nearest_many": "gd.nearest_many([41, 40], [29, 33])",
    "reverse": "gd.reverse(41, 29)",
    "reverse_many": "gd.reverse_many([41, 40], [29, 33])",
    "reverse at sea": "gd.reverse(42, 31, max_distance=None)",
    "neighbors": "gd.neighbors(41, 29, k=3)",
    "neighbors inside": "gd.neighbors(41, 29, k=3, township='kadıköy')",
    "within": "gd.within(west=29, south=41, east=29.1, north=41.1)",
    "boundary": "gd.boundary(gd.district(1))",
    "boundary of a township": "gd.boundary(gd.township(1))",
    "boundaries": "[gd.boundaries(level) for level in ('district', 'township', 'city')]",
    "match": "gd.match('caferaga', city='istanbul')",
    "match, misspelt": "gd.match('cafreağa')",
    "match, place misspelt": "gd.match('caferaga', city='İstambul')",
    "match_many": "gd.match_many(['caferaga', 'x'], city='istanbul')",
    "suggest": "gd.suggest('cafer')",
    "suggest, misspelt": "gd.suggest('cafre', city='istanbul')",
    "validate": "gd.validate(city='istanbul', township='kadikoy', district='caferaga', "
    "latitude=40.98, longitude=29.02, postal_code='34710')",
    "validate_many": "gd.validate_many(city='istanbul', district=['caferaga', 'x'])",
    "resolve": "gd.resolve('istanbul', 'kadikoy', 'caferaga')",
    "parse": "gd.parse('Caferağa Mh. Moda Cd. No:45 Kadıköy / İstanbul')",
    "parse_many": "gd.parse_many(['Caferağa Mh. Kadıköy', ''])",
    "unknown place": "known('Atlantis')",
    "normalize": "gd.normalize('100. YIL MAH')",
    "gazetteer": "gd.Gazetteer.open().district('caferaga', township='kadikoy')",
}

ASKING = """
import os, signal, sys, threading, time

import geodistricts as gd


def known(name):
    try:
        return gd.match("x", city=name)
    except LookupError as error:
        return str(error)
"""

FIRST_CALLS = """
{before}


def ask():
    return {question}


def watched():
    signal.alarm(60)  # kills a child that waits for ever
    asked = threading.Thread(target=ask)
    asked.start()
    asked.join()
    return ask() is not None


asking = threading.Thread(target=ask)
asking.start()
time.sleep({offset})
children = []
while len(children) < {children}:
    pid = os.fork()
    if pid == 0:
        os._exit(0 if watched() else 1)
    children.append(pid)
    time.sleep({pause})
asking.join()
ends = {{os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children}}
sys.exit(f"children ended with {{ends}}" if ends != {{0}} else 0)
"""


def run(script: str, seconds: float = 240) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout.strip()


def first_calls(
    question: str, before: str = "", offset: float = 0, children: int = 4, pause: float = 0.04
) -> None:
    values = {"question": question, "before": before, "offset": offset}
    run(ASKING + FIRST_CALLS.format(**values, children=children, pause=pause))


@pytest.mark.parametrize("offset", [0.0, 0.003, 0.01, 0.03, 0.1, 0.2, 0.3])
def test_forks_while_a_thread_makes_the_first_call(offset: float) -> None:
    """Its imports, its files and its indexes: whatever the fork meets, the child has it whole."""
    first_calls(QUESTIONS["nearest"], offset=offset, children=6, pause=0.01)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_forks_while_a_thread_asks_a_question_first(question: str) -> None:
    """The snapshot is open, and only what the question itself needs is being loaded."""
    first_calls(question, before="gd.nearest(41, 29)", children=3, pause=0.02)


ALL_ANSWERS = "\n".join(
    [ASKING, "answers = lambda: [", *(f"    {q}," for q in QUESTIONS.values()), "]"]
)


def test_a_child_answers_as_its_parent(tmp_path: Path) -> None:
    """Each question in children that inherit everything, an open snapshot, and nothing."""
    script = f"""
{ALL_ANSWERS}
def told():
    return repr([
        [part.tolist() for part in one] if isinstance(one, tuple) and hasattr(one[0], "tolist")
        else one.confidences.tolist() if hasattr(one, "confidences")
        else one.granularities if hasattr(one, "granularities")
        else one
        for one in answers()
    ])
def child(name):
    signal.alarm(100)
    with open({str(tmp_path)!r} + "/" + name, "w", encoding="utf-8") as file:
        file.write(told())
before = {{"nothing": lambda: 0, "open": lambda: gd.nearest(41, 29), "all": gd.preload}}
for name in before:
    before[name]()
    pid = os.fork()
    if pid == 0:
        child(name)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0, name
child("parent")
"""
    run(script)
    said = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert said.keys() == {"nothing", "open", "all", "parent"}
    assert len(set(said.values())) == 1


def test_preload_leaves_nothing_to_import() -> None:
    script = f"""
{ALL_ANSWERS}
gd.preload()
loaded = set(sys.modules)
answers()
print(sorted(set(sys.modules) - loaded))
"""
    assert run(script) == "[]"


def test_preload_leaves_nothing_to_make() -> None:
    """Look at every object behind a gazetteer that has attributes made when asked for."""
    gazetteer = Gazetteer.open()
    assert gazetteer.preload() is gazetteer
    lacking, seen, pending = set(), set(), [gazetteer]
    while pending:
        one = pending.pop()
        if id(one) in seen or isinstance(one, type):
            continue
        seen.add(id(one))
        if type(one).__module__.startswith("geodistricts"):
            lazy = {name for name, held in vars(type(one)).items() if isinstance(held, Lazy)}
            made = vars(one) if hasattr(one, "__dict__") else {}
            lacking |= {f"{type(one).__name__}.{name}" for name in lazy - made.keys()}
        pending += [
            held
            for held in gc.get_referents(one)
            if isinstance(held, (dict, list, tuple))
            or type(held).__module__.startswith("geodistricts")
            or type(held).__name__ == "method"
        ]
    assert len(seen) > 1_000
    assert not lacking


def test_threads_make_one_thing_once() -> None:
    made = []
    start = threading.Barrier(8)

    class Slow:
        @Lazy
        def value(self) -> object:
            made.append(threading.get_ident())
            return object()

    slow = Slow()

    def ask(_: int) -> object:
        start.wait()
        return slow.value

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(8)))
    assert len(set(map(id, answers))) == len(made) == 1


def test_forks_while_threads_ask() -> None:
    """The R-tree's lock may be held at the fork: the child finds it free, and the tree whole."""
    expected = repr(gd.neighbors(41, 29, k=3))
    script = f"""
import os, signal, threading
import geodistricts as gd
stop = threading.Event()
def ask():
    while not stop.is_set():
        gd.neighbors(41, 29, k=200)
        gd.within(west=29, south=41, east=29.3, north=41.3)
gd.neighbors(41, 29)
threads = [threading.Thread(target=ask) for _ in range(3)]
for thread in threads: thread.start()
for _ in range(40):
    pid = os.fork()
    if pid == 0:
        signal.alarm(60)
        os._exit(repr(gd.neighbors(41, 29, k=3)) != {expected!r})
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
stop.set()
"""
    run(script)


def test_a_child_enriches_files(tmp_path: Path) -> None:
    """Arrow's threads are not in the child; what read a file before the fork reads another."""
    lines = "".join(f"{number},41.{number % 60:02},29.0\n" for number in range(3_000))
    (tmp_path / "in.csv").write_text(f"id,lat,lon\n{lines}", encoding="utf-8")
    script = f"""
import os, signal
os.chdir({str(tmp_path)!r})
import pyarrow.csv as pacsv, pyarrow.parquet as pq
from geodistricts.cli import cli
def enrich(source, out):
    cli(["enrich", source, out, "--latitude", "lat", "--longitude", "lon"], standalone_mode=False)
pq.write_table(pacsv.read_csv("in.csv"), "in.parquet")
enrich("in.csv", "parent.csv")
enrich("in.parquet", "parent.parquet")
pid = os.fork()
if pid == 0:
    signal.alarm(100)
    enrich("in.csv", "child.csv")
    enrich("in.parquet", "child.parquet")
    os._exit(0)
assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
for ending in "csv", "parquet":
    assert open(f"parent.{{ending}}", "rb").read() == open(f"child.{{ending}}", "rb").read()
"""
    run(script)
