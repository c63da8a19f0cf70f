"""Shapes: the boundaries of districts, and of townships and cities out of them.

In comes a GeoParquet file; out come polygons that share their borders and nothing else,
simplified together, and the tables of townships and cities. ``join`` takes the boundaries'
names, ``build`` the rest.
"""

from geodistricts.sources.open_data.shapes.boundary_source import (
    BoundarySource,
    SourceBoundary,
    read_boundaries,
)
from geodistricts.sources.open_data.shapes.coverage import (
    clean_coverage,
    points_inside,
    simplify_coverage,
)
from geodistricts.sources.open_data.shapes.place_shapes import shapes_of_places
from geodistricts.sources.open_data.shapes.winding import wind

__all__ = [
    "BoundarySource",
    "SourceBoundary",
    "clean_coverage",
    "points_inside",
    "read_boundaries",
    "shapes_of_places",
    "simplify_coverage",
    "wind",
]
