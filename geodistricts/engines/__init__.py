"""Engines: where people keep their data, asked there: pandas, Polars, Arrow, DuckDB, Spark.

In come frames, columns and connections of an engine; out come the same with what a gazetteer
knows of their rows. ``enrich`` takes any frame; ``duckdb``, ``polars`` and ``spark`` have the
questions as functions of the engine. All are thin over ``tables`` (what is added to a row) and
``answers`` (a question as a struct); each engine's module knows its own engine only, and imports
it when it is itself imported. Nothing here is imported by ``import geodistricts``.
"""

from geodistricts.engines.frames import enrich

__all__ = ["enrich"]
