"""The pages of ``docs/``: every example runs, and says what the page says."""

import doctest
import re
import shlex
from pathlib import Path
from typing import Any

import httpx
import matplotlib as mpl
import pytest

DOCS = Path(__file__).resolve().parent.parent / "docs"

pytestmark = pytest.mark.skipif(not DOCS.exists(), reason="the pages are in the repository")


@pytest.mark.parametrize("page", ["pandas", "polars", "duckdb"])
def test_examples_of_a_page(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    mpl.use("Agg")
    done = doctest.testfile(
        str(DOCS / f"{page}.md"),
        module_relative=False,
        optionflags=doctest.NORMALIZE_WHITESPACE,
        encoding="utf-8",
    )
    assert done.attempted > 5
    assert done.failed == 0


COMMAND = re.compile(
    r"^\$ curl -s (?P<asked>.+) \| jq -r (?P<path>\S+)\n(?P<said>.+)\n", re.MULTILINE
)


def examples() -> list[tuple[str, str, str]]:
    pages = [DOCS / f"{name}.md" for name in ("service", "akinon", "geocoders", "form")]
    text = "".join(page.read_text(encoding="utf-8") for page in pages if page.exists())
    return [(found["asked"], found["path"], found["said"]) for found in COMMAND.finditer(text)]


@pytest.mark.parametrize(("asked", "path", "said"), examples())
def test_examples_of_the_service(service: str, asked: str, path: str, said: str) -> None:
    """Each curl command of the page is asked, and jq's little path taken."""
    url, *options = shlex.split(asked)
    given = dict(zip(options[::2], options[1::2], strict=True))
    body = given.get("-d")
    headers = dict([given["-H"].split(": ")]) if "-H" in given else {}
    answer = httpx.request(
        "GET" if body is None else "POST",
        url.replace("localhost:8080", service),
        content=None if body is None else body.encode(),
        headers=headers,
    )
    value: Any = answer.json()
    for key, place in re.findall(r"\.(\w+)|\[(\d+)\]", path.strip("'")):
        value = value[key or int(place)]
    assert str(value) == said


def test_the_pages_of_the_service_have_examples() -> None:
    assert len(examples()) > 10
