"""Tables: whole files, what a gazetteer adds to their rows, and the list itself as a file.

In come CSV and Parquet files of any size, batch by batch, and a gazetteer; out come the same
rows with further columns (``open_table``, ``create_table``, ``Enricher``), or a level of the
list for maps, spreadsheets and forms (``export``). ``cli`` calls it. It knows the gazetteer's
questions, and the snapshot for its shapes; nothing of how the questions are answered.
"""

from geodistricts.tables.enriching import (
    ACTIONS,
    COLUMNS,
    LINE_COLUMNS,
    Enricher,
    Solved,
    can_be_read,
)
from geodistricts.tables.exporting import FORMATS, LEVELS, export, lists_of_a_form
from geodistricts.tables.files import TableReader, create_table, open_table

__all__ = [
    "ACTIONS",
    "COLUMNS",
    "FORMATS",
    "LEVELS",
    "LINE_COLUMNS",
    "Enricher",
    "Solved",
    "TableReader",
    "can_be_read",
    "create_table",
    "export",
    "lists_of_a_form",
    "open_table",
]
