"""Sources: how a snapshot is made.

In come lists that others publish; out comes a folder that ``snapshot`` reads. ``open_data/``
makes the bundled one, ``akinon/`` and ``table/`` one with a platform's own numbers, with what
they share in ``platform/``; here is what all need: names taken apart, numbers that last, what a
rebuild changes, the cells, the files. ``cli`` calls the three. Needs the ``build`` extra.
"""
