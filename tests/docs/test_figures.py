"""Measured figures: read out of the results, in the pages and in the README."""

import re

import pytest

from benchmarks.common.results import RESULTS
from docs.figures import ASKED, MissingFigureError, cell, filled, section
from geodistricts import Gazetteer
from pages import DOCS, ROOT

pytestmark = pytest.mark.skipif(not DOCS.exists(), reason="the pages are in the repository")


def first_cell(file: str) -> str:
    return next(
        line.split("|")[1].strip()
        for line in (RESULTS / file).read_text("utf-8").splitlines()
        if line.startswith("| geodistricts")
    )


def test_a_cell() -> None:
    assert first_cell("nearest.md") == "geodistricts"
    assert float(cell("nearest.md", "geodistricts", "One call, µs")) > 0
    assert cell("names.md", "Over the country # two lists", "Questions") == "300"
    assert filled("{{ names.md | Over the country # two lists | Questions }}") == "300"
    assert filled("{{ soak.md | Wrong answers | }}") == "0"


def test_a_section_and_a_file() -> None:
    inside = section("names.md", "Inside the township")
    assert inside.startswith("|")
    assert "## " not in inside
    assert filled("{{ names.md # Inside the township }}") == inside
    whole = filled("{{ names.md }}")
    assert inside in whole
    assert not whole.startswith("# ")
    assert "### Inside the township" in whole


@pytest.mark.parametrize(
    "asked",
    [
        "{{ nothing.md }}",
        "{{ nearest.md | geodistricts | No such column }}",
        "{{ nearest.md | no such row | One call, µs }}",
        "{{ names.md # No such heading }}",
    ],
)
def test_what_is_not_there(asked: str) -> None:
    with pytest.raises(
        MissingFigureError, match=r"benchmarks/results/\w+\.md (has no|does not exist)"
    ):
        filled(asked)


def test_the_readme_has_the_figures_of_the_results() -> None:
    """Each stands behind a comment that says where it is from, and may be rounded."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    marked = list(re.finditer(rf"<!-- ({ASKED.pattern}) -->(?P<figure>[\d.,]+)", text))
    assert len(marked) == text.count("<!-- {{") > 3
    for found in marked:
        measured = re.match(r"[\d.,]+", filled(found[1]))
        assert measured, found[1]
        said, true = (float(x.replace(",", "")) for x in (found["figure"], measured[0]))
        digits = len(found["figure"].partition(".")[2])
        assert said == round(true, digits), found[0]


@pytest.mark.parametrize("page", ["README.md", "docs/index.md", "data/README.md"])
def test_the_count_of_districts(page: str, bundled: Gazetteer) -> None:
    said = re.findall(
        r"([\d,]+)(?:\s+Turkish)?\s+districts", (ROOT / page).read_text(encoding="utf-8")
    )
    assert f"{len(bundled.table):,}" in said
