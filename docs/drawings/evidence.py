"""Draw how an order is judged: what each piece says, the candidates' sums, and the verdict."""

from __future__ import annotations

from textwrap import fill
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, Patch

from geodistricts.addresses.candidates import EVIDENCE, Candidate
from geodistricts.addresses.candidates.places import PlaceEvidence
from geodistricts.addresses.candidates.weights import WEIGHTS
from geodistricts.addresses.solving import Solution
from geodistricts.addresses.weighing import SIGNS
from geodistricts.addresses.weighing.trust import BASE, STEPS, TRUST
from geodistricts.shared import shared_gazetteer
from geodistricts.verdicts import ACCEPT, CONFIRM, SURE, Validation

from . import style

ORDER = {
    "city": "Ankara",
    "township": "Batıkent",
    "district": None,
    "address": "Kardelen mah. 2090 sk. no:5 d:3",
}
"""What the customer typed: a semt for the township, and the district in the line."""

CITY, TOWNSHIP, DISTRICT, ADDRESS = ORDER
_COLOURS = {CITY: style.BLUE, TOWNSHIP: style.ORANGE, DISTRICT: style.MUTED, ADDRESS: style.GREEN}
_TINTS = {
    CITY: style.LIGHT_BLUE, TOWNSHIP: style.LIGHT_ORANGE, DISTRICT: style.PALE,
    ADDRESS: style.LIGHT_GREEN,
}  # fmt: skip
_WIDTHS = {CITY: 1.4, TOWNSHIP: 2.48, DISTRICT: 0.95, ADDRESS: 2.87}
_GAP = 0.09


class Judged(NamedTuple):
    """An order, judged.

    Attributes
    ----------
    candidates : tuple of (str, Candidate)
        What the order may mean, the likeliest first, each with the name to show.
    alone : bool
        Whether the finder lists the first only: the others are too far behind.
    solution : Solution
        The answer.
    verdict : Validation
        What is said of it.
    """

    candidates: tuple[tuple[str, Candidate], ...]
    alone: bool
    solution: Solution
    verdict: Validation


def judge() -> Judged:
    """Judge the order, and weigh beside its candidates those that are left out on the way.

    Returns
    -------
    Judged
        The finder lists the district alone: it is far ahead of every place, and once the line
        names a district, the others of the semt are not looked at.
    """
    gazetteer = shared_gazetteer()
    addresses = gazetteer._addresses
    order = addresses._reader.read(**ORDER)
    solution = addresses._solver.solve(order)
    best = solution.choice.best
    finder = addresses._solver._finder
    named, former = finder._townships(order)
    of_code = finder._of_code(order)
    places = PlaceEvidence(order, former, finder._matcher.places.centres, of_code)
    candidates = [(gazetteer._rows.record(best.row).display_name, best)]
    others = sorted(set(order.fields.places.semt_rows) - {best.row})
    of_semt = [finder._districts.candidate(order, row, places, None, None) for row in others]
    if len({one.weight for one in of_semt}) != 1:
        raise ValueError("the other districts of the semt no longer weigh the same")
    candidates.append((f"{len(of_semt)} others of {ORDER[TOWNSHIP]}, each", of_semt[0]))
    for one in finder._places(order, places, named, [best], None):
        where = one.township or one.city
        name = f"{where.display_name}, no district" if where else "no place at all"
        candidates.append((name, one))
    candidates.sort(key=lambda named: -named[1].weight)
    alone = len(finder.find(order)) == 1
    return Judged(tuple(candidates), alone, solution, gazetteer.validate(**ORDER))


def piece_of(kind: str) -> str:
    """Tell which piece of an order evidence is from.

    Parameters
    ----------
    kind : str
        Of ``EVIDENCE``.

    Returns
    -------
    str
        A key of ``ORDER``.
    """
    if kind.startswith("CITY_FIELD"):
        return CITY
    if "TOWNSHIP_FIELD" in kind or kind.startswith("SEMT_FIELD"):
        return TOWNSHIP
    return DISTRICT if kind.startswith("DISTRICT_FIELD") else ADDRESS


def draw() -> Figure:
    """Draw the order, the evidence in it, the candidates, and the way to the verdict.

    Returns
    -------
    Figure
        The picture.
    """
    judged = judge()
    figure = style.new_figure(
        8.75,
        "The candidate with the most evidence is the answer",
        "Each piece of an order says something of each candidate; each kind of evidence has a "
        "weight, which is learned.",
    )
    _draw_order(figure, judged)
    _draw_sums(figure, judged)
    _draw_confidence(figure, judged)
    _draw_verdict(figure, judged)
    return figure


def _draw_order(figure: Figure, judged: Judged) -> None:
    width, height = style.WIDTH - 2 * style.MARGIN, 1.85
    axes = style.sheet(figure, style.MARGIN, 5.92, width, height)
    _write_heading(figure, 7.93, f"1  What each piece says of {judged.candidates[0][0]}")
    left = 0.0
    best = judged.solution.choice.best
    for piece, text in ORDER.items():
        across = _WIDTHS[piece] - _GAP
        axes.add_patch(
            FancyBboxPatch(
                (left + 0.03, height - 0.62), across - 0.06, 0.52, boxstyle="round,pad=0.03",
                facecolor=_TINTS[piece], edgecolor=_COLOURS[piece], linewidth=1.5,
            )
        )  # fmt: skip
        axes.text(left + 0.08, height - 0.21, piece, size=style.SMALL, color=style.MUTED,
                  va="center")  # fmt: skip
        axes.text(left + 0.08, height - 0.45, text or "–", size=style.NORMAL + 0.5, va="center",
                  weight="bold", color=style.INK)  # fmt: skip
        top = height - 0.8
        for kind, value in best.evidence:
            if piece_of(kind) == piece:
                top = _tell_evidence(axes, kind, value, left + 0.05, top, across)
        if piece == DISTRICT:
            axes.text(left + 0.05, top, "says nothing", size=style.SMALL, color=style.MUTED,
                      va="top")  # fmt: skip
        left += _WIDTHS[piece]


def _write_heading(figure: Figure, bottom: float, text: str) -> None:
    across, down = figure.get_size_inches()
    figure.text(style.MARGIN / across, bottom / down, text, size=style.LARGE, weight="bold",
                color=style.INK, va="center")  # fmt: skip


def _tell_evidence(
    axes: Axes, kind: str, value: float, left: float, top: float, width: float
) -> float:
    """Write a kind of evidence, its weight and what it is; return where the next begins."""
    head = f"{_signed(WEIGHTS[kind] * value)}  {kind}"
    axes.text(left, top, head, size=style.SMALL, weight="bold", color=style.INK, va="top")
    meaning = fill(EVIDENCE[kind].partition(";")[0], int(width * 14.6))
    axes.text(left, top - 0.16, meaning, size=style.SMALL, color=style.MUTED, va="top",
              linespacing=1.15)  # fmt: skip
    return top - 0.16 - 0.145 * (meaning.count("\n") + 1) - 0.07


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")


def _draw_sums(figure: Figure, judged: Judged) -> None:
    _write_heading(figure, 5.72, "2  What speaks for the candidates, and against them")
    axes = style.axes_at(figure, 2.05, 3.42, style.WIDTH - 2.05 - 0.85, 1.95)
    against: dict[str, float] = {}
    for row, (_, one) in enumerate(judged.candidates):
        ends = {True: 0.0, False: 0.0}
        for kind, value in one.evidence:
            weight, piece = WEIGHTS[kind] * value, piece_of(kind)
            start = ends[weight > 0]
            if weight < 0:
                against[kind] = weight
            axes.barh(row, weight, left=start, height=0.66, linewidth=0.8,
                      edgecolor="white" if weight > 0 else _COLOURS[piece],
                      color=_COLOURS[piece] if weight > 0 else _TINTS[piece])  # fmt: skip
            if abs(weight) > 0.3:
                ink = "white" if weight > 0 and piece != TOWNSHIP else style.INK
                axes.text(start + weight / 2, row, f"{abs(weight):.2f}", size=style.SMALL,
                          ha="center", va="center_baseline", color=ink)  # fmt: skip
            ends[weight > 0] = start + weight
        axes.text(1.02, row, f"= {one.weight:.2f}".replace("-", "−"), va="center_baseline",
                  size=style.LARGE, transform=axes.get_yaxis_transform(), color=style.INK,
                  weight="bold" if row == 0 else "normal")  # fmt: skip
    axes.axvline(0, color=style.INK, lw=1)
    names = [name for name, _ in judged.candidates]
    axes.set_yticks(range(len(names)), names)
    axes.set(xlim=(-2.25, 3.95), xticks=[])
    axes.invert_yaxis()
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0, labelsize=style.NORMAL, labelcolor=style.INK)
    axes.get_yticklabels()[0].set_fontweight("bold")
    axes.text(-0.08, -0.72, "against it", ha="right", size=style.SMALL, color=style.MUTED)
    axes.text(0.08, -0.72, "for it", ha="left", size=style.SMALL, color=style.MUTED)
    handles = [
        Patch(facecolor=_COLOURS[piece], label=f"from {piece}") for piece in ORDER
        if piece != DISTRICT
    ]  # fmt: skip
    axes.legend(handles=handles, loc="lower right", frameon=False, fontsize=style.SMALL,
                labelcolor=style.INK, borderaxespad=0, handlelength=1.2)  # fmt: skip
    across, down = figure.get_size_inches()
    notes = [
        f"{_signed(weight)}  {kind}: {EVIDENCE[kind].partition(';')[0]}"
        for kind, weight in against.items()
    ]
    if judged.alone:
        notes.append("The first is so far ahead that validate does not look at the others.")
    figure.text(2.05 / across, 3.36 / down, "\n".join(notes), size=style.SMALL, color=style.MUTED,
                va="top", linespacing=1.25)  # fmt: skip


def _draw_confidence(figure: Figure, judged: Judged) -> None:
    """Draw what came of answers with such signs, and where this one is."""
    solution = judged.solution
    score = BASE + sum(TRUST[kind] * value for kind, value in solution.signs)
    sheet = style.sheet(figure, style.MARGIN, 0.05, 2.3, 2.2)
    lines = [("answers begin with", BASE)]
    lines += [(SIGNS[kind].partition(";")[0], TRUST[kind] * value)
              for kind, value in solution.signs]  # fmt: skip
    _write_heading(figure, 2.5, "3  How sure that is, and what to do")
    top = 2.05
    for text, value in lines:
        written = fill(text, 26)
        sheet.text(0, top, written, size=style.SMALL, color=style.MUTED, va="top")
        sheet.text(2.25, top, _signed(value), size=style.SMALL, color=style.INK, va="top",
                   ha="right")  # fmt: skip
        top -= 0.16 * (written.count("\n") + 1) + 0.06
    sheet.plot([0, 2.25], [top + 0.02] * 2, color=style.LINE, lw=0.8)
    sheet.text(0, top - 0.04, "score", size=style.NORMAL, color=style.INK, va="top")
    sheet.text(2.25, top - 0.04, f"{score:.2f}", size=style.NORMAL, color=style.INK, va="top",
               ha="right", weight="bold")  # fmt: skip
    axes = style.axes_at(figure, 3.05, 0.5, 2.25, 1.55)
    axes.axhspan(SURE, 1.03, color=style.LIGHT_GREEN)
    axes.axhspan(0, SURE, color=style.PALE)
    axes.plot(*zip(*STEPS, strict=True), color=style.INK, lw=1.6)
    axes.plot(score, solution.confidence, "o", ms=9, color=style.GREEN, markeredgecolor="white")
    axes.annotate(f"{solution.confidence:.3f}", (score, solution.confidence), (-4, -17),
                  textcoords="offset points", ha="center", size=style.NORMAL, weight="bold",
                  color=style.INK)  # fmt: skip
    axes.text(-1.2, 0.955, f"over {SURE}: {ACCEPT}", size=style.SMALL, color=style.INK,
              va="center_baseline")  # fmt: skip
    axes.text(7.0, 0.08, f"else: {CONFIRM}", size=style.SMALL, color=style.INK, ha="right",
              va="center_baseline")  # fmt: skip
    axes.set(xlim=(-1.4, 7.3), ylim=(0, 1.03), yticks=[0, 0.5, 1])
    axes.set_xlabel("score", size=style.SMALL, color=style.MUTED, labelpad=1)
    axes.set_title("share of such answers that were right", size=style.SMALL, color=style.MUTED,
                   loc="left", pad=4)  # fmt: skip
    style.plain_frame(axes)


def _draw_verdict(figure: Figure, judged: Judged) -> None:
    verdict = judged.verdict
    axes = style.sheet(figure, 5.55, 0.12, style.WIDTH - 5.55 - style.MARGIN, 2.2)
    axes.add_patch(
        FancyBboxPatch((0.05, 0.05), 2.2, 2.08, boxstyle="round,pad=0.03",
                       facecolor=style.LIGHT_GREEN, edgecolor=style.GREEN, linewidth=1.5)
    )  # fmt: skip
    axes.text(0.15, 1.93, verdict.possible_next_action, size=18, weight="bold", color=style.INK,
              va="center")  # fmt: skip
    axes.text(0.15, 1.68, f"confidence {verdict.confidence:.3f}", size=style.NORMAL,
              color=style.INK, va="center")  # fmt: skip
    parts = verdict.components.items()
    for number, (name, part) in enumerate(parts):
        top = 1.42 - 0.33 * number
        meant = getattr(part.value, "display_name", part.value)
        axes.text(0.15, top, "street line" if name == ADDRESS else name, size=style.SMALL - 0.5,
                  color=style.MUTED, va="center")  # fmt: skip
        axes.text(0.15, top - 0.145, str(meant), size=style.NORMAL, color=style.INK, va="center")
