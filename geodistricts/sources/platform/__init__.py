"""Platform: what every platform's list goes through on its way to a snapshot.

In come lists of districts, townships and cities with numbers of their own, however they were
read (``akinon``, ``table``); out comes a snapshot and a report. What the numbers mean is told
by names (``recognise``, ``counterparts``), the bundled snapshot fills the gaps (``bundled``,
``tables``, ``lent``), and ``build`` leads through all of it.
"""

from geodistricts.sources.platform.build import Origin, build_snapshot, check_origin
from geodistricts.sources.platform.bundled import Bundled, read_bundled
from geodistricts.sources.platform.coordinates import read_point
from geodistricts.sources.platform.lists import Note, PlatformLists
from geodistricts.sources.platform.report import PlatformReport

__all__ = [
    "Bundled",
    "Note",
    "Origin",
    "PlatformLists",
    "PlatformReport",
    "build_snapshot",
    "check_origin",
    "read_bundled",
    "read_point",
]
