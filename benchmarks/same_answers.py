"""Record the answers of some 50,000 calls, and compare two recordings.

For whoever moves walls: record before the first move and after the last, then compare. Every
public function is asked, and every method of a gazetteer, on the committed points, names and
addresses, with good arguments and bad ones; each answer is written out whole, errors with
their texts, floats to the last bit.

    python -m benchmarks.same_answers record before.jsonl.gz
    python -m benchmarks.same_answers compare before.jsonl.gz after.jsonl.gz
"""

from __future__ import annotations

import dataclasses
import gzip
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

import click
import numpy as np
from click.testing import CliRunner

import geodistricts as gd
from benchmarks.addresses.inputs import read_addresses
from benchmarks.addresses.order_inputs import read_orders
from benchmarks.common.points import read_points
from benchmarks.names.inputs import Question, read_questions
from geodistricts.cli import cli

Call = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]
_SHOWN = 10


def call(function: Callable[..., Any], *arguments: Any, **named: Any) -> Call:
    """Note a call, to be made later."""
    return function, arguments, named


def point_calls(gazetteer: gd.Gazetteer) -> Iterator[Call]:
    """Ask about points: inside, at sea, far away, impossible."""
    latitudes, longitudes = (degrees[:4_000] for degrees in read_points())
    points = list(zip(latitudes.tolist(), longitudes.tolist(), strict=True))
    for lat, lon in points:
        yield call(gd.nearest, lat, lon)
        yield call(gd.reverse, lat, lon)
    for number, (lat, lon) in enumerate(points[:600]):
        yield call(gd.neighbors, lat, lon, k=1 + number % 7)
        yield call(gd.neighbors, lat, lon, 5, 2_000.0)
        yield call(gd.neighbors, lat, lon, 3, city=1 + number % 81)
        yield call(gd.within, west=lon, south=lat, east=lon + 0.02, north=lat + 0.02)
        yield call(gd.nearest, lat, lon, max_distance=300)
        yield call(gd.reverse, lat + 0.7, lon - 0.7)
        yield call(gd.reverse, lat + 0.7, lon - 0.7, None)
    odd = [0.0, 36.0, 41, 90, 91, -181, True, float("nan"), float("inf"), "41", None]
    for lat in odd:
        for lon in odd:
            yield call(gd.nearest, lat, lon)
            yield call(gd.reverse, lat, lon)
            yield call(gd.neighbors, lat, lon)
            yield call(gd.within, west=lon, south=lat, east=lon, north=90)
    for lats, lons in ((latitudes, longitudes), (latitudes + 0.7, longitudes - 0.7), ([], [])):
        for limit in (None, 500.0, -1):
            yield call(gd.nearest_many, lats, lons, limit)
            yield call(gd.reverse_many, lats, lons, limit)
    for pair in (([41.0], []), ([[41.0]], [[29.0]]), (["41"], [29.0]), ([41.0, 95.0], [29.0, 29])):
        yield call(gd.nearest_many, *pair)
        yield call(gd.reverse_many, *pair)
    pks = gazetteer.nearest_many(latitudes[:300], longitudes[:300])[0]
    yield call(gazetteer.districts, [*pks.tolist(), -1, None])
    yield call(gazetteer.districts, [*pks.tolist(), 10**9])


def name_calls(gazetteer: gd.Gazetteer) -> Iterator[Call]:
    """Ask about names: in their township, their city, the country; whole and half typed."""
    questions = [one for of_kind in read_questions().values() for one in of_kind]
    for number, asked in enumerate(questions):
        yield call(gd.match, asked.spelling, asked.city, asked.township)
        if number % 4 == 0:
            yield call(gd.normalize, asked.spelling)
        if number % 8 == 0:
            yield call(gd.match, asked.spelling, asked.city)
            yield call(gd.suggest, asked.spelling[: 2 + number % 5], asked.city, asked.township)
            yield call(gazetteer.district, asked.spelling, asked.city, asked.township)
        if number % 32 == 0:
            yield call(gd.match, asked.spelling, limit=20, min_score=50)
            yield call(gd.suggest, asked.spelling[: 1 + number % 7])
    some = questions[::3]
    for place in (
        {},
        {"city": [one.city for one in some]},
        {"city": "Ankara", "township": "Mamak"},
    ):
        yield call(gd.match_many, [one.spelling for one in some], **place)
    for name in ("", " ", "(", "()", "mah", "34", "\u0307", "x" * 300, "Merkez", None, 5, b"a"):
        yield call(gd.normalize, name)
        yield call(gd.match, name)
        yield call(gd.suggest, name, "Bolu")
        yield call(gd.match_many, [name, "Merkez"])
        yield call(gazetteer.district, name)
    yield call(gd.match, "Moda", limit=0)
    yield call(gd.match, "Moda", min_score=101)
    yield call(gd.match_many, "Moda")
    yield call(gd.match_many, ["Moda", "Moda"], city=["İstanbul"])


def place_calls(gazetteer: gd.Gazetteer) -> Iterator[Call]:
    """Ask for cities and townships, by number, name and record."""
    for city in gazetteer.cities:
        yield call(gazetteer.city, city.pk)
        yield call(gazetteer.city, city.display_name)
        yield call(gazetteer.townships_of, city)
        yield call(gazetteer.township, "Merkez", city)
        yield call(city.to_dict)
        for township in gazetteer.townships_of(city):
            yield call(gazetteer.township, township.display_name)
            yield call(gazetteer.township, township.name.lower(), city.pk)
            yield call(gazetteer.districts_of, township)
            yield call(township.to_dict)
    for district in gazetteer.districts(gazetteer.table["pk"][::97]):
        if district is not None:
            yield call(gazetteer.district, district.pk)
            yield call(district.to_dict)
            yield call(district.as_dict)
    for value in (0, -1, 82, 10**9, True, 4.0, None, "İstanpoli", "Kale", "", "34", "99"):
        yield call(gazetteer.city, value)
        yield call(gazetteer.township, value)
        yield call(gazetteer.district, value)
        yield call(gazetteer.districts_of, value)


def fields_of(asked: Question, number: int) -> dict[str, Any]:
    """Make the fields of an order, each in turn right, wrong, swapped or missing."""
    ways: list[Callable[[], Mapping[str, Any]]] = [
        lambda: {"city": asked.city, "township": asked.township},
        lambda: {"city": asked.township, "township": asked.city},
        lambda: {"city": asked.city},
        lambda: {"township": asked.township},
        lambda: {"city": "İzmir", "township": asked.township},
        lambda: {"city": asked.city, "township": "Merkez"},
        lambda: {"city": asked.city, "postal_code": f"{1000 + number * 7 % 80000:05d}"},
        lambda: {"city": asked.city.lower(), "latitude": "39,9", "longitude": 32.8},
    ]
    return {"district": asked.spelling, **ways[number % len(ways)]()}


def address_calls() -> Iterator[Call]:
    """Ask about addresses, in fields and in lines."""
    questions = [one for of_kind in read_questions().values() for one in of_kind]
    orders = [fields_of(asked, number) for number, asked in enumerate(questions[::2])]
    for order in orders:
        yield call(gd.validate, **order)
    for asked in questions[1::16]:
        yield call(gd.resolve, asked.city, asked.township, asked.spelling)
    lines = read_addresses()
    for line in lines:
        yield call(gd.parse, line.text)
    for line in lines[::5]:
        yield call(gd.parse, line.text, line.city, line.township)
    for whole in read_orders("learn")[::2]:
        yield call(gd.validate, *whole.fields, address=whole.address)
    for text in ("", "34", "Kadıköy", "\n", "İstanbul " * 50, None, 7):
        yield call(gd.parse, text)
        yield call(gd.validate, text)
        yield call(gd.validate, district=text, postal_code=text)
        yield call(gd.resolve, text, text, text)
    yield call(gd.parse, "Moda", city="Nirgendwo")
    yield call(gd.parse_many, [line.text for line in lines])
    yield call(
        gd.parse_many, [line.text for line in lines[:50]], city="İstanbul", township=[""] * 50
    )
    yield call(gd.parse_many, ["Moda", None, float("nan")], city=40.0)
    yield call(gd.parse_many, "Moda")
    yield call(gd.parse_many, ["Moda", 5])
    yield call(gd.parse_many, ["Moda"], city=["a", "b"])
    columns = {name: [order.get(name) for order in orders] for name in ("city", "township")}
    yield call(gd.validate_many, district=[order["district"] for order in orders], **columns)
    yield call(gd.validate_many, city="İstanbul", district=["Moda"], latitude=[1, 2])
    yield call(gd.validate_many)


def command_calls() -> Iterator[Call]:
    """Run the command line, for people and for programs."""
    for words in (
        ["nearest", "41.0636", "28.8515"],
        ["nearest", "36", "20", "--max-distance", "1000"],
        ["reverse", "40.9744", "29.0215"],
        ["neighbors", "41", "29", "-k", "3", "--city", "ankara"],
        ["match", "100.yıl mh", "--city", "ankar", "--township", "cankaya"],
        ["suggest", "fener", "--city", "34"],
        ["suggest", "fener", "--city-pk", "40"],
        ["normalize", "YÜZÜNCÜ YIL"],
        ["validate", "--city", "Kadıköy", "--township", "istnbul", "--district", "cafreağa"],
        ["parse", "MODA CD.NO:45 D:3 CAFERAĞA MAH.KADIKÖY / İSTNBUL"],
        ["nearest", "95", "29"],
        ["match", "Moda", "--city", "Nirgendwo"],
        ["enrich", "no-such-file.csv", "out.csv", "--address", "a"],
    ):
        yield call(run_command, *words)
        yield call(run_command, *words, "--json")
    for command in ("nearest", "reverse", "neighbors", "match", "suggest", "normalize", "validate",
                    "parse", "enrich", "info", "verify"):  # fmt: skip
        yield call(run_command, command, "--help")


def run_command(*words: str) -> tuple[int, str, str]:
    """Return a command's exit code, what it printed, and the error that ended it."""
    result = CliRunner().invoke(cli, list(words), standalone_mode=False)
    return result.return_value or result.exit_code, result.output, repr(result.exception)


def plain(value: Any, districts: dict[int, gd.District]) -> Any:
    """Write an answer out as JSON has it; districts as pks, whose records are noted."""
    if isinstance(value, gd.District):
        districts[value.pk] = value
        return f"district {value.pk}"
    if isinstance(value, (gd.City, gd.Township)):
        return [type(value).__name__, *(plain(one, districts) for one in value)]
    if isinstance(value, np.ndarray):
        return [str(value.dtype), [repr(one) for one in value.tolist()]]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value)]
        return {name: plain(getattr(value, name), districts) for name in names}
    if hasattr(value, "_asdict"):
        return {name: plain(one, districts) for name, one in value._asdict().items()}
    if isinstance(value, Mapping):
        return {str(name): plain(one, districts) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one, districts) for one in value]
    return repr(value)


def record_calls() -> Iterator[list[Any]]:
    """Make every call; yield the function, its arguments and its answer."""
    gazetteer = gd.Gazetteer.open()
    districts: dict[int, gd.District] = {}
    for calls in (
        point_calls(gazetteer),
        name_calls(gazetteer),
        place_calls(gazetteer),
        address_calls(),
        command_calls(),
    ):
        for function, arguments, named in calls:
            try:
                answer = plain(function(*arguments, **named), districts)
            except Exception as error:
                answer = f"{type(error).__name__}: {error}"
            yield [function.__name__, repr((arguments, named))[:400], answer]
    for pk in sorted(districts):
        yield ["District", str(pk), [repr(one) for one in districts[pk]]]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Record the answers of some 50,000 calls, or compare two recordings."""


@main.command()
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
def record(target: Path) -> None:
    """Make the calls, and write their answers to TARGET (.jsonl.gz); about a minute."""
    made: Counter[str] = Counter()
    with gzip.open(target, "wt", encoding="utf-8", compresslevel=4) as file:
        for line in record_calls():
            made[line[0]] += 1
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    for name, count in sorted(made.items()):
        click.echo(f"{count:7,} {name}")
    click.echo(f"{made.total() - made['District']:7,} calls in all")


@main.command()
@click.argument("before", type=click.Path(exists=True, path_type=Path))
@click.argument("after", type=click.Path(exists=True, path_type=Path))
def compare(before: Path, after: Path) -> None:
    """Compare two recordings line by line; exit code 1 where any answer differs."""
    with (
        gzip.open(before, "rt", encoding="utf-8") as old,
        gzip.open(after, "rt", encoding="utf-8") as new,
    ):
        pairs = list(zip_longest(old, new, fillvalue=""))
    differing = [pair for pair in pairs if pair[0] != pair[1]]
    for was, now in islice(differing, _SHOWN):
        click.echo(f"- {was[:600].rstrip()}\n+ {now[:600].rstrip()}")
    click.echo(f"{len(pairs):,} lines, {len(differing):,} differ")
    sys.exit(bool(differing))


if __name__ == "__main__":
    main()
