"""Where results are kept, and how they are saved: Markdown to read, JSON of all samples."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
"""The repository; processes start here, so that they find the benchmarks."""
RESULTS = ROOT / "benchmarks" / "results"


def save_text(name: str, text: str, folder: Path = RESULTS) -> None:
    """Write a page.

    Parameters
    ----------
    name : str
        The file's, such as ``"nearest.md"``.
    text : str
        Markdown.
    folder : Path, optional
        Made where it does not exist.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def save_json(name: str, content: Mapping[str, Any], folder: Path = RESULTS) -> None:
    """Write samples, in the same way."""
    save_text(name, json.dumps(content, ensure_ascii=False, indent=1) + "\n", folder)
