"""The README says what the code has."""

import re
from pathlib import Path

from geodistricts.verdicts import REASONS

TEXT = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def test_the_reasons_are_listed_as_they_are() -> None:
    _, _, after = TEXT.partition("| reason | what it says |\n|---|---|\n")
    table, _, _ = after.partition("\n\n")
    rows = [re.fullmatch(r"\| `(\w+)` \| (.+) \|", line) for line in table.splitlines()]
    assert [row and row.groups() for row in rows] == list(REASONS.items())
