"""A process that solves what is handed to it; ``workers`` starts it, and nobody else.

It reads pickles from its standard input: a pickled ``Enricher`` first, then columns by role,
packed, one set after the other. It writes a pickle for each of these to its standard output:
what was found, or the exception in its place. It ends when its input does.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Mapping
from typing import BinaryIO

import pyarrow as pa

from geodistricts.tables.enriching import Enricher

Columns = Mapping[str, pa.Array]


def pack(columns: Columns) -> bytes:
    """Pack columns by role, without the rows around them that a pickle of slices would have."""
    batch = pa.RecordBatch.from_arrays([*columns.values()], names=[*columns])
    packed = pa.BufferOutputStream()
    with pa.ipc.new_stream(packed, batch.schema) as stream:
        stream.write_batch(batch)
    return bytes(packed.getvalue())


def unpack(packed: bytes) -> Columns:
    """Return what ``pack`` packed."""
    batch = pa.ipc.open_stream(packed).read_next_batch()
    return dict(zip(batch.schema.names, batch.columns, strict=True))


def main() -> None:
    """Solve until there is nothing more to solve."""
    # An interrupt comes to the whole process group; who started this one ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    _answer(sys.stdin.buffer, replies)


def _answer(questions: BinaryIO, replies: BinaryIO) -> None:
    enricher: Enricher | None = None
    failure: Exception | None = None
    try:
        enricher = pickle.loads(pickle.load(questions))
    except Exception as error:
        failure = error
    while True:
        try:
            packed = pickle.load(questions)
        except EOFError:
            return
        try:
            reply = failure if enricher is None else enricher.solve(unpack(packed))
        except Exception as error:
            reply = error
        pickle.dump(reply, replies, pickle.HIGHEST_PROTOCOL)
        replies.flush()
