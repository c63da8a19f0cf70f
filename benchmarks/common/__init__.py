"""What the questions share: their points, and how they measure, show and save.

``points.parquet`` is committed and ``make_points`` makes it; ``points`` reads it. ``timing``,
``processes`` and ``memory`` measure; ``progress`` says on stderr what goes on; ``tables`` shows
a page on the terminal and writes it as Markdown; ``results`` saves it in benchmarks/results.
``options`` has what all scripts take, ``sampling`` asks a part of what is committed.
"""
