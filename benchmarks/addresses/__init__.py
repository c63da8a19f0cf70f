"""Addresses: is an order's address right, and which places does a line of text name.

``accuracy`` asks us and two plain baselines of spellings and of lines (``addresses.parquet``, by
``make_inputs`` and ``composing``): orders.md, addresses.md. ``orders`` asks us of whole orders
(``orders.parquet``, by ``make_orders`` and ``ordering``), of which one half is kept for the last
measurement: orders_whole.md. ``compare`` times the calls: addresses_speed.md. ``picture`` draws
addresses.png. ``learn`` learns what evidence weighs, by means of ``learning``.
"""
