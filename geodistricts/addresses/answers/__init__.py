"""Answers: a solution in the words of those who asked.

In comes a ``Solution``; out come a ``ParsedAddress`` (``parsed``) or a ``Validation``
(``verdict``), with what became of each field (``components``, ``pins``) and what is left of the
line (``street_line``). ``Addresses`` calls ``Answers``, which leads through all of it.
"""

from geodistricts.addresses.answers.answering import Answers

__all__ = ["Answers"]
