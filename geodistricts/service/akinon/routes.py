"""The addresses of an OMS, of Omnitron and of a storefront."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from geodistricts.basics.letters import fold
from geodistricts.names import normalize
from geodistricts.service.akinon.answering import answer, not_found, route
from geodistricts.service.akinon.filters import Filters
from geodistricts.service.akinon.login import log_in
from geodistricts.service.akinon.paging import is_long, page
from geodistricts.service.akinon.rows import (
    COUNTRY,
    Lists,
    as_city,
    as_district,
    as_simple,
    as_township,
)
from geodistricts.service.akinon.selecting import Selection
from geodistricts.service.core import Core

_API = "/api/v1"
PATHS = ("/api/", "/address/")
"""Where it is."""
OPEN_PATHS = (f"{_API}/auth/login/",)
"""Addresses that need no token."""
_COUNTRY_NAMES = frozenset(map(normalize, ("Türkiye", "Turkey", "TR", "TUR")))
Rows = Callable[[int, int], Sequence[Any]]
Select = Callable[[Filters], tuple[int, Rows]]


def routes(core: Core) -> list[BaseRoute]:
    """Return the addresses.

    Parameters
    ----------
    core : Core
        Answers.

    Returns
    -------
    list of BaseRoute
        For the application.
    """
    lists = Lists(core.gazetteer)
    selection = Selection(core.gazetteer, lists)

    def of_districts(shape: Callable[[Any], Any]) -> Select:
        def select(filters: Filters) -> tuple[int, Rows]:
            found = selection.districts(filters)
            return len(found), lambda start, end: [
                shape(row) for row in lists.districts(found[start:end])
            ]

        return select

    def of_places(find: Callable[[Filters], Sequence[Any]], shape: Callable[[Any], Any]) -> Select:
        def select(filters: Filters) -> tuple[int, Rows]:
            found = find(filters)
            return len(found), lambda start, end: [shape(one) for one in found[start:end]]

        return select

    countries = of_places(_countries, dict)
    cities = of_places(selection.cities, as_city)
    townships = of_places(selection.townships, as_township)
    districts = of_districts(as_district)
    oms, channel = f"{_API}/oms", f"{_API}/channel/{{channel}}"
    selected = {
        f"{oms}/cities/": cities,
        f"{oms}/townships/": townships,
        f"{oms}/districts/list-simple/": of_districts(as_simple),
        f"{oms}/districts/": districts,
        f"{channel}/countries/": countries,
        f"{channel}/cities/": cities,
        f"{channel}/townships/": townships,
        f"{channel}/districts/": districts,
        "/address/country/": countries,
        "/address/city/": cities,
        "/address/township/": townships,
        "/address/district/": districts,
    }
    found: list[BaseRoute] = []
    for path, select in selected.items():
        found += [route(path, _listing(select)), route(f"{path}{{pk}}/", _detail(select))]

    async def login(request: Request) -> Response:
        return await log_in(request, core.tokens)

    async def active_user(_: Request) -> Response:
        return answer({"is_active": True})

    found.append(route(OPEN_PATHS[0], login, "POST"))
    found.append(route(f"{_API}/active_user/", active_user))
    return found


def _listing(select: Select) -> Callable[[Request], Any]:
    async def handle(request: Request) -> Response:
        filters = Filters.of(request)

        def work() -> Response:
            return page(request, *select(filters))

        is_quick = filters.part is None and not is_long(request)
        return work() if is_quick else await to_thread.run_sync(work)

    return handle


def _detail(select: Select) -> Callable[[Request], Any]:
    async def handle(request: Request) -> Response:
        pk = request.path_params["pk"]
        if not (pk.isascii() and pk.isdigit() and len(pk) < 12):
            raise not_found()
        _, rows = select(Filters(int(pk), None, None, None, None, None, None, None, False))
        one = rows(0, 1)
        if not one:
            raise not_found()
        return answer(one[0])

    return handle


def _countries(filters: Filters) -> list[Any]:
    """Return the one country, where the filters do not ask for another."""
    asked = (
        filters.pk in (None, COUNTRY["pk"]),
        filters.is_active is not False,
        filters.code is None or filters.code.lower() == COUNTRY["code"],
        filters.name is None or normalize(filters.name) in _COUNTRY_NAMES,
        filters.part is None or filters.part in fold(str(COUNTRY["name"])),
        not filters.is_mapped,
    )
    return [COUNTRY] if all(asked) else []
