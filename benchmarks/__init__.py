"""How fast, how small and how right geodistricts is, beside other libraries in the same run.

A folder answers one question; ``common`` has what they share, ``results`` what they found.
``python -m benchmarks`` asks them all, ``python -m benchmarks nearest names`` those two, and
``--help`` says what each measures and how long it takes. ``pytest benchmarks`` times single calls
for whoever works on them; ``same_answers`` shows that a change leaves every answer as it was.
"""
