"""Nearest: which district's centre is nearest to a point, and how far is it.

Asked of us and of trees by scipy, pykdtree, scikit-learn, shapely, rtree and reverse_geocoder
over the same centres, about the committed points of ``common``. ``compare`` times one call, a
batch, opening and a fresh process, and checks the answers against an exact oracle: nearest.md,
nearest.json and, by ``picture``, nearest.png.
"""
