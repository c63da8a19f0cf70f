"""How much a batch may be, and how long it may take."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Self

from geodistricts.service.settings import Settings
from geodistricts.service.v1.problems import ProblemError


@dataclass(frozen=True, slots=True)
class Limits:
    """What one batch may use, from when it is made.

    Attributes
    ----------
    rows, size : int
        Rows, and bytes of the answer, at most.
    seconds : float
        Until it is answered, at most.
    """

    rows: int
    size: int
    seconds: float
    _start: float = field(default_factory=time.monotonic)

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Return what the operator allows."""
        return cls(settings.max_rows, 2 * settings.max_bytes, settings.timeout)

    def check_rows(self, count: int) -> None:
        """Check how many rows there are.

        Raises
        ------
        ProblemError
            Where there are too many.
        """
        if count > self.rows:
            raise self.too_many_rows()

    def too_many_rows(self) -> ProblemError:
        """Return the error of a batch with too many rows."""
        said = f"the batch has more than {self.rows:,} rows, the most; send it in parts"
        return ProblemError(413, said)

    def check_progress(self, done: int, count: int, size: int = 0) -> None:
        """Check how long it has taken, and how long the answer is, after some rows.

        Raises
        ------
        ProblemError
            Where either is too much.
        """
        if size > self.size:
            raise ProblemError(
                413,
                f"the answer is longer than {self.size >> 20:,} MB after {done:,} of {count:,} "
                "rows; send them in parts",
            )
        if time.monotonic() - self._start > self.seconds:
            raise ProblemError(
                503,
                f"{done:,} of {count:,} rows took {self.seconds:.0f} s, and no more is allowed; "
                "send them in parts",
                headers={"retry-after": "1"},
            )
