"""The page at ``/docs``: the OpenAPI document as a person reads it, with forms to try it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'"
_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #1c2733; margin: 2rem auto; max-width: 56rem;
  padding: 0 1rem }
h2 { border-bottom: 1px solid #d5dde5; margin-top: 3rem }
h3 { margin: 2rem 0 .2rem } code, input { font: 14px ui-monospace, monospace }
code.method { background: #0b6e4f; border-radius: 3px; color: #fff; padding: .1rem .4rem }
table { border-collapse: collapse; width: 100% }
td { border-top: 1px solid #e7ecf1; padding: .3rem .6rem .3rem 0; vertical-align: top }
td:first-child { white-space: nowrap; width: 10rem } td:nth-child(3) { width: 16rem }
input { box-sizing: border-box; width: 16rem }
button { font: inherit; margin-top: .4rem } .quiet { color: #5a6b7b }
"""


def add_page(app: FastAPI) -> None:
    """Add the page to an application that describes itself.

    Parameters
    ----------
    app : FastAPI
        With all its addresses.
    """

    async def docs(_: Request) -> Response:
        page = "".join(_page(app.openapi()))
        return HTMLResponse(page, headers={"content-security-policy": _POLICY})

    app.add_route("/docs", docs, include_in_schema=False)


def _page(document: Mapping[str, Any]) -> Iterator[str]:
    info = document["info"]
    yield (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{info["title"]}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style>'
        f"<h1>{info['title']} <small class='quiet'>{info['version']}</small></h1>"
        f"<p>{escape(info['summary'])} For programs: <a href='openapi.json'>openapi.json</a>.</p>"
    )
    for tag in document["tags"]:
        yield f'<h2 id="{tag["name"]}">{tag["name"]}</h2><p>{escape(tag["description"])}</p>'
        for path, operations in document["paths"].items():
            for method, operation in operations.items():
                if tag["name"] in operation.get("tags", ()):
                    yield from _operation(path, method, operation)


def _operation(path: str, method: str, operation: Mapping[str, Any]) -> Iterator[str]:
    yield (
        f'<h3 id="{operation["operationId"]}"><code class="method">{method.upper()}</code> '
        f"<code>{escape(path)}</code></h3>"
    )
    said = operation.get("description") or operation.get("summary", "")
    yield "".join(f"<p>{_text(part)}</p>" for part in said.split("\n\n"))
    parameters = operation.get("parameters", [])
    can_be_tried = method == "get" and "{" not in path
    rows = "".join(_parameter(one, with_input=can_be_tried) for one in parameters)
    if can_be_tried:
        yield f'<form action="{path.lstrip("/")}"><table>{rows}</table><button>Ask</button></form>'
    else:
        yield f"<table>{rows}</table>"
    content = operation.get("requestBody", {}).get("content", {})
    if content:
        kinds = " or ".join(f"<code>{escape(kind)}</code>" for kind in content)
        yield f"<p class='quiet'>Body: {kinds}.</p>"


def _parameter(parameter: Mapping[str, Any], *, with_input: bool) -> str:
    schema = parameter["schema"]
    choices = [schema, *schema.get("anyOf", [])]
    examples = next((one["examples"] for one in choices if "examples" in one), [""])
    said = next((one["description"] for one in choices if "description" in one), "")
    name = escape(parameter["name"])
    is_needed = parameter.get("required", False)
    notes = "" if is_needed else "<span class='quiet'>optional</span>"
    if schema.get("default") is not None and schema["default"] != "":
        notes = f"<span class='quiet'>{escape(str(schema['default']))}, if not said</span>"
    field = ""
    if with_input:
        value = escape(str(examples[0])) if is_needed else ""
        field = f'<td><input name="{name}" aria-label="{name}" value="{value}"></td>'
    return f"<tr><td><code>{name}</code></td><td>{escape(said)} {notes}</td>{field}</tr>"


def _text(part: str) -> str:
    """Write a paragraph, words between backquotes as code."""
    pieces = escape(part).split("`")
    return "".join(
        f"<code>{piece}</code>" if place % 2 else piece for place, piece in enumerate(pieces)
    )
