"""Tables: whole files, and what a gazetteer adds to their rows.

In come CSV and Parquet files of any size, batch by batch, and a gazetteer; out come the same
rows with further columns. ``cli`` calls ``open_table``, ``create_table`` and ``Enricher``. It
knows the gazetteer's questions, and nothing of how they are answered.
"""

from geodistricts.tables.enriching import ACTIONS, COLUMNS, Enricher, Solved, can_be_read
from geodistricts.tables.files import TableReader, create_table, open_table

__all__ = [
    "ACTIONS",
    "COLUMNS",
    "Enricher",
    "Solved",
    "TableReader",
    "can_be_read",
    "create_table",
    "open_table",
]
