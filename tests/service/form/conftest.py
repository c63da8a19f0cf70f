"""A browser at the form, and what it has complained of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("fastapi", reason="the service needs geodistricts[server]")
pytest.importorskip("playwright", reason="a browser is driven by playwright")

from playwright.sync_api import expect

expect.set_options(timeout=20_000)  # a busy machine is no fault of the form

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

READY = "() => customElements.get('geodistricts-address') !== undefined"
OpenForm = Callable[..., "Page"]


@pytest.fixture
def complaints() -> list[str]:
    """Collect what the browser complains of."""
    return []


@pytest.fixture
def open_form(browser: Browser, service: str, complaints: list[str]) -> Iterator[OpenForm]:
    """Open the form; whatever the browser complains of fails the test."""
    contexts = []

    def open_page(path: str = "/form", *, before: Any = None, **options: Any) -> Page:
        context = browser.new_context(**{"locale": "tr-TR", **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: _note(complaints, line.type, line.text))
        if before is not None:
            before(page)
        page.goto(path if "://" in path else service + path)
        if options.get("java_script_enabled", True):
            page.wait_for_function(READY)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def _note(complaints: list[str], kind: str, text: str) -> None:
    """Note what a page did wrong; that the tests' own service fails is not its fault."""
    if kind in ("error", "warning") and "Failed to load resource" not in text:
        complaints.append(text)


@pytest.fixture
def page(open_form: OpenForm) -> Page:
    """Return the form on a desktop, in Turkish."""
    return open_form()
