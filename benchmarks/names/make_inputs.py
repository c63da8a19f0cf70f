"""Make ``names.parquet``: spellings of districts' names, real and with seeded errors.

The real ones are the boundaries' names beside the list's, wherever the two differ by more
than case and type word. The errors are drawn one class at a time, all districts equally
likely; type words are left off, or written in one of the usual forms.
"""

from __future__ import annotations

from collections import defaultdict

import click
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

import geodistricts
from benchmarks.common.options import HELP
from benchmarks.names.errors import EDITS, edit_twice, letters_of
from benchmarks.names.inputs import ABSENT, NAMES, Question
from benchmarks.names.spellings import bare, glued
from geodistricts.basics.letters import upper
from geodistricts.records import District
from geodistricts.snapshot import BOUNDARIES, bundled_path

SEED = 20_251_123
COUNT = 2_000
TYPES = {
    "mahalle": ["", " Mah.", " Mah", " Mh.", " Mahallesi", " MAHALLESİ", " mahallesi"],
    "köy": ["", " Köyü", " KÖYÜ", " köyü", " Köy"],
}


def dress(name: str, district: District, rng: np.random.Generator) -> str:
    """Write a name as people do: any case, a type word or none."""
    case = rng.integers(0, 3)
    shown = name if case == 0 else upper(name) if case == 1 else name.title()
    return shown + str(rng.choice(TYPES[district.kind]))


def real_differences(districts: dict[int, District]) -> list[Question]:
    """Pair the boundaries' names with the list's where they differ."""
    boundaries = pq.read_table(bundled_path() / BOUNDARIES, columns=["name"])["name"].to_pylist()
    table = geodistricts.Gazetteer.open().table
    questions = []
    for pk, boundary, source in zip(
        *(table[column].to_pylist() for column in ("pk", "boundary", "coordinate_source")),
        strict=True,
    ):
        if source == "boundary" and bare(boundaries[boundary]) != bare(districts[pk].name):
            questions.append(question("two lists", boundaries[boundary], districts[pk]))
    return questions


def question(kind: str, spelling: str, district: District) -> Question:
    """Ask for a district where it is."""
    return Question(kind, spelling, district.name, district.city.name, district.township.name)


@click.command(context_settings=HELP)
def main() -> None:
    """Draw the spellings anew, and write names.parquet.

    The same snapshot gives the same spellings.
    """
    rng = np.random.default_rng(SEED)
    gazetteer = geodistricts.Gazetteer.open()
    districts = {pk: gazetteer.district(pk) for pk in gazetteer.table["pk"].to_pylist()}
    whole = [district for district in districts.values() if district.kind != "part"]
    questions = real_differences(districts)
    for kind, edit in EDITS.items():
        drawn = 0
        while drawn < COUNT:
            district = whole[rng.integers(len(whole))]
            name = bare(district.name)
            if "(" in name or len(letters_of(name)) < (8 if edit is edit_twice else 3):
                continue
            spelling = edit(name, rng)
            if spelling != name:
                questions.append(question(kind, dress(spelling, district, rng), district))
                drawn += 1
    names_in: defaultdict[int, set[str]] = defaultdict(set)
    semts = gazetteer.table["semt"].to_pylist()
    for one, semt in zip(districts.values(), semts, strict=True):
        names_in[one.township.pk].update(
            glued(name or "") for name in (one.name, one.village, semt)
        )
    drawn = 0
    while drawn < COUNT:
        asked, inside = (whole[place] for place in rng.integers(len(whole), size=2))
        if glued(asked.name) not in names_in[inside.township.pk]:
            where = question(ABSENT, dress(bare(asked.name), asked, rng), inside)
            questions.append(where._replace(name=asked.name))
            drawn += 1
    columns = zip(*questions, strict=True)
    table = pa.table(dict(zip(Question._fields, map(list, columns), strict=True)))
    pq.write_table(table, NAMES, compression="zstd", use_dictionary=True)
    print(f"{table.num_rows:,} questions in {NAMES}")


if __name__ == "__main__":
    main()
