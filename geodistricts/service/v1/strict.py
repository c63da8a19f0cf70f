"""Routes that refuse parameters which they do not have: a misspelt one is no answer."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

from geodistricts.service.v1.asking import read_query
from geodistricts.service.v1.problems import Fault, unprocessable


class StrictRoute(APIRoute):
    """A route that refuses parameters which it does not have."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler, with the check before it."""
        handle = super().get_route_handler()
        known = {one.alias for one in self.dependant.query_params}
        takes = f"this address takes {', '.join(sorted(known))}" if known else "it takes none"

        async def checked(request: Request) -> Response:
            query = request.scope["query_string"]
            unknown = [name for name in read_query(query) if name not in known] if query else []
            if unknown:
                said = f"no such parameter; {takes}"
                raise unprocessable([Fault(name, said) for name in unknown])
            return await handle(request)

        return checked
