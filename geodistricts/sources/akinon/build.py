"""A snapshot with a platform's own numbers, from its OMS."""

from collections.abc import Callable
from pathlib import Path

import pyarrow.compute as pc

from geodistricts.sources.akinon.client import AkinonClient
from geodistricts.sources.akinon.crawl import Announce, crawl, open_checkpoint
from geodistricts.sources.numbering import read_previous
from geodistricts.sources.platform import (
    Bundled,
    Origin,
    PlatformReport,
    build_snapshot,
    check_origin,
)

PLATFORM = "Akinon OMS district list"


def build_akinon(
    client: AkinonClient,
    out: Path,
    bundled: Bundled | None,
    *,
    resume: bool = False,
    allow_shrink: bool = False,
    announce: Announce = lambda rows, count: None,
    say: Callable[[str], None] = lambda step: None,
) -> PlatformReport:
    """Build a snapshot from a running OMS.

    Parameters
    ----------
    client : AkinonClient
        Asks the platform; closed at the end.
    out : Path
        The snapshot's folder. One that is there must be of the same platform.
    bundled : Bundled or None
        Lends names, coordinates, codes, population and shapes; None to do without.
    resume : bool
        Go on from the pages that an earlier crawl left beside the folder.
    allow_shrink : bool
        Go on where a level loses more than 2% of its rows.
    announce : callable
        Told how many rows are there, and how many are counted.
    say : callable
        Told of each step as it begins.

    Returns
    -------
    PlatformReport
        What was built, what changed, and what stayed open.

    Raises
    ------
    SourceError
        Where the platform cannot be reached or trusted, the folder is another platform's, or
        a level would shrink; the old snapshot stays.
    SnapshotError
        Where the old snapshot is damaged, or a file stands in the folder's place.
    """
    origin = Origin(PLATFORM, client.address)
    check_origin(out, origin)
    previous = read_previous(out)
    with open_checkpoint(out, client.address) as checkpoint:
        if not resume:
            checkpoint.start()
        say("Reading the platform's lists")
        crawled = crawl(client, checkpoint, checkpoint.resume() if resume else (), announce)
        report = build_snapshot(
            crawled,
            out,
            bundled,
            origin,
            previous,
            created=pc.max(crawled.districts["modified_date"]).as_py(),
            allow_shrink=allow_shrink,
            say=say,
        )
        checkpoint.remove()
    return report
