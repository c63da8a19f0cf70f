"""Shapes of districts, townships and cities: one of them, and all of a level as a table.

``compare`` times ``boundary`` and ``boundaries`` beside GeoPandas with the same file, and
``maps`` draws who lives where. Writes shapes.md and two maps.
"""
