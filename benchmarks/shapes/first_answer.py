"""What a fresh process takes up to its first answer: milliseconds, imports included, and MB.

``compare`` runs it with the name of a question; it prints the two, the memory being what the
process holds then.
"""

from __future__ import annotations

import sys
from time import perf_counter

from benchmarks.common.memory import resident_bytes


def main() -> None:
    """Print milliseconds and MB."""
    start = perf_counter()
    import geodistricts

    if sys.argv[1] == "boundary":
        geodistricts.boundary(geodistricts.district(35760))
    else:
        getattr(geodistricts, sys.argv[1])(40.9869, 29.0252)
    took = perf_counter() - start
    print(took * 1e3, resident_bytes() / 2**20)


if __name__ == "__main__":
    main()
