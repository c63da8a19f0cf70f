"""Published by the state: official codes, population and other names of the list's places.

In come the address register, the population and today's names of villages; out comes
``Published``, joined to the list one-to-one, with what to report. The names of one place in two
lists are paired in ``pairing``, by which each district finds its row of the register in
``codes``; ``official`` gathers the figures, ``sums`` checks them against published totals,
``other_names`` gathers the spellings. ``build`` calls it.
"""

from geodistricts.sources.open_data.published.official import Facts, Official
from geodistricts.sources.open_data.published.other_names import OtherName
from geodistricts.sources.open_data.published.reading import Published, read_published

__all__ = ["Facts", "Official", "OtherName", "Published", "read_published"]
