"""Make ``orders.parquet``: orders composed from real names, with fields and a line, and answers.

Two halves, drawn by different seeds, no order in both: one to improve on, one kept for the last
measurement. ``ordering`` says how often what goes wrong; the same snapshot gives the same orders.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from zlib import crc32

import click
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.addresses.composing.places import Rng, World
from benchmarks.addresses.order_inputs import HALVES, ORDERS, Order, read_orders
from benchmarks.addresses.ordering.abroad import ABROAD
from benchmarks.addresses.ordering.by_hand import orders_by_hand
from benchmarks.addresses.ordering.faults import SCENES, dealt
from benchmarks.addresses.ordering.ordinary import ordinary
from benchmarks.addresses.ordering.pools import Pools
from benchmarks.addresses.ordering.quarrels import QUARRELS
from benchmarks.addresses.ordering.scenes import SCENES as COMPOSED
from benchmarks.common.options import HELP
from geodistricts.basics.letters import fold

SEED = 20_251_126
COUNT = 1_200
"""Orders of each half."""
MOST_DRAWS = 60_000
"""Draws for one order, after which what was dealt to it cannot be composed."""
TEXTS = ("half", "kind", "city", "township", "district", "postal_code", "address", "street")
NUMBERS = ("city_pk", "township_pk", "district_pk", "meant")
FLAGS = ("settled", "contradicts", "abroad")
SCHEMA = pa.schema(
    [
        (name, pa.list_(pa.string()) if name == "tags" else pa.list_(pa.int32()))
        if name in ("tags", "acceptable")
        else (name, pa.int32() if name in NUMBERS else pa.bool_() if name in FLAGS else pa.string())
        for name in Order._fields
    ]
)

Key = tuple[str, ...]


def key_of_order(order: Order) -> Key:
    """Fold all that an order says, to tell whether another says the same."""
    return tuple(fold(text or "") for text in (*order.fields, order.address))


def composed(compose: Callable[[], Order | None], known: set[Key], what: object) -> Order:
    """Draw until an order suits that nobody has yet.

    Raises
    ------
    RuntimeError
        Where hardly any draw does.
    """
    for _ in range(MOST_DRAWS):
        order = compose()
        if order is not None and (key := key_of_order(order)) not in known:
            known.add(key)
            return order
    raise RuntimeError(f"no order suits {what} in {MOST_DRAWS:,} draws; loosen its rules")


def make_half(world: World, pools: Pools, half: str, known: set[Key]) -> list[Order]:
    """Make one half of the orders.

    Parameters
    ----------
    world, pools : World, Pools
        What to draw from.
    half : {"learn", "kept"}
        Which; it seeds the draws.
    known : set of tuple of str
        Orders that there are; those made are added.

    Returns
    -------
    list of Order
        Ordinary ones, scenes, and those typed by hand.
    """

    def drawn(name: str) -> Rng:
        return np.random.default_rng([SEED, crc32(half.encode()), crc32(name.encode())])

    hands = orders_by_hand(world, half)
    known.update(map(key_of_order, hands))
    orders: list[Order] = []
    scenes = COMPOSED | QUARRELS | ABROAD
    for name, share in SCENES.items():
        rng, scene = drawn(name), scenes[name]
        for _ in range(round(share * COUNT)):
            order = composed(partial(scene, world, pools, rng), known, name)
            orders.append(order._replace(kind=name, tags=(name,)))
    rng = drawn("ordinary")
    orders += [
        composed(partial(ordinary, world, pools, rng, hand), known, hand)
        for hand in dealt(COUNT - len(orders) - len(hands), rng)
    ]
    orders = [one._replace(half=half) for one in (*orders, *hands)]
    return [orders[place] for place in drawn("order").permutation(len(orders))]


@click.command(context_settings=HELP)
@click.option("--half", type=click.Choice(HALVES),
              help="Compose this half only; the other stays as it is.")  # fmt: skip
def main(half: str | None) -> None:
    """Compose the orders anew, and write orders.parquet.

    The same snapshot gives the same orders.
    """
    world, known = World(), set[Key]()
    pools = Pools(world)
    made: dict[str, list[Order]] = {
        one: read_orders(one) for one in HALVES if half not in (None, one)
    }
    known.update(key_of_order(order) for orders in made.values() for order in orders)
    for name in HALVES:
        if name not in made:
            made[name] = make_half(world, pools, name, known)
    rows = [order._asdict() for name in HALVES for order in made[name]]
    pq.write_table(pa.Table.from_pylist(rows, schema=SCHEMA), ORDERS, compression="zstd")
    print(f"{len(rows):,} orders in {ORDERS}")


if __name__ == "__main__":
    main()
