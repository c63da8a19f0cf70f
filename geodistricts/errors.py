"""The errors of the package.

Bad arguments raise the built-in ``ValueError``, ``TypeError`` and ``LookupError``;
the classes here are for what lies outside the program: files, sources, and addresses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geodistricts.verdicts import Validation


class GeodistrictsError(Exception):
    """Base of every error that the package defines."""


class SnapshotError(GeodistrictsError):
    """A snapshot is missing, damaged, or of a format that this version cannot read."""


class OverlayError(GeodistrictsError):
    """A file of corrections is unreadable, or says what is impossible; names the line."""


class SourceError(GeodistrictsError):
    """An input of the build is unreadable, or not what it should be."""


class WorkerError(GeodistrictsError):
    """A process that was asked for ended before its work was done."""


class AddressNotResolved(GeodistrictsError, LookupError):  # noqa: N818  (the contract's name)
    """An address does not name one district surely enough.

    Attributes
    ----------
    validation : Validation
        The verdict: what is wrong with which field, and which districts may be meant.
    """

    def __init__(self, message: str, validation: Validation) -> None:
        super().__init__(message)
        self.validation = validation

    def __reduce__(self) -> tuple[type[AddressNotResolved], tuple[str, Validation]]:
        return type(self), (self.args[0], self.validation)
