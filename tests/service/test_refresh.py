"""A short round of the refreshes; ``benchmarks/service/refresh`` plays a long one."""

import os

import pytest

pytest.importorskip("uvloop", reason="the service needs geodistricts[server]")
pytest.importorskip("fastapi", reason="the service needs geodistricts[server]")
from benchmarks.service.refresh import ask_while_refreshing

REQUESTS, REFRESHES = 20_000, 3


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")
def test_twenty_thousand_requests_and_three_refreshes() -> None:
    found = ask_while_refreshing(REQUESTS, REFRESHES, workers=2, connections=16, districts=2_000)
    tally = found.tally
    assert tally.examples == []
    assert (tally.lost, tally.wrong, tally.late) == (0, 0, 0)
    assert tally.by_version.total() == tally.asked >= REQUESTS
    assert len(tally.by_version) == 2
    assert found.differing > found.paths / 10
    assert found.failure is None
