"""Measure how often a spelling, or a line of text, leads to its district.

Names: ours beside rapidfuzz's ``extractOne`` over the same names, inside the township and over the
country. Recall at 1 (at 5): the district that is meant comes first (among the first five);
one whose name is as near to the spelling counts as well. False acceptance: a name that the
township does not have comes back above the score all the same.

Orders: the verdicts of ``validate`` on the same spellings.

Addresses: ours beside the plain baselines, by way of writing; ``address_scores`` says what is
counted.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click
from rapidfuzz import fuzz, process, utils
from rapidfuzz.distance import OSA
from rich import box
from rich.console import Console
from rich.progress import track
from rich.table import Table

# As a program, this file sees its own folder only.
sys.path.append(str(Path(__file__).resolve().parents[2]))

import geodistricts
from benchmarks.addresses.baseline import answers_of_longest_name, answers_of_partial_ratio
from benchmarks.addresses.inputs import read_addresses
from benchmarks.addresses.order_verdicts import order_table, wrongly_accepted
from benchmarks.addresses.report import address_tables, markdown_lines, print_table, read_places
from benchmarks.addresses.scores import LEVELS, Answer, is_exact
from benchmarks.names.inputs import Question, read_questions
from benchmarks.names.make_inputs import bare
from geodistricts.basics.letters import fold

RESULTS = Path(__file__).resolve().parents[1] / "results"
MIN_SCORE = 70
AT = 5
OURS = "geodistricts"
ABSENT = "absent"
INSIDE, COUNTRY = "inside the township", "over the country"
PEERS: dict[str, dict[str, Any]] = {
    "WRatio": {"scorer": fuzz.WRatio},
    "ratio": {"scorer": fuzz.ratio},
    "WRatio, default_process": {"scorer": fuzz.WRatio, "processor": utils.default_process},
}
Answers = Callable[[Question], Sequence[str]]


def glued(name: str) -> str:
    """Reduce a name to its letters and digits: what errors are counted in."""
    return fold(bare(name.partition("(")[0])).replace(" ", "")


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
    answers: Answers, questions: dict[str, list[Question]], label: str
) -> dict[str, tuple[float, float]]:
    """Ask every question of each class.

    Parameters
    ----------
    answers : callable
        Gives up to five names for a question.
    questions : dict of str to list of Question
        By class.
    label : str
        For the progress bar.

    Returns
    -------
    dict of str to (float, float)
        By class, recall at 1 and at 5; of absent names, false acceptance and NaN.
    """
    shares = {}
    for kind, asked in track(
        questions.items(), label, console=Console(stderr=True), transient=True
    ):
        given = [answers(one) for one in asked]
        if kind == ABSENT:
            shares[kind] = sum(map(bool, given)) / len(asked), float("nan")
        else:
            pairs = list(zip(asked, given, strict=True))
            first = sum(is_hit(one, names[:1]) for one, names in pairs)
            shares[kind] = first / len(asked), sum(is_hit(*pair) for pair in pairs) / len(asked)
    return shares


def misses(questions: dict[str, list[Question]], place: str) -> Iterable[tuple[str, ...]]:
    """List what we get wrong, for whoever improves the fold."""
    answers = ours(place)
    for kind, asked in questions.items():
        for one in asked:
            given = answers(one)
            if bool(given) if kind == ABSENT else not is_hit(one, given[:1]):
                yield kind, one.spelling, one.name, f"{one.township} {one.city}", ", ".join(given)


def answers_of_parse(texts: Sequence[str]) -> list[Answer]:
    """Answer lines by ``geodistricts.parse``."""
    parsed = (geodistricts.parse(text) for text in texts)
    return [
        Answer(
            one.city and one.city.pk,
            one.township and one.township.pk,
            one.district and one.district.pk,
            one.confidence,
        )
        for one in parsed
    ]


ADDRESS_PARSERS: dict[str, Callable[[Sequence[str]], list[Answer]]] = {
    OURS: answers_of_parse,
    "longest name": answers_of_longest_name,
    "partial_ratio": answers_of_partial_ratio,
}


def name_report(country_sample: int) -> list[str]:
    """Measure names, print the tables, and return them as Markdown."""
    questions = read_questions()
    sampled = {
        kind: asked[:: max(1, len(asked) // country_sample)][:country_sample]
        for kind, asked in questions.items()
        if kind != ABSENT
    }
    lines = ["# Names: recall at 1 / at 5, ours and rapidfuzz's", ""]
    for place, asked in ((INSIDE, questions), (COUNTRY, sampled)):
        columns = {OURS: measure(ours(place), asked, f"ours, {place}")}
        for name, options in PEERS.items():
            columns[name] = measure(peer(place, **options), asked, f"{name}, {place}")
        lines += table_lines(place, asked, columns)
    return lines


def order_report() -> list[str]:
    """Measure verdicts, print the table, and return it as Markdown."""
    table = order_table(read_questions())
    print_table(table)
    return ["# Orders: verdicts", "", *markdown_lines([table])]


def address_report() -> list[str]:
    """Measure addresses, print the tables, and return them as Markdown."""
    addresses = read_addresses()
    texts = [one.text for one in addresses]
    answers = {name: parser(texts) for name, parser in ADDRESS_PARSERS.items()}
    tables = address_tables(addresses, answers, read_places())
    for table in tables:
        print_table(table)
    return ["# Addresses: ours and plain baselines", "", *markdown_lines(tables)]


def address_misses() -> Iterable[tuple[str, ...]]:
    """List the lines that we get wrong, with what is expected and what came."""
    addresses, places = read_addresses(), read_places()
    answers = answers_of_parse([one.text for one in addresses])
    for address, answer in zip(addresses, answers, strict=True):
        wrong = [level for level in LEVELS if not is_exact(address, answer, level, places)]
        if wrong:
            expected = address.city, address.township, address.district
            yield address.kind, repr(address.text), " ".join(wrong), str(expected), str(answer)


@click.command()
@click.argument("what", type=click.Choice(["all", "names", "orders", "addresses"]), default="all")
@click.option("--country-sample", default=300, show_default=True,
              help="Questions of each class asked over the country.")  # fmt: skip
@click.option("--misses", "listing", is_flag=True, help="List our misses and stop.")
@click.option("--save/--no-save", default=True, show_default=True,
              help="Write benchmarks/results/names.md, orders.md and addresses.md.")  # fmt: skip
def main(what: str, country_sample: int, listing: bool, save: bool) -> None:
    """Print how accurate names and addresses are, ours beside plain ways."""
    reports: dict[str, tuple[Callable[[], Iterable[Sequence[str]]], Callable[[], list[str]]]] = {
        "names": (partial(misses, read_questions(), INSIDE), partial(name_report, country_sample)),
        "orders": (partial(wrongly_accepted, read_questions()), order_report),
        "addresses": (address_misses, address_report),
    }
    for name, (list_misses, report) in reports.items():
        if what not in (name, "all"):
            continue
        if listing:
            for line in list_misses():
                print(" | ".join(line))
        else:
            lines = report()
            if save:
                (RESULTS / f"{name}.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def table_lines(
    place: str,
    asked: dict[str, list[Question]],
    columns: dict[str, dict[str, tuple[float, float]]],
) -> list[str]:
    """Print one place's table, and return it as Markdown."""
    table = Table(box=box.SIMPLE, title=f"Recall at 1 / at 5, {place}")
    heads = ["Class", "Questions", *columns]
    for head in heads:
        table.add_column(head, justify="left" if head == "Class" else "right")
    lines = [f"## {place.capitalize()}", "", "| " + " | ".join(heads) + " |"]
    lines.append("|---|" + "---:|" * (len(heads) - 1))
    for kind, of_kind in asked.items():
        cells = [
            f"{first:.1%}" if kind == ABSENT else f"{first:.1%} / {five:.1%}"
            for first, five in (shares[kind] for shares in columns.values())
        ]
        shown = "absent: false acceptance" if kind == ABSENT else kind
        table.add_row(shown, f"{len(of_kind):,}", *cells)
        lines.append("| " + " | ".join([shown, f"{len(of_kind):,}", *cells]) + " |")
    Console(width=120).print(table)
    return [*lines, ""]


if __name__ == "__main__":
    main()
