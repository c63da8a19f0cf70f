"""Boundaries that no district has, taken out of a grid, against a grid built without them."""

import numpy as np
import pyarrow as pa
import pytest
import shapely
from numpy.typing import NDArray

from geodistricts.basics.arrow import bytes_of, numbers
from geodistricts.gazetteer import Gazetteer
from geodistricts.points.boundary_index import BoundaryIndex
from geodistricts.points.boundary_subset import keep_boundaries
from geodistricts.snapshot.folder import bundled_path
from geodistricts.snapshot.format import BOUNDARIES
from geodistricts.snapshot.reading import read_manifest, read_table
from geodistricts.sources.boundary_grid import build_boundary_grid
from small_snapshots import MakeGazetteer

CITIES = {"Ankara": 7, "İstanbul": 40, "Tokat": 74}


def index(grid: object, geometries: pa.Array, kept: NDArray[np.bool_], far: Gazetteer) -> object:
    """Answer with rows of boundaries as if they were rows of districts."""
    rows = np.flatnonzero(kept).astype(np.int32)
    offsets = np.concatenate([[0], np.cumsum(kept)]).astype(np.int32)
    nearest = far._points._nearest
    return BoundaryIndex(grid, bytes_of(geometries), rows, offsets, lambda row: row, nearest)  # type: ignore[arg-type, return-value]


@pytest.mark.parametrize("city", CITIES)
@pytest.mark.parametrize("share", [0.0, 0.3, 0.97])
def test_a_boundary_taken_out_was_never_there(
    make_gazetteer: MakeGazetteer, city: str, share: float
) -> None:
    table = read_table(bundled_path(), read_manifest(bundled_path()), BOUNDARIES)
    table = table.filter(pa.array((numbers(table, "city") == CITIES[city]).tolist()))
    wkb = table["geometry"].to_pylist()
    geometries = pa.array(wkb, pa.binary())
    choose = np.random.default_rng(5)
    kept = choose.random(len(wkb)) < share
    far = make_gazetteer([(-60.0, -60.0)])
    fewer = keep_boundaries(build_boundary_grid(wkb, np.ones(len(wkb), dtype=np.bool_)), kept)
    ours = index(fewer, geometries, kept, far)
    theirs = index(build_boundary_grid(wkb, kept), geometries, kept, far)
    assert isinstance(ours, BoundaryIndex)
    assert isinstance(theirs, BoundaryIndex)

    shapes = shapely.from_wkb(wkb)
    vertices = shapely.get_coordinates(shapes)
    vertices = vertices[choose.integers(0, len(vertices), 2_000)]
    near = vertices + choose.normal(0, 1e-4, vertices.shape)
    west, south, east, north = shapely.total_bounds(shapes)
    spread = np.column_stack(
        [choose.uniform(west, east, 4_000), choose.uniform(south, north, 4_000)]
    )
    for lons, lats in (points.T for points in (spread, near, vertices)):
        rows, distances = ours.reverse_many(lats, lons, 3_000.0)
        expected, lengths = theirs.reverse_many(lats, lons, 3_000.0)
        np.testing.assert_array_equal(np.isnan(distances), np.isnan(lengths))
        np.testing.assert_allclose(distances, lengths, atol=1e-6)
        inside = distances == 0
        np.testing.assert_array_equal(rows[inside], expected[inside])
        for place in range(0, len(lats), 10):
            one = ours.reverse(float(lats[place]), float(lons[place]), 3_000.0)
            assert (one is None) == (rows[place] < 0)
            if one is not None:
                assert one.district == rows[place]
                assert one.distance == pytest.approx(distances[place], abs=1e-6)
