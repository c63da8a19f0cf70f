"""Logging in, as Omnitron's clients do before they ask anything."""

from __future__ import annotations

import orjson
from starlette.requests import Request
from starlette.responses import Response

from geodistricts.service.akinon.answering import Refused, answer
from geodistricts.service.tokens import Tokens

OPEN_KEY = "open"
"""The key where no token is asked for."""
_WRONG = "Unable to log in with provided credentials."


async def log_in(request: Request, tokens: Tokens) -> Response:
    """Answer a name and a password with a key.

    Parameters
    ----------
    request : Request
        With a JSON object of ``username`` and ``password``; the password is one of the tokens.
    tokens : Tokens
        Those that let a request in.

    Returns
    -------
    Response
        The key, which later requests bring: ``Authorization: Token KEY``.

    Raises
    ------
    Refused
        Where the password is not one of the tokens.
    """
    try:
        said = orjson.loads(await request.body())
    except orjson.JSONDecodeError as error:
        raise Refused(400, {"detail": f"JSON parse error - {error.msg}"}) from None
    if not isinstance(said, dict):
        raise Refused(400, {"non_field_errors": ["Invalid data. Expected a dictionary."]})
    password = said.get("password")
    if not isinstance(password, str) or not password:
        raise Refused(400, {"password": ["This field is required."]})
    if not tokens:
        return answer({"key": OPEN_KEY})
    if password not in tokens:
        raise Refused(400, {"non_field_errors": [_WRONG]})
    return answer({"key": password})
