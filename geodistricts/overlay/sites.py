"""The cells of ``nearest`` where some districts are gone, new, or elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geodistricts.basics.arrow import numbers
from geodistricts.basics.ragged import spread
from geodistricts.basics.squares import Squares, prune_sites
from geodistricts.snapshot import CellGrid, DistrictRows

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Bool, Float64, Int32, NDArray

    Keys = NDArray[np.int64]


def with_other_sites(
    grid: CellGrid, before: DistrictRows, after: DistrictRows, changed: Int32
) -> CellGrid:
    """Change the lists of the cells that changed districts are, or were, the nearest in.

    Parameters
    ----------
    grid : CellGrid
        Of ``before``.
    before, after : DistrictRows
        The districts; those of ``before`` are all in ``after``, by the same pks.
    changed : ndarray of int32
        The pks of those that are not the same sites in both.

    Returns
    -------
    CellGrid
        Of ``after``: every cell lists every site that is nearest to any of its points. Cells
        that no change reaches keep their lists.
    """
    ranked = after.ranked()
    if not len(ranked):
        none = np.zeros(0, dtype=np.int32)
        return CellGrid(0.0, 0.0, 1.0, 0, 0, none, np.zeros(2, dtype=np.int32), none)
    pks, pks_after = numbers(before.table, "pk"), numbers(after.table, "pk")
    row_after = np.searchsorted(pks_after, pks).astype(np.int32)
    site_of_row = np.full(len(pks_after), -1, dtype=np.int64)
    site_of_row[ranked] = np.arange(len(ranked))
    is_changed = np.isin(pks, changed)
    sites = np.where(is_changed, -1, site_of_row[row_after])[grid.candidates]
    new = site_of_row[np.searchsorted(pks_after, np.intersect1d(pks_after, changed))]
    left = np.unique(grid.candidates[sites < 0])
    heirs = _heirs(before, after, left, ranked)
    fresh = np.union1d(new[new >= 0], heirs[~np.isin(heirs, sites)])
    patch = _Patch(grid, sites, fresh, after.latitudes[ranked], after.longitudes[ranked])
    patch.spread_out()
    return patch.finish(grid._replace(candidates=row_after[grid.candidates]), ranked)


def _heirs(before: DistrictRows, after: DistrictRows, left: Int32, ranked: Int32) -> Keys:
    """Find the sites that stand, as the best of their point, where others have gone."""
    here = after.latitudes[ranked] + 1j * after.longitudes[ranked]
    there = before.latitudes[left] + 1j * before.longitudes[left]
    at = np.flatnonzero(np.isin(here, there))
    best: Keys = at[np.sort(np.unique(here[at], return_index=True)[1])]
    return best


class _Patch:
    """The lists of the cells that changes reach.

    Sites are numbered by rank; a pair of a cell and a site in its list is one number.

    A site that a cell loses was nearest to points that are now nearest to others. On the way
    from such a point to its new nearest site, every point has that site as its nearest of those
    that stayed, up to a cell that listed it beside a lost one. So sites spread from the cells
    that list them to neighbouring ones which lost a site, new sites to any, and both no
    further than they can be the nearest. Outside the grid all is one cell, beside those at its
    edge.
    """

    def __init__(
        self, grid: CellGrid, sites: Keys, fresh: Keys, latitudes: Float64, longitudes: Float64
    ) -> None:
        self._grid, self._sites = grid, sites
        self._latitudes, self._longitudes = latitudes, longitudes
        self._count = len(latitudes)
        self._is_fresh = np.zeros(self._count, dtype=bool)
        self._is_fresh[fresh] = True
        lists = np.repeat(np.arange(len(grid.offsets) - 1), np.diff(grid.offsets))
        lost = np.zeros(len(grid.offsets) - 1, dtype=bool)
        lost[lists[sites < 0]] = True
        self._has_lost: Bool = lost[grid.list_of_cell]
        outer = sites[grid.offsets[-2] :]
        self._outer = np.zeros(self._count, dtype=bool)
        self._outer[outer[outer >= 0]] = True
        column, row = np.arange(grid.columns), np.arange(grid.rows)[:, None]
        is_edge = (column % max(grid.columns - 1, 1) == 0) | (row % max(grid.rows - 1, 1) == 0)
        self._edge = np.flatnonzero(is_edge)
        self._held: dict[int, Keys] = {}
        self._open(np.flatnonzero(self._has_lost))
        self._seeds = self._seeds_of(fresh)

    def _seeds_of(self, fresh: Keys) -> Keys:
        """Pair new sites with the cells they are in, and those outside with the edge."""
        grid = self._grid
        latitudes, longitudes = self._latitudes[fresh], self._longitudes[fresh]
        row = np.floor((latitudes - grid.south) / grid.step).astype(np.int64)
        column = np.floor((longitudes - grid.west) / grid.step).astype(np.int64)
        inside = (row >= 0) & (row < grid.rows) & (column >= 0) & (column < grid.columns)
        self._outer[fresh[~inside]] = True
        own = self._pairs(row[inside] * grid.columns + column[inside], fresh[inside])
        return np.concatenate([own, self._at_edge(np.flatnonzero(self._outer))])

    def _pairs(self, cells: Any, sites: Any) -> Keys:
        pairs: Keys = np.asarray(cells, dtype=np.int64) * self._count + sites
        return pairs

    def _open(self, cells: Keys) -> None:
        """Hold what stayed of the lists of cells."""
        numbers = self._grid.list_of_cell[cells]
        first = self._grid.offsets[numbers]
        owner, member = spread(first, self._grid.offsets[1:][numbers] - first)
        sites = self._sites[member]
        self._hold(cells, owner[sites >= 0], sites[sites >= 0])

    def _hold(self, cells: Keys, owner: Keys, sites: Keys) -> None:
        """Hold sites, in order of the cells that are their owners."""
        bounds = np.searchsorted(owner, np.arange(len(cells) + 1)).tolist()
        for cell, start, end in zip(cells.tolist(), bounds[:-1], bounds[1:], strict=True):
            self._held[cell] = sites[start:end]

    def _held_in(self, cells: Keys) -> Keys:
        """Return the pairs of some cells."""
        held = [self._held[cell] for cell in cells.tolist()]
        if not held:
            return np.zeros(0, dtype=np.int64)
        return self._pairs(np.repeat(cells, list(map(len, held))), np.concatenate(held))

    def _at_edge(self, sites: Keys) -> Keys:
        """Pair sites with the cells at the grid's edge that they may enter."""
        lost = self._edge[self._has_lost[self._edge]]
        stayed, fresh = sites[~self._is_fresh[sites]], sites[self._is_fresh[sites]]
        return np.concatenate(
            [
                self._pairs(lost[:, None], stayed).ravel(),
                self._pairs(self._edge[:, None], fresh).ravel(),
            ]
        )

    def spread_out(self) -> None:
        """Let sites enter cell after cell, until none can enter another."""
        entered = self._held_in(np.flatnonzero(self._has_lost))
        tried = set(entered.tolist())
        queue = self._seeds
        while True:
            queue = np.unique(np.concatenate([queue, self._around(entered)]))
            cells, sites = np.divmod(queue, self._count)
            queue = queue[self._has_lost[cells] | self._is_fresh[sites]]
            queue = queue[[pair not in tried for pair in queue.tolist()]]
            if not len(queue):
                return
            tried.update(queue.tolist())
            entered = self._enter(queue)
            queue = self._go_round(entered)

    def _around(self, pairs: Keys) -> Keys:
        """Pair sites with the cells around those that they are in."""
        cells, sites = np.divmod(pairs, self._count)
        row, column = np.divmod(cells, max(self._grid.columns, 1))
        found = []
        for up in (-1, 0, 1):
            for right in (-1, 0, 1):
                inside = (
                    (row + up >= 0)
                    & (row + up < self._grid.rows)
                    & (column + right >= 0)
                    & (column + right < self._grid.columns)
                )
                there = (row + up) * self._grid.columns + column + right
                found.append(self._pairs(there[inside], sites[inside]))
        return np.unique(np.concatenate(found))

    def _enter(self, queue: Keys) -> Keys:
        """Put sites into cells; return the pairs that stay there."""
        grid = self._grid
        cells = np.unique(queue // self._count)
        self._open(cells[[cell not in self._held for cell in cells.tolist()]])
        owner, site = np.divmod(
            np.unique(np.concatenate([self._held_in(cells), queue])), self._count
        )
        row, column = np.divmod(cells, grid.columns)
        kept = prune_sites(
            Squares(column, row, np.searchsorted(cells, owner), site),
            self._latitudes,
            self._longitudes,
            grid.west,
            grid.south,
            grid.step,
            finest=True,
        )
        self._hold(cells, kept.square, kept.site)
        return queue[np.isin(queue, self._pairs(cells[kept.square], kept.site))]

    def _go_round(self, entered: Keys) -> Keys:
        """Let sites that have come to the edge go round the grid outside it."""
        cells, sites = np.divmod(entered, self._count)
        come = np.unique(sites[np.isin(cells, self._edge) & ~self._outer[sites]])
        self._outer[come] = True
        return self._at_edge(come)

    def finish(self, grid: CellGrid, ranked: Int32) -> CellGrid:
        """Return the grid with the lists of the cells that were reached."""
        last = len(grid.offsets) - 2
        numbers: dict[bytes, int] = {}
        list_of_cell = grid.list_of_cell.copy()
        lists: list[Keys] = []
        for cell, sites in self._held.items():
            number = numbers.setdefault(sites.tobytes(), len(numbers))
            if number == len(lists):
                lists.append(sites)
            list_of_cell[cell] = last + number
        list_of_cell[grid.list_of_cell == last] = last + len(lists)
        lists.append(np.flatnonzero(self._outer))
        sizes = np.cumsum(list(map(len, lists)))
        kept = grid.candidates[: grid.offsets[last]]
        return grid._replace(
            list_of_cell=list_of_cell,
            offsets=np.concatenate([grid.offsets[:-1], len(kept) + sizes]).astype(np.int32),
            candidates=np.concatenate([kept, ranked[np.concatenate(lists)]]),
        )
