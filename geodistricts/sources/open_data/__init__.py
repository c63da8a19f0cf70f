"""Open data: the bundled snapshot, from the PTT list and the boundary file.

In come a spreadsheet and a GeoParquet file; out comes a snapshot and a report. Each list is
read (``ptt``, ``boundary_source``), every name finds its boundary (``join``), the boundaries
are repaired and simplified (``coverage``), and ``build`` leads through all of it. ``cli`` calls
``build_open_data``.
"""

from geodistricts.sources.open_data.build import STEPS, Inputs, build_open_data

__all__ = ["STEPS", "Inputs", "build_open_data"]
