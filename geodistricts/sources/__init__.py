"""Sources: how a snapshot is made, and how it differs from another.

In come lists that others publish; out comes a folder that ``snapshot`` reads. ``open_data/``
makes the bundled one, ``akinon/`` and ``table/`` one with a platform's own numbers, with what
they share in ``platform/``, and all need the ``build`` extra; here is what all need: numbers that
last, what a rebuild changes, the cells, the files. ``cli`` calls them, and compares snapshots.
"""

from geodistricts.sources.changes import Change, Comparison, compare_all, read_tables

__all__ = ["Change", "Comparison", "compare_all", "read_tables"]
