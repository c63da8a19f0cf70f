"""The filters of a list: which rows are asked for."""

from __future__ import annotations

from typing import NamedTuple, Self

from starlette.requests import Request

from geodistricts.basics.letters import fold
from geodistricts.service.akinon.answering import Refused

_NAMES = ("name__exact", "name__iexact", "name")
_TRUTHS = {"true": True, "1": True, "false": False, "0": False}


class Filters(NamedTuple):
    """What a request asks of the rows; None where it asks nothing.

    Attributes
    ----------
    pk, country, city, township : int or None
        Numbers.
    is_active : bool or None
        Whether only those that are active, or only others.
    name, code : str or None
        What somebody wrote.
    part : str or None
        Letters that a name must have in it, folded; for lists that a person looks through.
    is_mapped : bool
        True where a row must be mapped to what a sales channel calls it.
    """

    pk: int | None
    country: int | None
    city: int | None
    township: int | None
    is_active: bool | None
    name: str | None
    code: str | None
    part: str | None
    is_mapped: bool

    @classmethod
    def of(cls, request: Request) -> Self:
        """Read the filters of a request.

        Raises
        ------
        Refused
            Where a value is none.
        """
        query = request.query_params
        wrong = {}

        def number(*names: str) -> int | None:
            for name in names:
                text = query.get(name, "")
                if not text:
                    continue
                if text.isascii() and text.isdigit() and len(text) < 12:
                    return int(text)
                wrong[name] = ["Enter a number."]
            return None

        truth = query.get("is_active", "").lower()
        pk, country = number("pk", "id"), number("country")
        city, township = number("city"), number("township")
        if wrong:
            raise Refused(400, wrong)
        return cls(
            pk,
            country,
            city,
            township,
            _TRUTHS.get(truth),
            next((query[name] for name in _NAMES if query.get(name)), None),
            query.get("code__exact") or query.get("code") or None,
            fold(query.get("name__icontains", "")) or None,
            any(name.startswith("mapping__") for name in query),
        )
