"""Several processes that solve the rows of one table, in order, only when they are asked for."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing.spawn import get_executable
from queue import SimpleQueue
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from geodistricts.basics.arguments import as_whole, shown
from geodistricts.errors import WorkerError
from geodistricts.tables.enriching import Solved
from geodistricts.tables.places import Places
from geodistricts.tables.worker import Columns, pack

if TYPE_CHECKING:
    from geodistricts.tables.enriching import Enricher


_PIECE = 2048
"""Rows that a process solves at once: some tenths of a second of addresses."""
_AHEAD = 2
"""Batches that are begun before the one that is waited for is done."""
_PROGRAM = "import sys; sys.path[:] = {path!r}; from geodistricts.tables.worker import main; main()"
_PATIENCE = 5.0


def solve_each(
    enricher: Enricher, batches: Iterable[Columns], workers: int = 1
) -> Iterator[Solved]:
    """Solve batches of rows, in order.

    Parameters
    ----------
    enricher : Enricher
        Solves them.
    batches : iterable of mapping of str to pyarrow.Array
        Columns by what they hold, as ``Enricher.solve`` takes them; drawn as they are needed, a
        few ahead.
    workers : int
        How many processes solve them: with 1, this one and no other.

    Yields
    ------
    Solved
        What was found for each batch, the same for any number of processes.

    Raises
    ------
    WorkerError
        Where a process ends before its work does.
    """
    if workers == 1:
        yield from map(enricher.solve, batches)
        return
    begun: deque[list[Future[Solved]]] = deque()
    with _started(enricher, workers) as pool:
        for columns in batches:
            begun.append([pool.submit(piece) for piece in _cut(columns)])
            if len(begun) > _AHEAD:
                yield _result(begun.popleft())
        while begun:
            yield _result(begun.popleft())


def check_workers(workers: object) -> int:
    """Return how many processes are asked for.

    Raises
    ------
    ValueError
        Where that is no whole number from 1 on.
    """
    count = as_whole(workers)
    if count is None or count < 1:
        raise ValueError(f"workers must be a number of processes, 1 or more, not {shown(workers)}")
    return count


class _Worker:
    """A process, and the way to ask it."""

    def __init__(self, greeting: bytes) -> None:
        self._process = subprocess.Popen(
            [get_executable(), "-c", _PROGRAM.format(path=sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._process.stdin
        assert self._process.stdout
        self._questions, self._replies = self._process.stdin, self._process.stdout
        self._greeting = greeting

    def ask(self, columns: Columns) -> Solved:
        try:
            self._questions.write(self._greeting)
            self._greeting = b""
            pickle.dump(pack(columns), self._questions, pickle.HIGHEST_PROTOCOL)
            self._questions.flush()
            reply = pickle.load(self._replies)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            raise WorkerError(self._say_how_it_ended()) from error
        if isinstance(reply, Exception):
            raise reply
        found: Solved = reply
        return found

    def _say_how_it_ended(self) -> str:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_PATIENCE)
        status = self._process.returncode
        how = f"was killed by signal {-status}" if (status or 0) < 0 else f"ended, status {status}"
        return (
            f"worker process {self._process.pid} {how} before its rows were solved; read its "
            "message above, or, if memory ran out, try again with fewer workers"
        )

    def end(self) -> None:
        self._process.kill()
        for pipe in (self._questions, self._replies):
            with suppress(OSError):
                pipe.close()
        self._process.wait()


class _Pool:
    """Workers, and as many threads that each ask an idle one."""

    def __init__(self, idle: SimpleQueue[_Worker], threads: ThreadPoolExecutor) -> None:
        self._idle, self._threads = idle, threads

    def submit(self, columns: Columns) -> Future[Solved]:
        return self._threads.submit(self._ask, columns)

    def _ask(self, columns: Columns) -> Solved:
        worker = self._idle.get()
        try:
            return worker.ask(columns)
        finally:
            self._idle.put(worker)


@contextmanager
def _started(enricher: Enricher, workers: int) -> Iterator[_Pool]:
    # A pickle in a pickle: what cannot be opened leaves the pipe where the next one begins.
    greeting = pickle.dumps(pickle.dumps(enricher, pickle.HIGHEST_PROTOCOL))
    idle: SimpleQueue[_Worker] = SimpleQueue()
    started: list[_Worker] = []
    threads = ThreadPoolExecutor(workers)
    try:
        for _ in range(workers):
            started.append(_Worker(greeting))
            idle.put(started[-1])
        yield _Pool(idle, threads)
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        for worker in started:
            worker.end()
        threads.shutdown()


def _cut(columns: Columns) -> Iterator[Columns]:
    length = len(next(iter(columns.values())))
    for start in range(0, max(length, 1), _PIECE):
        yield {role: values.slice(start, _PIECE) for role, values in columns.items()}


def _result(pieces: list[Future[Solved]]) -> Solved:
    return joined([piece.result() for piece in pieces])


def joined(pieces: list[Solved]) -> Solved:
    """Put together what was found for some rows after the other.

    Parameters
    ----------
    pieces : list of Solved
        One at least.

    Returns
    -------
    Solved
        Of all rows.
    """
    if len(pieces) == 1:
        return pieces[0]
    lines = [one.street_lines for one in pieces]
    return Solved(
        Places(
            *(np.concatenate(level) for level in zip(*(one.places for one in pieces), strict=True))
        ),
        np.concatenate([one.confidences for one in pieces]),
        np.concatenate([one.actions for one in pieces]),
        None if lines[0] is None else pa.concat_arrays(lines),
        sum(one.swapped for one in pieces),
    )
