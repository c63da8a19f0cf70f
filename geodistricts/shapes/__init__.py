"""Shapes: the boundaries of districts, townships and cities, one by one or as a table.

In come places, or a level; out come shapely geometries, or an Arrow table that tools for maps
read as geometry. ``opening`` makes ``Shapes``, ``shared`` takes its texts. It knows the
snapshot, and nothing of points or names; shapely is imported with the first geometry.
"""

from geodistricts.shapes.questions import Shapes

__all__ = ["Shapes"]
