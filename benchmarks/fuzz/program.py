"""The command line, in this process: exit codes, one line of error, JSON that reads back."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from hypothesis import strategies as st

from benchmarks.fuzz.asking import Target, ask
from benchmarks.fuzz.spellings import addresses, asked, names, places
from benchmarks.fuzz.values import texts
from geodistricts.cli import main
from geodistricts.gazetteer import Gazetteer

FOUND, NOTHING_FOUND, BAD_INPUT = 0, 1, 2
_COMMANDS = [
    *("nearest", "reverse", "neighbors", "match", "suggest", "normalize", "validate", "parse"),
    *("info", "verify", "enrich", "build", "-h", "--version"),
]
_OPTIONS = [
    *("--city", "--township", "--district", "--postal-code", "--latitude", "--longitude"),
    *("--limit", "--min-score", "--max-distance", "-k", "--json", "--snapshot", "--help", "--"),
]


class Ended(NamedTuple):
    """How a run of the program ended."""

    code: int
    out: str
    err: str


@contextmanager
def _opened_once() -> Iterator[None]:
    """Let commands share one gazetteer where they ask for the bundled snapshot."""
    opened = Gazetteer.open

    def open_once(path: Path | None = None, overlay: Path | None = None) -> Gazetteer:
        return asked() if path is overlay is None else opened(path, overlay)

    with patch.object(Gazetteer, "open", open_once):
        yield


class _Stream(io.TextIOWrapper):
    """A stream of UTF-8, which nothing that is shown may fail to fit into."""

    def __init__(self) -> None:
        self._bytes = io.BytesIO()
        super().__init__(self._bytes, encoding="utf-8", write_through=True, newline="")

    def text(self) -> str:
        return self._bytes.getvalue().decode()


def run(arguments: list[str], seconds: float = 2) -> Ended:
    """Run the program, and hold it to what is promised of every run."""
    out, err = _Stream(), _Stream()

    def end() -> int:
        try:
            with _opened_once(), redirect_stdout(out), redirect_stderr(err):
                main(arguments)
        except SystemExit as exit_:
            code = exit_.code or 0
            assert isinstance(code, int), f"ended with {code!r}"
            return code
        raise AssertionError("did not end the process")

    ended = Ended(ask(end, refusals=(), seconds=seconds), out.text(), err.text())
    assert ended.code in (FOUND, NOTHING_FOUND, BAD_INPUT), ended
    if ended.code == BAD_INPUT and ended.err:
        assert "Traceback" not in ended.err
        assert ended.err.startswith(("geodistricts: ", "Usage: ")), ended.err
        if ended.err.startswith("geodistricts: "):
            assert ended.err.count("\n") == 1, ended.err
    return ended


def _check_shown(drawn: tuple[list[str], bool]) -> None:
    arguments, as_json = drawn
    ended = run(arguments)
    if ended.code == BAD_INPUT:
        return
    if as_json:
        json.loads(ended.out)
    else:
        controls = [letter for letter in ended.out if letter < " " and letter != "\n"]
        assert not controls, f"shows control characters: {controls!r}"


def _check_any(arguments: list[str]) -> None:
    ended = run([one.replace("/", "") for one in arguments], seconds=5)
    assert ended.out or ended.err


def _as_arguments(some: Any) -> Any:
    """Draw what the operating system can hand over: no zero bytes, bytes that are no UTF-8."""
    return some.map(
        lambda text: os.fsdecode(text.replace("\0", "").encode("utf-8", "surrogatepass"))
    )


def targets() -> list[Target]:
    """List the ways to run the program."""
    name, place, line = (_as_arguments(some()) for some in (names, places, addresses))
    degrees = st.one_of(
        st.floats(25, 45).map(str),
        st.floats().map(str),
        st.sampled_from(["41,0636", "", "-0"]),
        name,
    )
    inside = st.one_of(
        st.just([]),
        place.map(lambda one: ["--city", one]),
        st.tuples(place, place).map(lambda two: ["--city", two[0], "--township", two[1]]),
    )
    spelt = st.tuples(st.sampled_from(["match", "suggest"]), inside, name).map(
        lambda drawn: [drawn[0], *drawn[1], "--", drawn[2]]
    )
    lines = st.tuples(st.sampled_from(["parse", "normalize"]), line | name).map(
        lambda drawn: [drawn[0], "--", drawn[1]]
    )
    points = st.tuples(st.sampled_from(["nearest", "reverse", "neighbors"]), degrees, degrees).map(
        lambda drawn: [drawn[0], "--", drawn[1], drawn[2]]
    )
    fields = st.tuples(inside, name, degrees, degrees).map(
        lambda drawn: [
            *("validate", *drawn[0], f"--district={drawn[1]}"),
            *(f"--latitude={drawn[2]}", f"--longitude={drawn[3]}"),
        ]
    )
    words = st.one_of(
        st.sampled_from(_COMMANDS), st.sampled_from(_OPTIONS), name, degrees, _as_arguments(texts)
    )
    asking = st.one_of(spelt, lines, points, fields)
    # Options go before what is asked, which stands behind "--".
    before = st.tuples(asking, st.booleans()).map(
        lambda drawn: ([drawn[0][0], *(["--json"] if drawn[1] else []), *drawn[0][1:]], drawn[1])
    )
    return [
        Target("questions on the command line", before, _check_shown),
        Target("any arguments on the command line", st.lists(words, max_size=6), _check_any),
    ]
