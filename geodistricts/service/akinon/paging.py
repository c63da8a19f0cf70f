"""Pages of a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from geodistricts.service.akinon.answering import answer, not_found

_USUAL, _MOST = 100, 1_000


def page(request: Request, count: int, rows: Callable[[int, int], Sequence[Any]]) -> Response:
    """Answer with a page of a list.

    Parameters
    ----------
    request : Request
        ``page`` is its number, ``limit`` or ``page_size`` how many rows it has.
    count : int
        Rows of the whole list.
    rows : callable
        Gives those from one place to another.

    Returns
    -------
    Response
        ``count``, ``next`` and ``previous``, which are always there, and ``results``.

    Raises
    ------
    Refused
        Where there is no such page.
    """
    query = request.query_params
    size = _number(query.get("limit") or query.get("page_size"), _USUAL)
    size = min(size, _MOST)
    last = max(1, -(-count // size))
    said = query.get("page", "1")
    number = last if said == "last" else _number(said, 0)
    if not 1 <= number <= last:
        raise not_found("Invalid page.")
    start = (number - 1) * size

    def address(other: int) -> str:
        return str(request.url.include_query_params(page=other))

    return answer(
        {
            "count": count,
            "next": address(number + 1) if number < last else None,
            "previous": address(number - 1) if number > 1 else None,
            "results": rows(start, min(start + size, count)),
        }
    )


def _number(text: str | None, otherwise: int) -> int:
    is_number = text is not None and text.isascii() and text.isdigit() and len(text) < 10
    return (int(text) if is_number and text is not None else 0) or otherwise
