"""Draw how spellings become one key: each stage of the fold, by the functions that do it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, Rectangle

from geodistricts.names import fold, normalize
from geodistricts.names.number_words import write_digits_out
from geodistricts.shared import shared_gazetteer

from . import style

SPELLINGS = (
    "100.YIL MAH",
    "100. Yıl",
    "100’üncü Yıl Mh.",
    "100.YILMAHALLESİ",
    "Yüzüncü Yıl Mahallesi",
    "yüzüncü yıl mahalesi",
    "YÜZÜNCÜYIL MAH",
    "yuzuncuyil mah.",
)
"""As PTT writes it, twice; and as customers do."""


class Stage(NamedTuple):
    """A stage of the fold.

    Attributes
    ----------
    title, rule : str
        What it does, in a word and in a few.
    width : float
        Of its column, inches.
    apply : callable
        Makes of a text the next.
    """

    title: str
    rule: str
    width: float
    apply: Callable[[str], str]


def _letters(text: str) -> str:
    return text.translate(fold._PLAIN)


def _words(step: Callable[[list[str]], list[str]]) -> Callable[[str], str]:
    return lambda text: " ".join(step(text.split()))


def _glue(text: str) -> str:
    return fold._fold_glued("".join(text.split()))


STAGES = (
    Stage("letters", "small a–z and figures;\nno dots, no quotes", 1.5, _letters),
    Stage("figures", "written out, with\ntheir ordinal’s ending", 1.5, write_digits_out),
    Stage("type words", "say nothing:\nmah, mh, köyü …", 1.18, _words(fold._without_types)),
    Stage("words", "ordinals, titles,\nshort forms", 1.12, _words(fold._expand)),
    Stage("key", "in one word,\nthe same again", 0.98, _glue),
)
"""The stages of ``fold_name``, of names without brackets."""
_FIRST, _ROW, _HEAD, _TEXT = 1.42, 0.335, 0.78, 9.0


def fold_in_stages(spelling: str) -> list[str]:
    """Fold a spelling, and keep what each stage makes of it.

    Parameters
    ----------
    spelling : str
        A name without brackets.

    Returns
    -------
    list of str
        The spelling itself, and the text after each stage; the last is its key.
    """
    texts = [spelling]
    for stage in STAGES:
        texts.append(" ".join(stage.apply(texts[-1]).split()))
    return texts


def draw() -> Figure:
    """Draw a table of spellings, a column for each stage, the changes of each in colour.

    Returns
    -------
    Figure
        The picture.
    """
    keys = {normalize(one) for one in SPELLINGS}
    height = _ROW * len(SPELLINGS)
    figure = style.new_figure(
        height + 2.4,
        f"{_in_words(len(SPELLINGS))} spellings, {_in_words(len(keys)).lower()} key",
        "What a stage changes is coloured. The key is what names are compared by; "
        "nobody gets to see it.",
    )
    width = style.WIDTH - 2 * style.MARGIN
    axes = style.sheet(figure, style.MARGIN, 0.85, width, height + _HEAD)
    _write_head(axes, height)
    for number, spelling in enumerate(SPELLINGS):
        bottom = height - (number + 1) * _ROW
        _write_row(axes, fold_in_stages(spelling), bottom)
    (key,) = keys
    _tell(figure, key)
    return figure


def _in_words(number: int) -> str:
    words = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
    return words[number]


def _write_head(axes: Axes, bottom: float) -> None:
    left = 0.0
    heads = [("as written", "by lists and customers", _FIRST)]
    heads += [(stage.title, stage.rule, stage.width) for stage in STAGES]
    for number, (title, rule, width) in enumerate(heads):
        label = title if number == 0 else f"{number}  {title}"
        axes.text(left + 0.07, bottom + _HEAD - 0.14, label, size=style.NORMAL, weight="bold",
                  color=style.INK, va="center")  # fmt: skip
        axes.text(left + 0.07, bottom + _HEAD - 0.27, rule, size=style.SMALL - 0.5,
                  color=style.MUTED, va="top", linespacing=1.2)  # fmt: skip
        left += width
    axes.plot([0, left], [bottom + 0.08] * 2, color=style.INK, lw=1)


def _write_row(axes: Axes, texts: list[str], bottom: float) -> None:
    left = 0.0
    widths = [_FIRST, *(stage.width for stage in STAGES)]
    for number, (text, width) in enumerate(zip(texts, widths, strict=True)):
        is_key = number == len(STAGES)
        changed = number > 0 and text != texts[number - 1]
        if is_key:
            colour = style.BLUE
        else:
            colour = style.LIGHT_BLUE if changed else "none"
        if changed or is_key:
            axes.add_patch(
                Rectangle((left + 0.02, bottom + 0.035), width - 0.06, _ROW - 0.07, color=colour)
            )
        ink = style.INK if changed or number == 0 else style.MUTED
        axes.text(left + 0.07, bottom + _ROW / 2, text, size=_TEXT, va="center_baseline",
                  color="white" if is_key else ink,
                  weight="bold" if is_key else "normal")  # fmt: skip
        left += width
    axes.plot([0, left], [bottom] * 2, color=style.LINE, lw=0.6)


def _tell(figure: Figure, key: str) -> None:
    """Say what the key leads to."""
    gazetteer = shared_gazetteer()
    rows = gazetteer.table.select(["name", "township"]).to_pylist()
    townships = [row["township"] for row in rows if normalize(row["name"]) == key]
    (found,) = gazetteer.match(SPELLINGS[-1], "İstanbul", "Bağcılar", limit=1)
    axes = style.sheet(figure, style.MARGIN, 0.12, style.WIDTH - 2 * style.MARGIN, 0.62)
    axes.add_patch(
        FancyBboxPatch((0.04, 0.04), 7.6, 0.54, boxstyle="round,pad=0.03", color=style.PALE)
    )
    axes.text(
        0.15, 0.31,
        f"{len(townships)} districts in {len(set(townships))} townships of Turkey have the key "
        f"“{key}”. With its township, it is one:\nmatch(“{SPELLINGS[-1]}”, “İstanbul”, “Bağcılar”) "
        f"is {found.district.label}.",
        size=style.NORMAL, color=style.INK, va="center", linespacing=1.4,
    )  # fmt: skip
