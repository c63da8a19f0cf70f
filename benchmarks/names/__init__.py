"""Names: which district does a spelling mean, in its township or anywhere in the country.

Asked of us and of rapidfuzz over the same names, with the committed spellings of
``names.parquet`` (``make_inputs`` makes them, ``errors`` are those that it draws). ``accuracy``
counts how often the right district comes first: names.md. ``compare`` times the calls:
names_speed.md and names_speed.json. ``picture`` draws both: names.png and names_speed.png.
"""
