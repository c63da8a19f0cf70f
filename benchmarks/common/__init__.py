"""What the questions share: their points, and how they measure, show and save.

``points.parquet`` is committed and ``make_points`` makes it; ``points`` reads it. ``timing``,
``processes`` and ``memory`` measure; ``accuracy`` is for counts of right answers; ``progress``
says on stderr what goes on; ``tables`` and ``plots`` show; ``results`` saves, in
benchmarks/results; ``options`` are those that all scripts take.
"""
