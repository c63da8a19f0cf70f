"""The site: built strictly, complete, readable for everybody, and at home without a network."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("mkdocs", reason="the site needs geodistricts[docs]")

import geodistricts as gd
from pages import DOCS, ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.skipif(not DOCS.exists(), reason="the pages are in the repository")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site; a link, an anchor or a figure that is not there ends it."""
    out = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(out)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return out


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    from benchmarks.common.browser import serving_files

    with serving_files(site) as address:
        yield address


def test_everything_public_is_in_the_reference(site: Path) -> None:
    text = "".join(page.read_text("utf-8") for page in (site / "reference").rglob("*.html"))
    assert {name for name in gd.__all__ if f'id="geodistricts.{name}"' not in text} == set()


def test_every_figure_is_filled_in(site: Path) -> None:
    for page in site.rglob("*.html"):
        assert "{{" not in page.read_text("utf-8"), page


def test_what_is_no_page_stays_out(site: Path) -> None:
    assert not [*site.rglob("*.py"), *site.rglob("spelling.txt")]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
@pytest.mark.parametrize("path", ["/", "/guides/orders/", "/measured/performance/"])
def test_for_everybody(browser: Browser, served: str, path: str, width: int, scheme: str) -> None:
    """Axe finds nothing against WCAG 2.1 AA, and nobody but the site is asked."""
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(served + path, wait_until="networkidle")
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
    found = Axe().run(page, options=rules)
    assert not found.response["violations"], found.generate_report()
    assert not [url for url in asked if not url.startswith((served, "data:", "blob:"))]
    context.close()


LINK = re.compile(r"\[[^\]]*\]\(([^)\s#]+)?(?:#([^)\s]+))?\)")


def anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize(
    "name",
    [
        *("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"),
        *("data/README.md", "deploy/README.md"),
    ],
)
def test_links_beside_the_site(name: str) -> None:
    """Those of the site's own pages are followed when it is built."""
    page = ROOT / name
    for target, anchor in LINK.findall(page.read_text(encoding="utf-8")):
        if ":" in target:
            continue
        there = page.parent / target if target else page
        assert there.exists(), target
        if anchor:
            assert anchor in anchors(there), f"{target}#{anchor}"
