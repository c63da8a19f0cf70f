"""All of the interface, joined to the application."""

from __future__ import annotations

from fastapi import FastAPI

from geodistricts.service.core import Core
from geodistricts.service.v1.asking import add_questions
from geodistricts.service.v1.batches import add_batches
from geodistricts.service.v1.boundaries import add_boundaries
from geodistricts.service.v1.describing import describe
from geodistricts.service.v1.enriching import add_files
from geodistricts.service.v1.lists import add_lists
from geodistricts.service.v1.page import add_page
from geodistricts.service.v1.problems import handle_problems
from geodistricts.service.v1.strict import StrictRoute


def join(app: FastAPI, core: Core) -> None:
    """Join the interface to an application.

    Parameters
    ----------
    app : FastAPI
        Gets the addresses, and the handlers of what is wrong.
    core : Core
        Answers.
    """
    add_questions(app.router, core)
    app.router.route_class = StrictRoute
    add_batches(app.router, core)
    add_files(app.router, core)
    add_boundaries(app.router, core)
    add_lists(app.router, core)
    handle_problems(app)
    describe(app)
    add_page(app)
