"""What a fresh process takes for one question: milliseconds, and the MB that it holds then.

``compare`` runs it with the name of a question. With ``forked`` it loads everything, forks, lets
the child ask all questions, and prints what the child alone holds.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from benchmarks.common.memory import resident_bytes

FORKED = "forked"
LINE = "Caferağa Mah. Moda Cd. No:45 Kadıköy/İstanbul"


def _import() -> object:
    import geodistricts

    return geodistricts


def _nearest() -> object:
    import geodistricts as gd

    return gd.nearest(41.0, 29.0)


def _match() -> object:
    import geodistricts as gd

    return gd.match("cafreağa", "İstanbul", "Kadıköy")


def _validate() -> object:
    import geodistricts as gd

    return gd.validate("İstanbul", "Kadıköy", "Caferağa", address=LINE)


def _parse() -> object:
    import geodistricts as gd

    return gd.parse(LINE)


def _reverse() -> object:
    import geodistricts as gd

    return gd.reverse(41.0, 29.0)


def _preload() -> object:
    import geodistricts as gd

    gd.preload()
    return gd


QUESTIONS: dict[str, Callable[[], object]] = {
    "import geodistricts": _import,
    "nearest": _nearest,
    "match": _match,
    "parse": _parse,
    "validate": _validate,
    "reverse": _reverse,
    "everything, by preload": _preload,
}


def _private_bytes() -> int:
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    return 1024 * sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))


def _ask_forked() -> None:
    _preload()
    start = perf_counter()
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    for question in QUESTIONS.values():
        question()
    print((perf_counter() - start) * 1e3, _private_bytes() / 1e6, flush=True)
    os._exit(0)


def main() -> None:
    """Print milliseconds and MB."""
    (name,) = sys.argv[1:]
    if name == FORKED:
        _ask_forked()
        return
    start = perf_counter()
    QUESTIONS[name]()
    print((perf_counter() - start) * 1e3, resident_bytes() / 1e6)


if __name__ == "__main__":
    main()
