"""Measure how often a spelling leads to its district, ours beside rapidfuzz's over the same names.

Inside the township and over the country. Recall at 1 (at 5): the district that is meant comes
first (among the first five); one whose name is as near to the spelling counts as well. False
acceptance: a name that the township does not have comes back above the score all the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click
from rapidfuzz import fuzz, process, utils
from rapidfuzz.distance import OSA

import geodistricts
from benchmarks.common.accuracy import print_misses, save_tables, some_of_each
from benchmarks.common.options import (
    HELP,
    misses_option,
    of_each_option,
    quick_option,
    save_option,
)
from benchmarks.common.ours import OURS
from benchmarks.common.plots import save_picture
from benchmarks.common.progress import progress
from benchmarks.common.results import RESULTS
from benchmarks.common.tables import Grid, show
from benchmarks.names.inputs import ABSENT, Question, read_questions
from benchmarks.names.picture import draw_accuracy
from benchmarks.names.spellings import glued

MIN_SCORE = 70
AT = 5
INSIDE, COUNTRY = "inside the township", "over the country"
PEERS: dict[str, dict[str, Any]] = {
    "WRatio": {"scorer": fuzz.WRatio},
    "ratio": {"scorer": fuzz.ratio},
    "WRatio, default_process": {"scorer": fuzz.WRatio, "processor": utils.default_process},
}
Answers = Callable[[Question], Sequence[str]]


def is_hit(question: Question, answers: Iterable[str]) -> bool:
    """Tell whether an answer is what was meant, or as near to the spelling.

    Parameters
    ----------
    question : Question
        What was asked.
    answers : iterable of str
        Names in the list's spelling.

    Returns
    -------
    bool
        True for one right answer.
    """
    meant, spelling = glued(question.name), glued(question.spelling)
    errors = OSA.distance(spelling, meant)
    return any(
        glued(name) == meant or OSA.distance(spelling, glued(name)) <= errors for name in answers
    )


def ours(place: str) -> Answers:
    """Return our answers, inside the township or over the country."""
    match = geodistricts.match
    if place == COUNTRY:
        return lambda one: [found.district.name for found in match(one.spelling, limit=AT)]
    return lambda one: [
        found.district.name
        for found in match(one.spelling, one.city, one.township, limit=AT, min_score=MIN_SCORE)
        if not found.outside
    ]


def peer(place: str, **options: Any) -> Answers:
    """Return rapidfuzz's answers over the same names."""
    everything = geodistricts.Gazetteer.open().table.select(["name", "city", "township"])
    gazetteer = geodistricts.Gazetteer.open()
    names: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for name, city, township in zip(*(c.to_pylist() for c in everything.columns), strict=True):
        names[gazetteer.city(city).name, gazetteer.township(township).name][name] = None
    choices = {where: list(known) for where, known in names.items()}
    country = list(dict.fromkeys(name for known in choices.values() for name in known))

    def answer(one: Question) -> Sequence[str]:
        listed = country if place == COUNTRY else choices[one.city, one.township]
        found = process.extract(one.spelling, listed, limit=AT, score_cutoff=MIN_SCORE, **options)
        return [name for name, _, _ in found]

    return answer


def measure(
    answers: Answers, questions: dict[str, list[Question]]
) -> dict[str, tuple[float, float]]:
    """Ask every question of each class.

    Parameters
    ----------
    answers : callable
        Gives up to five names for a question.
    questions : dict of str to list of Question
        By class.

    Returns
    -------
    dict of str to (float, float)
        By class, recall at 1 and at 5; of absent names, false acceptance and NaN.
    """
    shares = {}
    for kind, asked in questions.items():
        given = [answers(one) for one in asked]
        if kind == ABSENT:
            shares[kind] = sum(map(bool, given)) / len(asked), float("nan")
        else:
            pairs = list(zip(asked, given, strict=True))
            first = sum(is_hit(one, names[:1]) for one, names in pairs)
            shares[kind] = first / len(asked), sum(is_hit(*pair) for pair in pairs) / len(asked)
    return shares


def table(place: str, questions: dict[str, list[Question]]) -> Grid:
    """Ask everybody, and make the table: a row a class, a column a contender."""
    contenders = {OURS: ours(place)}
    contenders |= {name: peer(place, **options) for name, options in PEERS.items()}
    columns = []
    for name, answers in contenders.items():
        progress(f"{place}: {name}")
        columns.append(measure(answers, questions))
    rows = []
    for kind, asked in questions.items():
        cells = [
            f"{first:.1%}" if kind == ABSENT else f"{first:.1%} / {five:.1%}"
            for first, five in (shares[kind] for shares in columns)
        ]
        shown = "absent: false acceptance" if kind == ABSENT else kind
        rows.append([shown, f"{len(asked):,}", *cells])
    return Grid(place.capitalize(), ["Class", "Questions", *contenders], rows)


def misses(questions: dict[str, list[Question]]) -> Iterable[tuple[str, ...]]:
    """List what we get wrong inside the township, for whoever improves the fold."""
    answers = ours(INSIDE)
    for kind, asked in questions.items():
        for one in asked:
            given = answers(one)
            if bool(given) if kind == ABSENT else not is_hit(one, given[:1]):
                yield kind, one.spelling, one.name, f"{one.township} {one.city}", ", ".join(given)


@click.command(context_settings=HELP)
@quick_option("50 questions of each class, 5 over the country", of_each=50, country_sample=5)
@of_each_option()
@click.option("--country-sample", type=click.IntRange(1), default=300, show_default=True,
              help="Questions of each class asked over the country.")  # fmt: skip
@misses_option()
@save_option("names.md")
def main(of_each: int, country_sample: int, listing: bool, save: bool) -> None:
    """Count how often a spelling leads to its district, ours beside rapidfuzz.

    Recall at 1 and at 5 by class of error, inside the township and over the country, and how
    often a name that the township does not have is accepted all the same. A full run takes
    about nine minutes, most of which are rapidfuzz's over the country; --misses ten seconds.

    Example: python -m benchmarks.names.accuracy --misses
    """
    questions = some_of_each(read_questions(), of_each)
    if listing:
        print_misses(misses(questions))
        return
    present = {kind: asked for kind, asked in questions.items() if kind != ABSENT}
    tables = []
    for place, asked in ((INSIDE, questions), (COUNTRY, some_of_each(present, country_sample))):
        tables.append(table(place, asked))
        show(tables[-1]._replace(title=f"Recall at 1 / at 5, {place}"))
    if save:
        inside, country = tables
        picture = "![Inside the township, ours and rapidfuzz's](names.png)"
        blocks: list[str | Grid] = [inside, picture, country]
        save_tables("names.md", "Names: recall at 1 / at 5, ours and rapidfuzz's", blocks)
        save_picture(draw_accuracy(), RESULTS / "names.png")


if __name__ == "__main__":
    main()
