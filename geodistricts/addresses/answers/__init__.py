"""Answers: a solution in the words of those who asked.

In comes a ``Solution``; out come a ``ParsedAddress`` (``parsed``) or a ``Validation``
(``verdict``), with what became of each field (``components``, ``pins``) and what is left of the
line (``street_line``). ``Addresses`` calls them.
"""

from geodistricts.addresses.answers.parsed import parsed_address
from geodistricts.addresses.answers.verdict import verdict_on

__all__ = ["parsed_address", "verdict_on"]
