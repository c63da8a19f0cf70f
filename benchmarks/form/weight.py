"""What the form weighs, and what Lighthouse says of it on a phone and on a desktop."""

from __future__ import annotations

import gzip
from pathlib import Path

import click

from benchmarks.common.browser import browsing
from benchmarks.common.lighthouse import judge
from benchmarks.common.options import HELP, quick_option, rounds_option, save_option
from benchmarks.common.results import save_text
from benchmarks.common.tables import Grid, markdown, show
from benchmarks.service.servers import service
from geodistricts.service.form import FOLDER

OF_ELEMENT = ("address", "asking", "fields", "fold", "paste", "texts")


def weights(address: str) -> list[list[str]]:
    """Weigh the files: as they are, and packed by gzip."""
    element = [FOLDER / f"{name}.js" for name in OF_ELEMENT] + [FOLDER / "address.css"]
    of_map = [
        FOLDER / "pin.js",
        FOLDER / "pin.css",
        *(FOLDER / "leaflet" / f"leaflet.{end}" for end in ("js", "css")),
    ]
    loaded: list[int] = []
    with browsing() as browser:
        page = browser.new_page()
        client = page.context.new_cdp_session(page)
        client.send("Network.enable")
        client.on("Network.loadingFinished", lambda said: loaded.append(said["encodedDataLength"]))
        page.goto(f"{address}/form")
        page.wait_for_load_state("networkidle")
    return [
        ["element and style", _bytes(element), _packed(element), "15"],
        ["first load of the page, as sent", f"{sum(loaded) / 1000:.1f}", "", "150"],
        ["map, when it is opened", _bytes(of_map), _packed(of_map), ""],
    ]


def _bytes(paths: list[Path]) -> str:
    return f"{sum(len(path.read_bytes()) for path in paths) / 1000:.1f}"


def _packed(paths: list[Path]) -> str:
    return f"{sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths) / 1000:.1f}"


@click.command(context_settings=HELP)
@rounds_option(3)
@quick_option("One round", rounds=1)
@save_option("form_weight.md")
def main(rounds: int, save: bool) -> None:
    """Weigh the form, and let Lighthouse judge it; that needs Node.js."""
    with service() as served:
        weighed = Grid("kB", ["", "As it is", "gzip", "At most"], weights(served.address))
        judged, version = judge(f"{served.address}/form", rounds)
    intro = f"The form as `geodistricts serve` sends it; Lighthouse {version}."
    show(intro, weighed, judged)
    if save:
        save_text("form_weight.md", markdown("The weight of the form", [intro, weighed, judged]))


if __name__ == "__main__":
    main()
