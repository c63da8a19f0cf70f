"""Where people keep their data: rows a second of each engine, beside the bare batch call.

``contenders`` asks every engine, a plain loop and GeoPandas for the same rows; ``compare`` times
them in turn, and has ``memory`` enrich frames in processes of their own. ``workers`` times the
command with one process and with two, ``spark`` a cluster with one task and with two.
"""
