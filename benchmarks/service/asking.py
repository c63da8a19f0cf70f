"""Clients that keep asking, and compare every answer with the one of its version."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Sequence
from time import monotonic
from typing import NamedTuple, Self

_ANSWER_SECONDS = 30.0
_SETTLED = 3.0
"""Seconds after the first answer of a version, when nobody should be let in by the old one."""
_LONGEST_PAUSE = 1.5
_MOST_SHOWN = 5


class Answer(NamedTuple):
    """What came back.

    Attributes
    ----------
    status : int
        200 where all is well.
    version : str
        Of the data, as the answer says.
    is_last : bool
        Whether the service closes the connection after it.
    body : bytes
        The answer itself.
    """

    status: int
    version: str
    is_last: bool
    body: bytes


class Line:
    """A connection that is open.

    Attributes
    ----------
    opened : float
        When, as ``monotonic`` counts.
    """

    def __init__(self, reading: asyncio.StreamReader, writing: asyncio.StreamWriter) -> None:
        self._reading, self._writing = reading, writing
        self.opened = monotonic()

    @classmethod
    async def open(cls, port: int) -> Self:
        """Connect to the service."""
        return cls(*await asyncio.open_connection("127.0.0.1", port))

    async def ask(self, path: str) -> Answer:
        """Ask, and wait for the answer; an error means that there is none."""
        self._writing.write(b"GET %s HTTP/1.1\r\nhost: x\r\n\r\n" % path.encode())
        head = await self._reading.readuntil(b"\r\n\r\n")
        status, *lines = head.decode("latin-1").split("\r\n")
        fields = dict(line.lower().split(": ", 1) for line in lines if line)
        body = await self._reading.readexactly(int(fields["content-length"]))
        return Answer(
            int(status.split()[1]),
            fields["x-geodistricts-version"],
            fields.get("connection") == "close",
            body,
        )

    def close(self) -> None:
        """Hang up."""
        self._writing.close()


class Tally:
    """What came of all requests.

    Parameters
    ----------
    total : int
        How many are to be asked, at least.
    expected : dict of str to dict
        By version, the answer to each path.

    Attributes
    ----------
    asked : int
        How many were begun.
    may_end : bool
        Whether the total is enough; until then they go on.
    by_version : Counter
        Right answers.
    opened : int
        Connections.
    lost, wrong, late : int
        Requests without an answer, with one that is not that of its version, and with one of an
        old version on a connection that was made when the new one had long answered.
    examples : list of str
        The first failures.
    """

    def __init__(self, total: int, expected: dict[str, dict[str, bytes]]) -> None:
        self._total, self._expected = total, expected
        self._since = dict.fromkeys(expected, 0.0)
        self._newest = ""
        self.may_end = False
        self.asked = self.opened = self.lost = self.wrong = self.late = 0
        self.by_version: Counter[str] = Counter()
        self.examples: list[str] = []

    @property
    def newest(self) -> str:
        """The version that answered first after the last exchange."""
        return self._newest

    @property
    def answered(self) -> int:
        """How many are done with, right or not."""
        return self.by_version.total() + self.wrong + self.late + self.lost

    def begin(self) -> bool:
        """Count one that is asked now; False if it need not be."""
        if self.may_end and self.asked >= self._total:
            return False
        self.asked += 1
        return True

    def expect(self, version: str) -> None:
        """Note that a version is on its way."""
        self._since[version] = 0.0

    def end(self, path: str, answer: Answer | Exception, opened: float) -> None:
        """Compare an answer with what its version says."""
        if isinstance(answer, Exception):
            self.lost += 1
            self._show(f"lost: {answer!r}")
            return
        version = answer.version
        right = self._expected.get(version, {}).get(path)
        if answer.status != 200 or answer.body != right:
            self.wrong += 1
            self._show(f"wrong: {path}: {answer}")
            return
        if not self._since[version]:
            self._since[version], self._newest = monotonic(), version
        if version != self._newest and opened > self._since[self._newest] + _SETTLED:
            self.late += 1
            self._show(f"late: {path}: {answer}")
            return
        self.by_version[version] += 1

    def _show(self, failure: str) -> None:
        if len(self.examples) < _MOST_SHOWN:
            self.examples.append(failure[:500])


async def keep_asking(
    port: int, paths: Sequence[str], tally: Tally, kept: int, pausing: int, seed: int
) -> None:
    """Ask on connections of several kinds until all is asked.

    Parameters
    ----------
    port : int
        Of the service, on loopback.
    paths : sequence of str
        What may be asked.
    tally : Tally
        Counts.
    kept : int
        Clients that keep their connection as long as the service does; as many as four of
        them, one more makes a connection for each request.
    pausing : int
        Clients that keep theirs and ask now and then.
    seed : int
        Of what is asked.
    """
    choose = random.Random(seed)
    async with asyncio.TaskGroup() as group:
        for _ in range(kept):
            group.create_task(_client(port, paths, tally, choose, True, 0.0))
        for _ in range(-(-kept // 4)):
            group.create_task(_client(port, paths, tally, choose, False, 0.0))
        for _ in range(pausing):
            group.create_task(_client(port, paths, tally, choose, True, _LONGEST_PAUSE))


async def _client(
    port: int,
    paths: Sequence[str],
    tally: Tally,
    choose: random.Random,
    keeps: bool,
    longest_pause: float,
) -> None:
    line: Line | None = None
    while tally.begin():
        path = choose.choice(paths)
        opened = monotonic() if line is None else line.opened
        answer: Answer | Exception
        try:
            async with asyncio.timeout(_ANSWER_SECONDS):
                if line is None:
                    line = await Line.open(port)
                    tally.opened += 1
                answer = await line.ask(path)
        except (OSError, EOFError, KeyError, ValueError, TimeoutError) as error:
            answer = error
        tally.end(path, answer, opened)
        if line is not None and (isinstance(answer, Exception) or answer.is_last or not keeps):
            line.close()
            line = None
        if longest_pause:
            await asyncio.sleep(choose.random() * longest_pause)
