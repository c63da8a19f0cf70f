"""What Lighthouse says of a page, on a phone and on a desktop; it needs Node.js and Chromium."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

import click

from benchmarks.common.browser import find_browser
from benchmarks.common.progress import count_rounds
from benchmarks.common.tables import Grid

LIGHTHOUSE = "lighthouse@12"
"""The last that runs on Node.js 20."""
CATEGORIES = ("performance", "accessibility", "best-practices")
AUDITS = {
    "first-contentful-paint": "First paint, s",
    "largest-contentful-paint": "Largest paint, s",
    "total-blocking-time": "Blocked, ms",
    "cumulative-layout-shift": "Shift",
}


def judge(address: str, rounds: int) -> tuple[Grid, str]:
    """Let Lighthouse judge a page.

    Parameters
    ----------
    address : str
        Of the page.
    rounds : int
        How often on each device; medians are given.

    Returns
    -------
    table : Grid
        A row a device: scores of 100, and times.
    version : str
        Lighthouse's.

    Raises
    ------
    click.ClickException
        Node.js is not installed.
    """
    if shutil.which("npx") is None:
        raise click.ClickException("npx is not installed; install Node.js")
    judged = Grid("Lighthouse, medians", ["Device", *CATEGORIES, *AUDITS.values()], [])
    for device in ("phone", "desktop"):
        reports = [_report(address, device) for _ in count_rounds(rounds, device)]
        row = [device]
        for name in CATEGORIES:
            scores = [one["categories"][name]["score"] for one in reports]
            row.append(f"{100 * median(scores):.0f}")
        for name in AUDITS:
            values = [one["audits"][name]["numericValue"] for one in reports]
            is_time = name.endswith("paint")
            row.append(f"{median(values) / (1000 if is_time else 1):.2g}")
        judged.rows.append(row)
    return judged, reports[0]["lighthouseVersion"]


def _report(address: str, device: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        flags = "--headless --no-sandbox --disable-gpu --disable-background-networking"
        subprocess.run(
            [
                *("npx", "--yes", LIGHTHOUSE, address, "--quiet", "--output=json"),
                *(f"--output-path={report}", f"--chrome-flags={flags}"),
                *(["--preset=desktop"] if device == "desktop" else []),
            ],
            check=True,
            env={**os.environ, "CHROME_PATH": find_browser() or ""},
        )
        said: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return said
