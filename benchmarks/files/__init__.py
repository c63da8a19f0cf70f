"""Files: how fast are whole files enriched, and does memory stay the same whatever their length.

Asked of us only: ``geodistricts enrich`` in a process of its own, on CSV and Parquet files made
of the committed points of ``common`` and of the committed lines of ``addresses``. ``compare``
times files of two lengths, and takes the most memory that each needs: enrich.md.
"""
