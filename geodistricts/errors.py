"""The errors of the package.

Bad arguments raise the built-in ``ValueError``, ``TypeError`` and ``LookupError``;
the classes here are for what lies outside the program: files and sources.
"""


class GeodistrictsError(Exception):
    """Base of every error that the package defines."""


class SnapshotError(GeodistrictsError):
    """A snapshot is missing, damaged, or of a format that this version cannot read."""


class SourceError(GeodistrictsError):
    """An input of the build is unreadable, or not what it should be."""
