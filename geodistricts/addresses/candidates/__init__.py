"""Lines: an address in one line of free text.

In comes a line; out comes a ``ParsedAddress``. The line is cut into words (``tokens``, by the
tables of ``words``), the places that it names are found (``mentions``, ``reading``), the
districts that it may name are weighed (``guesses``), what else it says counts against the best
(``doubts``), and what is left over is the street line (``remainder``). ``Addresses`` calls
``Parser``, which leads through all of it.
"""

from geodistricts.addresses.lines.parsing import Parser

__all__ = ["Parser"]
