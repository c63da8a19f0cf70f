"""The comparison's results as a table, as Markdown, as JSON and as a picture."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median

from benchmarks.common.ours import OURS
from benchmarks.common.results import save_json, save_text
from benchmarks.common.tables import Grid, beside_ours, figure, markdown, show
from benchmarks.common.timing import medians
from benchmarks.nearest.first_answer import BARE, IMPORT
from benchmarks.nearest.peers import PEERS

LIBRARIES = (
    "numpy",
    "pyarrow",
    "scipy",
    "pykdtree",
    "scikit-learn",
    "shapely",
    "rtree",
    "reverse_geocoder",
)
COLUMNS = {
    "one_call_us": "One call, µs",
    "batch_s": "Batch, s",
    "open_ms": "Open, ms",
    "first_answer_ms": "First answer, ms",
    "resident_mb": "Memory, MB",
    "exact_share": "Exact",
}
RELATIVE = ("one_call_us", "batch_s")


@dataclass(frozen=True)
class Exactness:
    """Our answers against the oracle's.

    Attributes
    ----------
    points : int
        Points that were checked.
    wrong, wrong_single : int
        Points where the distance of ``nearest_many`` or ``nearest`` is not the least one.
    brute_points, wrong_brute : int
        The same for points measured against every district.
    largest_error : float
        Largest difference of distance, metres.
    """

    points: int
    wrong: int
    wrong_single: int
    brute_points: int
    wrong_brute: int
    largest_error: float

    def __str__(self) -> str:
        """Say it in a sentence."""
        return (
            f"Of {self.points:,} points, nearest_many is wrong at {self.wrong:,} and nearest at "
            f"{self.wrong_single:,} against the exact great-circle oracle; of "
            f"{self.brute_points:,} points measured against every district, at "
            f"{self.wrong_brute:,}. "
            f"Largest difference: {self.largest_error:.1e} m."
        )


@dataclass(frozen=True)
class Report:
    """Everything measured.

    Attributes
    ----------
    calls, batch_points, rounds : int
        How much was asked.
    districts : int
        Distinct coordinates to choose from.
    samples : mapping
        By measure, then contender: one number a round.
    exactness : Exactness
        The check of our answers.
    """

    calls: int
    batch_points: int
    rounds: int
    districts: int
    samples: Mapping[str, Mapping[str, list[float]]]
    exactness: Exactness

    def value(self, measure: str, name: str) -> float:
        """Return a median."""
        return median(self.samples[measure][name])

    def cell(self, measure: str, name: str) -> str:
        """Return a median as text, with its ratio to ours where that is of interest."""
        value = self.value(measure, name)
        if measure == "exact_share":
            return f"{value:.2%}"
        if measure not in RELATIVE or name == OURS:
            return figure(value)
        return beside_ours(value, self.value(measure, OURS))

    @property
    def table(self) -> Grid:
        """A row a contender."""
        rows = [
            [name, *(self.cell(measure, name) for measure in COLUMNS)] for name in (OURS, *PEERS)
        ]
        return Grid("", ["", *COLUMNS.values()], rows)

    @property
    def notes(self) -> list[str]:
        """What the table does not say."""
        startup = ", ".join(
            f"{name} {self.value('first_answer_ms', name):.0f} ms and "
            f"{self.value('resident_mb', name):.0f} MB"
            for name in (BARE, IMPORT)
        )
        return [
            f"Medians of {self.rounds} interleaved rounds over {self.districts:,} distinct "
            f"coordinates; in brackets, how many times ours. {os.cpu_count()} processors, "
            f"{platform.python_implementation()} {platform.python_version()}.",
            f"One call: degrees to a record and metres, {self.calls:,} points after a warm-up "
            f"pass, OpenMP held to one thread, which is best for pykdtree. Batch: "
            f"{self.batch_points:,} points, degrees to rows and metres; scipy and pykdtree "
            "use all processors, rtree its nearest_v, the others one processor.",
            "Open: reading the files and building the index, imports excluded. First answer: the "
            "whole life of a fresh process that opens and answers once; memory: what it holds "
            f"then. For scale: {startup}.",
            "Exact: share of the batch whose answer is the great-circle nearest.",
            str(self.exactness),
            "Versions: " + ", ".join(f"{name} {version(name)}" for name in LIBRARIES) + ".",
        ]


def print_report(report: Report) -> None:
    """Print the table and the notes."""
    show(report.table, *report.notes)


def save_report(report: Report, folder: Path) -> None:
    """Write ``nearest.json``, ``nearest.md`` and ``nearest.png``.

    Parameters
    ----------
    report : Report
        The results.
    folder : Path
        Made where it does not exist.
    """
    content = vars(report) | {
        "exactness": asdict(report.exactness),
        "medians": {measure: medians(by_name) for measure, by_name in report.samples.items()},
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        "versions": {name: version(name) for name in LIBRARIES},
    }
    blocks: list[str | Grid] = [
        report.table,
        "![One call and a batch, ours and others](nearest.png)",
        "\n".join(f"- {note}" for note in report.notes),
    ]
    save_json("nearest.json", content, folder)
    save_text("nearest.md", markdown("Nearest district: ours and others", blocks), folder)
    # Imported when something is drawn: what is measured is measured without Matplotlib.
    from benchmarks.common.plots import save_picture
    from benchmarks.nearest.picture import draw_nearest

    save_picture(draw_nearest(folder), folder / "nearest.png")
