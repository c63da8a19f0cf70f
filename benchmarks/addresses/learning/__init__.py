"""Learning: what evidence weighs, and what signs say of an answer.

``examples`` makes orders with known answers of the committed sets; ``fitting`` fits weights to
them; ``writing`` writes the tables of ``geodistricts.addresses``. ``learn`` leads through it.
"""
