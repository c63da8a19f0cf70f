"""From sources to a snapshot: read, join, simplify, number, write.

Needs the ``build`` extra.
"""
