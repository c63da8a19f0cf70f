"""The paths of the service, as its OpenAPI document lists them."""

from __future__ import annotations

from geodistricts import Gazetteer
from geodistricts.service import create_app


def path_table() -> str:
    """Write a table of the service's own paths.

    Returns
    -------
    str
        Markdown: method, path, and the first sentence of what it says.
    """
    rows = ["| | path | |", "|---|---|---|"]
    described = create_app(Gazetteer.open()).openapi()
    for path, methods in described["paths"].items():
        for method, one in methods.items():
            sentence = (one.get("description") or one["summary"]).partition("\n\n")[0]
            says = sentence.replace("\n", " ").replace("|", "\\|")
            rows.append(f"| {method.upper()} | `{path}` | {says} |")
    return "\n".join(rows)
