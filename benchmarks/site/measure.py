"""Build the documentation, and let Lighthouse judge its start page."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median

import click

from benchmarks.common.browser import serving_files
from benchmarks.common.lighthouse import judge
from benchmarks.common.options import HELP, quick_option, rounds_option, save_option
from benchmarks.common.processes import run_to_end
from benchmarks.common.progress import count_rounds
from benchmarks.common.results import save_text
from benchmarks.common.tables import Grid, figure, markdown, show


@click.command(context_settings=HELP)
@rounds_option(3)
@quick_option("One round", rounds=1)
@save_option("site.md")
def main(rounds: int, save: bool) -> None:
    """Build the documentation strictly, and let Lighthouse judge its start page.

    Needs Node.js and Chromium.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "mkdocs", "--quiet", "build", "--site-dir", folder]
        seconds = median(run_to_end(command).seconds for _ in count_rounds(rounds, "builds"))
        pages = [*Path(folder).rglob("*.html")]
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
        with serving_files(Path(folder)) as address:
            judged, version = judge(f"{address}/", rounds)
    built = Grid(
        "Building",
        ["", "Seconds", "Pages", "MB"],
        [["mkdocs build", figure(seconds), str(len(pages)), figure(size / 1e6)]],
    )
    intro = (
        f"`mkdocs build`, strict, and the start page over loopback, as plain files without "
        f"compression; medians of {rounds}. Lighthouse {version}."
    )
    show(intro, built, judged)
    if save:
        save_text("site.md", markdown("The documentation site", [intro, built, judged]))


if __name__ == "__main__":
    main()
