"""Tables: whole files, what a gazetteer adds to their rows, and the list itself as a file.

In come CSV and Parquet files of any size, batch by batch, or Arrow columns from anywhere, and a
gazetteer; out come the same rows with further columns (``open_table``, ``create_table``,
``Enricher``, ``solve_each``), the answers alone (``Answers``), or a level of the list for maps,
spreadsheets and forms (``export``). ``engines``, ``service`` and ``cli`` call it. It knows the
gazetteer's questions, and the snapshot for its shapes; nothing of how they are answered.
"""

from geodistricts.tables.answers import STRUCTS, Answers, plain_struct, written_out
from geodistricts.tables.asking import ROLES, check_columns, check_kind, check_roles
from geodistricts.tables.batches import gathered
from geodistricts.tables.enriching import (
    ACTIONS,
    COLUMNS,
    LINE_COLUMNS,
    Enricher,
    Solved,
    columns_added,
    enriched_rows,
    enriched_schema,
)
from geodistricts.tables.exporting import FORMATS, export
from geodistricts.tables.files import TableReader, create_table, open_table
from geodistricts.tables.form_lists import (
    LEVELS,
    export_per_township,
    list_of_a_township,
    lists_of_a_form,
    village_of,
    written_list,
)
from geodistricts.tables.formatting import format_header, format_rows
from geodistricts.tables.places import compacted, plain_kind
from geodistricts.tables.values import as_degrees, can_be_read
from geodistricts.tables.workers import check_workers, joined, solve_each

__all__ = [
    "ACTIONS",
    "COLUMNS",
    "FORMATS",
    "LEVELS",
    "LINE_COLUMNS",
    "ROLES",
    "STRUCTS",
    "Answers",
    "Enricher",
    "Solved",
    "TableReader",
    "as_degrees",
    "can_be_read",
    "check_columns",
    "check_kind",
    "check_roles",
    "check_workers",
    "columns_added",
    "compacted",
    "create_table",
    "enriched_rows",
    "enriched_schema",
    "export",
    "export_per_township",
    "format_header",
    "format_rows",
    "gathered",
    "joined",
    "list_of_a_township",
    "lists_of_a_form",
    "open_table",
    "plain_kind",
    "plain_struct",
    "solve_each",
    "village_of",
    "written_list",
    "written_out",
]
