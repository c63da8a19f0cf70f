"""What the site adds to the pages: measured figures, results, and texts that stand elsewhere."""

from __future__ import annotations

import logging
import posixpath
import re
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from benchmarks.common.results import RESULTS, ROOT
from docs.commands import command_pages
from docs.figures import MissingFigureError, filled
from docs.paths import path_table

TAKEN_IN = {
    "CHANGELOG.md": "changelog.md",
    "data/README.md": "data/snapshot.md",
    "deploy/README.md": "guides/deploying.md",
}
"""Texts of the repository that are pages of the site, too."""

_LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s#]+)(#[^)\s]*)?\)")
_log = logging.getLogger("mkdocs.hooks.geodistricts")


def _places() -> dict[str, str]:
    """Tell where the site has a file of the repository."""
    results = {
        f"benchmarks/results/{path.name}": f"results/{path.name}"
        for path in sorted(RESULTS.iterdir())
        if path.suffix in {".md", ".png", ".svg"}
    }
    return {**TAKEN_IN, **results}


def on_files(files: Any, config: Any) -> Any:
    """Add results and the repository's own texts to the site's files."""
    for source, place in _places().items():
        files.append(File.generated(config, place, abs_src_path=str(ROOT / source)))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:
    """Fill in figures, and lead links that leave ``docs/`` to where the site has their targets."""
    places = _places()
    origin = {place: source for source, place in places.items()}
    here = page.file.src_uri
    source = origin.get(here, f"docs/{here}")
    if here not in origin:
        try:
            markdown = _filled(markdown, source)
        except MissingFigureError as error:
            raise PluginError(f"{source}: {error}") from error

    for asked, written in (("{{ paths }}", path_table), ("{{ commands }}", command_pages)):
        if asked in markdown:
            markdown = markdown.replace(asked, written())

    def lead(link: re.Match[str]) -> str:
        bang, text, target, anchor = link.groups()
        if ":" in target or target.startswith("/"):
            return link[0]
        path = posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
        place = places.get(path) or (path.removeprefix("docs/") if path.startswith("docs/") else "")
        if place:
            near = posixpath.relpath(place, posixpath.dirname(here) or ".")
            return f"{bang}[{text}]({near}{anchor or ''})"
        if (ROOT / path).exists():
            return text
        _log.warning("%s links to %s, which does not exist", source, target)
        return link[0]

    return _LINK.sub(lead, markdown)


def _filled(markdown: str, source: str) -> str:
    """Fill in figures; pictures of a result are linked as from the page."""
    text = filled(markdown)
    if text == markdown:
        return text
    up = posixpath.relpath("benchmarks/results", posixpath.dirname(source))
    return re.sub(r"(!\[[^\]]*\])\((\w+\.png)\)", rf"\1({up}/\2)", text)


def on_post_page(output: str, page: Any, config: Any) -> str:
    """Name the search dialog, which the theme leaves without a name for screen readers."""
    return output.replace('role="dialog">', 'role="dialog" aria-label="Search">')
