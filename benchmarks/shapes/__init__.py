"""Shapes of districts, townships and cities: one of them, and all of a level as a table.

``compare`` times ``boundary`` and ``boundaries`` beside GeoPandas with the same file, each in
a process of its own, and writes shapes.md. ``maps`` draws who lives where, over the country and
in İstanbul, with nothing but the library and GeoPandas.
"""
