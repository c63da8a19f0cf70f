"""Headers that answers of several interfaces have."""

NOT_KEPT = {"cache-control": "no-store"}
"""Answers to addresses are nobody else's."""
