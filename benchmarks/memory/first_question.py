"""What a fresh process takes for one question: milliseconds, and the MB that it holds then.

``compare`` runs it with the name of a question. With ``forked`` it loads everything, forks, lets
the child ask all questions, and prints what the child alone holds.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from time import perf_counter
from typing import Any

from benchmarks.common.memory import mapped_bytes, resident_bytes

FORKED = "forked"
LINE = "Caferağa Mah. Moda Cd. No:45 Kadıköy/İstanbul"


QUESTIONS: dict[str, Callable[[Any], object]] = {
    "import geodistricts": lambda gd: gd,
    "nearest": lambda gd: gd.nearest(41.0, 29.0),
    "match": lambda gd: gd.match("cafreağa", "İstanbul", "Kadıköy"),
    "parse": lambda gd: gd.parse(LINE),
    "validate": lambda gd: gd.validate("İstanbul", "Kadıköy", "Caferağa", address=LINE),
    "reverse": lambda gd: gd.reverse(41.0, 29.0),
    "everything, by preload": lambda gd: gd.preload(),
}


def _ask_forked() -> None:
    import geodistricts

    geodistricts.preload()
    start = perf_counter()
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    for question in QUESTIONS.values():
        question(geodistricts)
    print((perf_counter() - start) * 1e3, mapped_bytes("Private_") / 1e6, flush=True)
    os._exit(0)


def main() -> None:
    """Print milliseconds and MB."""
    (name,) = sys.argv[1:]
    if name == FORKED:
        _ask_forked()
        return
    start = perf_counter()
    import geodistricts

    QUESTIONS[name](geodistricts)
    print((perf_counter() - start) * 1e3, resident_bytes() / 1e6)


if __name__ == "__main__":
    main()
