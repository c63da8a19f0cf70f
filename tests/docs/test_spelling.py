"""The spelling of everything that people read: British English, and a list of our own words."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from pages import DOCS, FENCE, ROOT

OWN_WORDS = DOCS / "spelling.txt"
PAGES = [
    *(ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")),
    *(ROOT / name for name in ("data/README.md", "deploy/README.md")),
    *sorted(DOCS.rglob("*.md")),
]
NO_PROSE = re.compile(
    r"```.*?^```|~~~.*?^~~~|`[^`]+`|<[^>]+>|\]\([^)]*\)|\{\{.*?\}\}|^::: .*?$|https?://\S+|\"[^\"\n]*\"",
    re.MULTILINE | re.DOTALL,
)

pytestmark = pytest.mark.skipif(not DOCS.exists(), reason="the pages are in the repository")


def prose(page: Path) -> str:
    """Return what is neither code, nor address, nor quoted."""
    text = FENCE.sub(" ", page.read_text(encoding="utf-8"))
    return NO_PROSE.sub(" ", text)


def test_every_word_is_in_a_dictionary() -> None:
    if shutil.which("hunspell") is None:
        assert "REQUIRE_PROGRAMS" not in os.environ, "hunspell is needed, and not there"
        pytest.skip("hunspell is not installed")
    unknown: dict[str, str] = {}
    for page in PAGES:
        done = subprocess.run(
            ["hunspell", "-d", "en_GB", "-i", "utf-8", "-p", str(OWN_WORDS), "-l"],
            input=prose(page),
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        unknown.update(dict.fromkeys(done.stdout.split(), page.name))
    assert unknown == {}, f"misspelt, or to be added to {OWN_WORDS.name}: {unknown}"


def test_own_words_are_in_order() -> None:
    words = OWN_WORDS.read_text(encoding="utf-8").split()
    assert words == sorted(set(words), key=lambda word: (word.casefold(), word))
