"""All of the interface, joined to the application."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, FastAPI

from geodistricts.service.core import Core
from geodistricts.service.v1.asking import StrictRoute, add_questions
from geodistricts.service.v1.batches import add_batches
from geodistricts.service.v1.describing import describe
from geodistricts.service.v1.enriching import add_files
from geodistricts.service.v1.lists import add_lists
from geodistricts.service.v1.page import add_page
from geodistricts.service.v1.problems import Problem, handle_problems


def join(app: FastAPI, core: Core) -> None:
    """Join the interface to an application.

    Parameters
    ----------
    app : FastAPI
        Gets the addresses, and the handlers of what is wrong.
    core : Core
        Answers.
    """
    wrong: dict[int | str, dict[str, Any]] = {
        422: {"model": Problem, "description": "An argument cannot be used."}
    }
    router = APIRouter(prefix="/v1", route_class=StrictRoute, responses=wrong)
    add_questions(router, core)
    add_batches(router, core)
    add_files(router, core)
    add_lists(router, core)
    app.include_router(router)
    handle_problems(app)
    describe(app)
    add_page(app)
