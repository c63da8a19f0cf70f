"""The pages of ``docs/``: every example runs, and says what the page says."""

import re
from pathlib import Path

import matplotlib as mpl
import pytest

from geodistricts.verdicts import REASONS
from pages import DOCS, fences, pages, run_page

pytestmark = pytest.mark.skipif(not DOCS.exists(), reason="the pages are in the repository")

BY_SPARK = "guides/spark.md"
"""Its examples run in ``engines/test_spark.py``, which has a cluster."""

AT_LEAST = dict.fromkeys(("guides/pandas.md", "guides/polars.md", "guides/duckdb.md"), 6)
"""Examples of pages that are made of them."""

LANGUAGES = {
    "console",
    "csv",
    "html",
    "ini",
    "javascript",
    "php",
    "pycon",
    "python",
    "text",
    "toml",
}


@pytest.mark.parametrize("page", [page for page in pages() if page != BY_SPARK])
def test_examples_of_a_page(
    page: str, service: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    mpl.use("Agg")
    assert run_page(DOCS / page, tmp_path, service) >= AT_LEAST.get(page, 0)


@pytest.mark.parametrize("page", pages())
def test_every_block_has_a_language_that_is_known(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    assert text.count("\n```") == 2 * len(fences(DOCS / page)), "a fence without a language"
    assert {fence.language for fence in fences(DOCS / page)} <= LANGUAGES


def test_the_reasons_are_listed_as_they_are() -> None:
    text = (DOCS / "guides" / "orders.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([A-Z_]+)` \| (.+?) \| .+ \|$", text, re.MULTILINE)
    assert [row for row in rows if row[0] not in ("ACCEPT", "CONFIRM", "FIX")] == list(
        REASONS.items()
    )
