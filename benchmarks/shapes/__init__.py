"""Shapes: the boundaries of districts, townships and cities.

Asked of us and of geopandas over the same files. ``compare`` times the first and later calls of
each level, and all shapes of a level, each contender in fresh processes: shapes.md. ``maps``
draws them.
"""
