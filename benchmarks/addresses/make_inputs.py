"""Make ``addresses.parquet``: address lines composed from real names, and what they name.

The same snapshot gives the same lines; each kind draws by itself, so that a new kind leaves the
others as they are. Large cities are drawn more often, as addresses of orders are, and one line in
seven is of a village. A last kind is typed by hand.
"""

from __future__ import annotations

from zlib import crc32

import click
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.addresses.composing import line_districts, line_doubts, line_places, lines
from benchmarks.addresses.composing.lines_by_hand import lines_by_hand
from benchmarks.addresses.composing.pieces import Kind
from benchmarks.addresses.composing.places import World
from benchmarks.addresses.inputs import ADDRESSES, Address
from benchmarks.common.options import HELP

SEED = 20_251_124
COUNT = 40
MOST_DRAWS = 40_000
"""Draws for one kind, most of which do not suit it, after which it is broken."""
SCHEMA = pa.schema(
    {
        "kind": pa.string(),
        "text": pa.string(),
        "city": pa.int32(),
        "township": pa.int32(),
        "district": pa.int32(),
        "acceptable": pa.list_(pa.int32()),
        "postal_code": pa.string(),
    }
)
KINDS: dict[str, Kind] = lines.KINDS | line_places.KINDS | line_districts.KINDS | line_doubts.KINDS


def compose(world: World, name: str, kind: Kind) -> list[Address]:
    """Compose the lines of one kind, no two alike.

    Parameters
    ----------
    world : World
        What to draw from.
    name : str
        The kind's name; it seeds the draws.
    kind : callable
        Composes one line.

    Returns
    -------
    list of Address
        ``COUNT`` lines.

    Raises
    ------
    RuntimeError
        Where hardly any draw suits the kind.
    """
    rng = np.random.default_rng([SEED, crc32(name.encode())])
    lines: dict[str, Address] = {}
    for _ in range(MOST_DRAWS):
        line = kind(world, rng)
        if line is not None:
            lines.setdefault(line.text, line._replace(kind=name))
        if len(lines) == COUNT:
            return list(lines.values())
    raise RuntimeError(
        f"only {len(lines)} lines of the kind {name!r} in {MOST_DRAWS:,} draws; loosen its rules"
    )


@click.command(context_settings=HELP)
def main() -> None:
    """Compose the address lines anew, and write addresses.parquet.

    The same snapshot gives the same lines.
    """
    world = World()
    lines = [line for name, kind in KINDS.items() for line in compose(world, name, kind)]
    lines += lines_by_hand(world)
    rows = [line._asdict() for line in lines]
    table = pa.Table.from_pylist(rows, schema=SCHEMA)
    pq.write_table(table, ADDRESSES, compression="zstd")
    print(f"{table.num_rows:,} lines of {len(KINDS) + 1} kinds in {ADDRESSES}")


if __name__ == "__main__":
    main()
