"""Answers that only change with the data: kept by clients, and asked for again by ETag."""

from __future__ import annotations

from fastapi import Response

from geodistricts.service.core import Core
from geodistricts.service.kept import Tagged
from geodistricts.service.v1.sending import send

_SECONDS = 3600


class Kept(Tagged):
    """Answers with what only changes with the data.

    Parameters
    ----------
    core : Core
        Has the version of the data.
    """

    def __init__(self, core: Core) -> None:
        visible = "private" if core.tokens else "public"
        super().__init__(core.gazetteer.version, f"{visible}, max-age={_SECONDS}")

    def answer(self, body: bytes, media_type: str) -> Response:
        """Answer with it."""
        return send([body], media_type, self.headers)
