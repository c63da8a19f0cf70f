"""Learning: what evidence weighs, and what signs say of an answer.

``examples`` makes orders with known answers of the committed sets; ``fitting`` fits weights to
them, which begin from ``priors``; ``writing`` writes the tables of ``geodistricts.addresses``.
``addresses.learn`` leads through it.
"""
