"""What the form weighs, and what Lighthouse says of it on a phone and on a desktop."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

import click

from benchmarks.common.browser import browsing, find_browser
from benchmarks.common.options import HELP, quick_option, rounds_option, save_option
from benchmarks.common.progress import count_rounds
from benchmarks.common.results import save_text
from benchmarks.common.tables import Grid, markdown, show
from benchmarks.service.servers import service
from geodistricts.service.form import FOLDER

LIGHTHOUSE = "lighthouse@12"
"""The last that runs on Node.js 20."""
OF_ELEMENT = ("address", "asking", "fields", "fold", "paste", "texts")
CATEGORIES = ("performance", "accessibility", "best-practices")
AUDITS = {
    "first-contentful-paint": "First paint, s",
    "largest-contentful-paint": "Largest paint, s",
    "total-blocking-time": "Blocked, ms",
    "cumulative-layout-shift": "Shift",
}


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


def lighthouse(address: str, device: str) -> dict[str, Any]:
    """Let Lighthouse judge the form once."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        flags = "--headless --no-sandbox --disable-gpu --disable-background-networking"
        subprocess.run(
            [
                *("npx", "--yes", LIGHTHOUSE, f"{address}/form", "--quiet", "--output=json"),
                *(f"--output-path={report}", f"--chrome-flags={flags}"),
                *(["--preset=desktop"] if device == "desktop" else []),
            ],
            check=True,
            env={**os.environ, "CHROME_PATH": find_browser() or ""},
        )
        said: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return said


@click.command(context_settings=HELP)
@rounds_option(3)
@quick_option("One round", rounds=1)
@save_option("form_weight.md")
def main(rounds: int, save: bool) -> None:
    """Weigh the form, and let Lighthouse judge it; that needs Node.js."""
    if shutil.which("npx") is None:
        raise click.ClickException("npx is not installed; install Node.js")
    judged = Grid("Lighthouse, medians", ["Device", *CATEGORIES, *AUDITS.values()], [])
    with service() as served:
        weighed = Grid("kB", ["", "As it is", "gzip", "At most"], weights(served.address))
        for device in ("phone", "desktop"):
            reports = [lighthouse(served.address, device) for _ in count_rounds(rounds, device)]
            row = [device]
            for name in CATEGORIES:
                scores = [one["categories"][name]["score"] for one in reports]
                row.append(f"{100 * median(scores):.0f}")
            for name in AUDITS:
                values = [one["audits"][name]["numericValue"] for one in reports]
                is_time = name.endswith("paint")
                row.append(f"{median(values) / (1000 if is_time else 1):.2g}")
            judged.rows.append(row)
    intro = (
        f"The form as `geodistricts serve` sends it; Lighthouse {reports[0]['lighthouseVersion']}."
    )
    show(intro, weighed, judged)
    if save:
        save_text("form_weight.md", markdown("The weight of the form", [intro, weighed, judged]))


if __name__ == "__main__":
    main()
