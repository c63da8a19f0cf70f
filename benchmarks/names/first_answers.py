"""What the first questions by name cost a fresh process, beyond an opened snapshot.

``compare`` runs it; it prints a line a question: milliseconds and MB up to and with it.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from benchmarks.common.memory import resident_bytes

QUESTIONS: list[tuple[str, ...]] = [
    ("caferağa", "İstanbul", "Kadıköy"),
    ("caferağa",),
    ("cafreağa",),
]


def main() -> None:
    """Print milliseconds and MB, question by question."""
    import geodistricts

    match: Callable[..., object] = geodistricts.match
    geodistricts.nearest(41, 29)
    held, start = resident_bytes(), perf_counter()
    for arguments in QUESTIONS:
        match(*arguments)
        print((perf_counter() - start) * 1e3, (resident_bytes() - held) / 1e6)


if __name__ == "__main__":
    main()
