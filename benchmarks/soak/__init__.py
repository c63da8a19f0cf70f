"""Soak: does anything go wrong in a service that runs for long, while its data is replaced.

Eight threads ask everything of a snapshot whose folder the writing code exchanges between two
versions every second (``exchange``); they open it anew and go on with what they had opened.
``answers`` has what each version answers; ``run`` compares, watches memory, and saves soak.md.
"""
