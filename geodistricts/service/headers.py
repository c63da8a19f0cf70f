"""Headers that answers of several interfaces have."""

JSON = "application/json"
NOT_KEPT = {"cache-control": "no-store"}
"""Answers to addresses are nobody else's."""
