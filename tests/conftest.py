"""What several test modules share: the bundled gazetteer, and small ones made of points."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from hypothesis import settings

from geodistricts.gazetteer import Gazetteer

__all__ = ["make_boundaries", "make_list", "world"]
from small_snapshots import MakeGazetteer, Point, write_points
from small_sources import make_boundaries, make_list, world

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Speed is measured in benchmarks/: on a busy machine a deadline fails what is right.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def bundled() -> Gazetteer:
    """Open the bundled snapshot."""
    return Gazetteer.open()


@pytest.fixture(scope="session")
def service(bundled: Gazetteer) -> Iterator[str]:
    """Serve the bundled snapshot on loopback, and give the address."""
    from serving import serving

    with serving(bundled) as address:
        yield address


@pytest.fixture(scope="module")
def client(service: str) -> Iterator[httpx.Client]:
    """Ask that service."""
    with httpx.Client(base_url=service, timeout=60) as client:
        yield client


# Not for the session: while it is driven, its thread has an event loop, and no test another.
@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Run Chromium; ``.ci/run`` installs it, and is not to pass without it."""
    from benchmarks.common.browser import browsing, find_browser

    if find_browser() is None:
        assert "REQUIRE_PROGRAMS" not in os.environ, "Chromium is needed, and not there"
        pytest.skip("no Chromium is installed")
    with browsing() as running:
        yield running


@pytest.fixture
def small_snapshot(tmp_path: Path) -> Path:
    """Write a snapshot of three districts, to be damaged."""
    path = tmp_path / "snapshot"
    write_points(path, [(41.0, 29.0), (41.1, 29.1), None])
    return path


@pytest.fixture
def make_gazetteer(tmp_path_factory: pytest.TempPathFactory) -> MakeGazetteer:
    """Make a gazetteer of points."""

    def make(
        points: Sequence[Point | None],
        sources: Sequence[str] | None = None,
        active: Sequence[bool] | None = None,
    ) -> Gazetteer:
        path = tmp_path_factory.mktemp("points") / "snapshot"
        write_points(path, points, sources, active)
        return Gazetteer.open(path)

    return make
