"""Texts: both languages say all, and the page and the element call a field alike."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("fastapi", reason="the service needs geodistricts[server]")

from geodistricts.service.form import FOLDER
from geodistricts.service.form.texts import TEXTS


def texts_of_the_element() -> dict[str, dict[str, str]]:
    script = (FOLDER / "texts.js").read_text(encoding="utf-8")
    return {
        language: dict(re.findall(r"^    (\w+): '(.*)',$", block, re.MULTILINE))
        for language, block in re.findall(r"^  (tr|en): \{\n(.*?)^  \},", script, re.M | re.S)
    }


def test_both_languages_say_all() -> None:
    for texts in (TEXTS, texts_of_the_element()):
        assert set(texts) == {"tr", "en"}
        assert set(texts["tr"]) == set(texts["en"])
        for name, said in texts["tr"].items():
            assert said.count("{}") == texts["en"][name].count("{}")
            assert said


@pytest.mark.parametrize("language", ["tr", "en"])
def test_the_page_and_the_element_say_alike(language: str) -> None:
    page, element = TEXTS[language], texts_of_the_element()[language]
    for name, other in (
        *((level, level) for level in ("city", "township", "district", "choose", "paste", "fill")),
        ("address", "street"),
        ("paste_hint", "pasteHint"),
        ("mean", "mean"),
    ):
        assert page[name] == element[other]


def test_every_text_of_the_element_is_said() -> None:
    names = set(texts_of_the_element()["tr"])
    script = "".join(
        path.read_text(encoding="utf-8") for path in FOLDER.glob("*.js") if path.name != "texts.js"
    )
    quoted = set(re.findall(r"'(\w+)'", script))
    assert names <= quoted
    assert set(re.findall(r"say\('(\w+)'", script)) <= names
