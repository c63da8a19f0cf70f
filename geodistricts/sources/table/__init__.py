"""Table: a snapshot with the numbers of a list in a file, whoever's they are.

In come text files, spreadsheets or Parquet; out comes a snapshot and a report. A file is read
as rows of cells (``files``), its headings say what is what (``headings``, ``cells``), places
that have names only get numbers (``places``), and all becomes a platform's lists (``lists``),
which ``platform`` makes a snapshot of. ``cli`` calls ``build_table``.
"""

from geodistricts.sources.table.build import build_table
from geodistricts.sources.table.headings import CITY, DISTRICT, TOWNSHIP, Field
from geodistricts.sources.table.lists import ListFiles

__all__ = ["CITY", "DISTRICT", "TOWNSHIP", "Field", "ListFiles", "build_table"]
