"""What stands between the fences of a page, run as a reader would run it."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import httpx

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"

RUN = {"geodistricts", "python", "head", "cat"}
"""Commands that are run; curl is asked of the test's service."""

INSTALLED_OR_ELSEWHERE = re.compile(
    r"pip install|export AKINON_TOKEN|geodistricts serve|geodistricts build (akinon|open-data)"
    r"|git clone|cp geodistricts|spark-submit|gunicorn|celery|systemctl|kill -HUP|jupyter"
    r"|mkdocs serve|python -m venv|python -m benchmarks|\.venv/bin/|DIR"
)
"""Commands that install or start something, which tests of their own do, or that need files of
the reader's."""

NOT_PYTHON_ALONE = re.compile(r"iface\.|sparkContext")
"""What only QGIS or a cluster can run."""

FENCE = re.compile(
    r"^```(?P<language>\w+)(?: title=\"(?P<title>[^\"]+)\")?\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_CURL = re.compile(r"curl -s (?P<asked>.+) \| jq -r (?P<path>\S+)$")
_FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS


class Fence(NamedTuple):
    """A block of code of a page."""

    language: str
    title: str | None
    text: str


def fences(page: Path) -> list[Fence]:
    """List the blocks of a page, in order."""
    return [
        Fence(found["language"], found["title"], found["text"])
        for found in FENCE.finditer(page.read_text(encoding="utf-8"))
    ]


def pages() -> list[str]:
    """List the pages that have code, by their path in ``docs/``."""
    return [
        path.relative_to(DOCS).as_posix() for path in sorted(DOCS.rglob("*.md")) if fences(path)
    ]


def run_page(page: Path, folder: Path, service: str | None = None) -> int:
    """Run a page's blocks in order, in a folder, and tell how many examples there were.

    A block with a title is a file; one with prompts must answer what the page says.
    """
    names: dict[str, Any] = {"__name__": "__page__"}
    sys.path.insert(0, str(folder))
    try:
        return sum(_run(fence, page, folder, service, names) for fence in fences(page))
    finally:
        sys.path.remove(str(folder))


def _run(fence: Fence, page: Path, folder: Path, service: str | None, names: dict[str, Any]) -> int:
    text = fence.text.replace("http://localhost:8080", service or "http://localhost:8080")
    if service:
        text = text.replace("localhost:8080", service.removeprefix("http://"))
    if fence.title:
        (folder / fence.title).write_text(text, encoding="utf-8")
    if text.startswith(">>> "):
        return _examples(text, page, names)
    if fence.language == "console":
        return sum(_command(asked, said, folder) for asked, said in commands(text))
    if fence.language == "python" and not NOT_PYTHON_ALONE.search(text):
        exec(compile(text, str(page), "exec"), names)
        return 1
    return 0


def _examples(text: str, page: Path, names: dict[str, Any]) -> int:
    test = doctest.DocTestParser().get_doctest(text, names, page.name, str(page), 0)
    said: list[str] = []
    done = doctest.DocTestRunner(optionflags=_FLAGS).run(test, out=said.append, clear_globs=False)
    names.update(test.globs)
    assert done.failed == 0, "".join(said)
    return done.attempted


def commands(text: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a console, and what it says there."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        asked, _, said = part.replace("\\\n", " ").partition("\n")
        yield asked, said.strip("\n")


def _command(asked: str, said: str, folder: Path) -> int:
    curl = _CURL.match(asked)
    if curl:
        assert said == _jq(_curl(curl["asked"], folder), curl["path"]), asked
        return 1
    if INSTALLED_OR_ELSEWHERE.search(asked):
        return 0
    asked = asked.partition("   #")[0].strip()
    assert asked.split()[0] in {*RUN, "curl"}, f"the tests cannot run {asked!r}"
    if asked.startswith("curl"):
        _curl(asked.removeprefix("curl -s "), folder)
        return 1
    python = shlex.quote(sys.executable)
    done = subprocess.run(
        re.sub(r"^geodistricts", f"{python} -m geodistricts", re.sub(r"^python", python, asked)),
        shell=True,
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
        env={**os.environ, "COLUMNS": "100", "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)},
    )
    assert "Traceback" not in done.stderr, done.stderr
    shown = done.stdout + done.stderr
    if said:
        check = doctest.OutputChecker().check_output
        assert check(said + "\n", shown, _FLAGS), f"{asked}\n{shown}"
    else:
        assert done.returncode == 0, f"{asked}\n{shown}"
    return 1


def _curl(asked: str, folder: Path) -> httpx.Response:
    url, *options = shlex.split(asked)
    given = dict(zip(options[::2], options[1::2], strict=True))
    body = given.get("-d", given.get("--data-binary"))
    if body and body.startswith("@"):
        body = (folder / body[1:]).read_text(encoding="utf-8")
    headers = dict([given["-H"].split(": ")]) if "-H" in given else {}
    answer = httpx.request(
        "GET" if body is None else "POST",
        url if url.startswith("http") else f"http://{url}",
        content=None if body is None else body.encode(),
        headers=headers,
        timeout=60,
    )
    if "-o" in given:
        answer.raise_for_status()
        (folder / given["-o"]).write_bytes(answer.content)
    return answer


def _jq(answer: httpx.Response, path: str) -> str:
    value: Any = answer.json()
    for key, place in re.findall(r"\.(\w+)|\[(\d+)\]", path.strip("'")):
        value = value[key or int(place)]
    return str(value)
