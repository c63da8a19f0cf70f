"""Sources: how a snapshot is made.

In come lists that others publish; out comes a folder that ``snapshot`` reads. ``open_data/``
makes the bundled one, ``akinon/`` one with a platform's own numbers; here is what both need:
names taken apart, numbers that last, what a rebuild changes, the cells, the files. ``cli``
calls the two. Needs the ``build`` extra.
"""
