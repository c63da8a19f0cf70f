"""Fuzz: does anything that a caller, a file, a snapshot or a server can hold break a promise.

Hypothesis draws hostile values for every public function (``points``, ``names``, ``addresses``,
``lookups``), the command line (``program``), files to enrich (``files``), damaged snapshots
(``snapshots``) and a hostile platform (``platform``); ``asking`` says what may come of it: an
answer that holds its invariants, or an error that the package raises on purpose, in time. ``run``
takes turns among them for some minutes, and saves fuzz.md; the tests run a short one.
"""
