"""Crawls of a server on loopback, quick ones, and what all of them must bring."""

import datetime
from collections import Counter
from pathlib import Path

from akinon_server import TOKEN, AkinonServer, Row
from geodistricts.sources.akinon.checkpoint import Checkpoint
from geodistricts.sources.akinon.client import AkinonClient, Manners
from geodistricts.sources.akinon.crawl import crawl
from geodistricts.sources.platform import PlatformLists

QUICK = Manners(rate=10_000, first_wait=0.001, longest_wait=0.01, tries=6, timeout=5, total=60)


def read(
    server: AkinonServer, folder: Path, manners: Manners = QUICK, token: str = TOKEN
) -> PlatformLists:
    with Checkpoint(folder / "crawl", server.url) as checkpoint:
        checkpoint.start()
        return crawl(AkinonClient(server.url, token, manners), checkpoint)


def assert_complete(found: PlatformLists, rows: list[Row]) -> None:
    expected = sorted(rows, key=lambda row: int(row["pk"]))
    assert found.districts["pk"].to_pylist() == [row["pk"] for row in expected]
    assert found.districts["name"].to_pylist() == [row["name"] for row in expected]
    assert found.districts["omnitron_id"].to_pylist() == [row["omnitron_id"] for row in expected]
    dates = [datetime.datetime.fromisoformat(row["modified_date"]) for row in expected]
    assert found.districts["modified_date"].to_pylist() == dates


def kinds(found: PlatformLists) -> Counter[str]:
    return Counter(note.kind for note in found.notes)
