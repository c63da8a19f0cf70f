"""A snapshot with corrections laid over it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np

from geodistricts.basics.arrow import numbers
from geodistricts.overlay.applying import corrected_aliases, corrected_districts
from geodistricts.overlay.checking import Checker
from geodistricts.overlay.corrections import (
    ADD,
    DEACTIVATE,
    MOVE,
    fingerprint,
    read_correction,
)
from geodistricts.overlay.reading import read_lines
from geodistricts.overlay.sites import with_other_sites
from geodistricts.snapshot import CellGrid, DistrictRows, Snapshot


class CorrectedSnapshot(Snapshot):
    """A snapshot whose districts are as corrections say.

    Parameters
    ----------
    path : Path
        The snapshot's folder.
    overlay : Path
        The file of corrections.

    Attributes
    ----------
    corrections : tuple of Correction
        What the file says, line by line.

    Raises
    ------
    SnapshotError
        As ``Snapshot``.
    OverlayError
        Where the file cannot be read, or a line of it is impossible.
    """

    __slots__ = ("corrections",)

    def __init__(self, path: Path, overlay: Path) -> None:
        super().__init__(path)
        self.corrections = tuple(map(read_correction, read_lines(overlay)))
        listed = self._listed
        townships = Checker(listed, self.corrections).townships
        table = corrected_districts(listed.table, self.corrections, townships, self._taken_over())
        aliases = partial(corrected_aliases, listed, self.corrections)
        self.rows = DistrictRows(table, listed.places, aliases)

    @property
    def version(self) -> str:
        """Version of the data, and of the corrections."""
        return f"{super().version}+overlay.{fingerprint(self.corrections)}"

    def nearest_grid(self) -> CellGrid:
        """Read the cells that ``nearest`` looks into, with districts where they are now."""
        pks = [one.pk for one in self.corrections if one.action in (ADD, MOVE, DEACTIVATE)]
        return with_other_sites(
            super().nearest_grid(), self._listed, self.rows, np.array(pks, dtype=np.int32)
        )

    def _taken_over(self) -> dict[int, int]:
        """Find the boundaries that are no district's any more and have an added one in them."""
        corrections = self.corrections
        added = [one for one in corrections if one.action == ADD and one.latitude is not None]
        gone = np.array([one.pk for one in corrections if one.action == DEACTIVATE], np.int32)
        table = self._listed.table
        is_gone = np.isin(numbers(table, "pk"), gone)
        boundary = numbers(table, "boundary")
        is_active = numbers(table, "is_active")
        vacated = np.setdiff1d(boundary[is_gone & is_active], boundary[~is_gone & is_active])
        vacated = vacated[~np.isnan(vacated)].astype(np.int64)
        if not added or not len(vacated):
            return {}
        import shapely

        tree = shapely.STRtree(
            [self.geometries.of_districts.shape(row) for row in vacated.tolist()]
        )
        points = shapely.points([(one.longitude, one.latitude) for one in added])
        found = tree.query(points, predicate="intersects").T.tolist()
        return {added[one].pk: int(vacated[shape]) for one, shape in found}
