"""Reverse: which boundary is a point in.

Asked of us and of shapely, rtree, geopandas and DuckDB over the same polygons, about the
committed points of ``common``. ``compare`` times one call, a batch and a fresh process, and
checks every answer against shapely's containment: reverse.md and reverse.json. ``map`` draws
where the nearest centre is not the district of the point: reverse_map.png; ``labels`` finds a
place for each name.
"""
