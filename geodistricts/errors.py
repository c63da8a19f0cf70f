"""The errors of the package.

Bad arguments raise the built-in ``ValueError``, ``TypeError`` and ``LookupError``. The classes
here are for what comes from outside the program: files, sources, worker processes, addresses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geodistricts.verdicts import Validation


class GeodistrictsError(Exception):
    """Base class of the package's own errors."""


class SnapshotError(GeodistrictsError):
    """A snapshot is missing, damaged, or of a format that this version cannot read."""


class OverlayError(GeodistrictsError):
    """A file of corrections is unreadable, or asks for the impossible; names the line."""


class SourceError(GeodistrictsError):
    """An input of ``geodistricts build`` is unreadable, or not what it should be."""


class WorkerError(GeodistrictsError):
    """A worker process ended before its work was done: killed, or out of memory."""


class AddressNotResolved(GeodistrictsError, LookupError):  # noqa: N818  (the contract's name)
    """An address does not name one district clearly enough for ``resolve``.

    Attributes
    ----------
    validation : Validation
        The verdict: what is wrong with each field, and which districts may be meant.
    """

    def __init__(self, message: str, validation: Validation) -> None:
        super().__init__(message)
        self.validation = validation

    def __reduce__(self) -> tuple[type[AddressNotResolved], tuple[str, Validation]]:
        return type(self), (self.args[0], self.validation)
