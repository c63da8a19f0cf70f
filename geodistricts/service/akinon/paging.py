"""Pages of a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from geodistricts.service.akinon.answering import answer, not_found

_USUAL, _MOST = 100, 1_000
_QUICK = 200
"""Rows that are written down without holding up other requests."""


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
    size = _size(request)
    last = max(1, -(-count // size))
    said = request.query_params.get("page", "1")
    number = last if said == "last" else _number(said, 0)
    if not 1 <= number <= last:
        raise not_found("Invalid page.")
    start = (number - 1) * size

    def address(other: int) -> str:
        if other == 1:
            return str(request.url.remove_query_params("page"))
        return str(request.url.include_query_params(page=other))

    return answer(
        {
            "count": count,
            "next": address(number + 1) if number < last else None,
            "previous": address(number - 1) if number > 1 else None,
            "results": rows(start, min(start + size, count)),
        }
    )


def is_long(request: Request) -> bool:
    """Tell whether a page is so long that it belongs into a thread."""
    return _size(request) > _QUICK


def _size(request: Request) -> int:
    query = request.query_params
    return min(_number(query.get("limit") or query.get("page_size"), _USUAL), _MOST)


def _number(text: str | None, otherwise: int) -> int:
    is_number = text is not None and text.isascii() and text.isdigit() and len(text) < 10
    return (int(text) if is_number and text is not None else 0) or otherwise
