"""The tokens that requests bring."""

from __future__ import annotations

import hmac
import string
from dataclasses import dataclass
from pathlib import Path
from typing import Self

_VISIBLE = frozenset(string.ascii_letters + string.digits + string.punctuation)


@dataclass(frozen=True, slots=True, repr=False)
class Tokens:
    """The tokens that let a request in; without any, all are let in.

    Attributes
    ----------
    known : tuple of bytes
        The tokens.
    """

    known: tuple[bytes, ...] = ()

    @classmethod
    def read(cls, path: Path | None) -> Self:
        """Read a file of tokens, one a line; blank lines and those with ``#`` in front are none.

        Parameters
        ----------
        path : Path or None
            The file; None for no tokens.

        Returns
        -------
        Tokens
            Those of the file.

        Raises
        ------
        OSError
            Where the file cannot be read.
        ValueError
            Where it has no token, or one that no header can carry.
        """
        if path is None:
            return cls()
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        tokens = [line for line in lines if line and not line.startswith("#")]
        if not tokens:
            raise ValueError(f"{path}: has no token; write one on a line of its own")
        if not all(_VISIBLE.issuperset(token) for token in tokens):
            raise ValueError(
                f"{path}: a token has a space, or a character that no header can carry; "
                "make one with: openssl rand -hex 32"
            )
        return cls(tuple(token.encode() for token in tokens))

    def __bool__(self) -> bool:
        """Tell whether a token is asked for at all."""
        return bool(self.known)

    def __contains__(self, token: object) -> bool:
        """Tell whether a token is known, in a time that does not say how much of it is right."""
        given = token.encode() if isinstance(token, str) else token
        if not isinstance(given, bytes):
            return False
        return sum(hmac.compare_digest(given, known) for known in self.known) > 0
