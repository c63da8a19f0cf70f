"""Where people keep their data: rows a second of each engine, beside the bare batch call.

``contenders`` has the same rows for each of them, ``compare`` times them in turn, ``memory`` is
a process of its own that enriches a frame once; ``spark`` does the same on a cluster.
"""
