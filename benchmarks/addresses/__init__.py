"""Addresses: is an order's address right, and which places does a line of text name.

Asked of us and, for lines, of two plain baselines: the longest name found, and rapidfuzz's
partial_ratio. Orders take the spellings of ``names``, lines those of ``addresses.parquet``, which
``make_inputs`` puts together by means of ``composing``. ``accuracy`` counts how right the answers
are: orders.md and addresses.md. Whole orders, fields and line, are in ``orders.parquet``:
``make_orders`` composes them by means of ``ordering``, and ``orders`` measures the answers by what
is wrong with them: orders_whole.md. Half of them is kept for the last measurement. ``compare``
times the calls: addresses_speed.md and .json.
"""
