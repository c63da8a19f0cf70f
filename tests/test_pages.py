"""The pages of ``docs/``: every example runs, and says what the page says."""

import doctest
from pathlib import Path

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
