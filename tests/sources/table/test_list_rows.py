"""Lists: every row understood, or left out and told, or an error that names it."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from geodistricts.errors import SourceError
from geodistricts.snapshot.format import CITIES, TOWNSHIPS
from geodistricts.sources.numbering import read_previous
from geodistricts.sources.platform import Bundled, PlatformLists, build_snapshot
from geodistricts.sources.platform import Origin as Of
from geodistricts.sources.table.lists import ListFiles, read_lists
from small_platforms import PLACES, Row, numbered_rows, write_csv, write_lender

NUMBERED = "id,ad,ilçe,il\n1,KAYA MAH,5,8\n2,TEPE MAH,6,9\n"
NAMED = "id,ad,ilçe,il\n1,KAYA MAH,Seyhan,Adana\n2,TEPE MAH,MERKEZ,BOLU\n3,DERE MAH,SEYHAN,ADANA\n"


@pytest.fixture(scope="module")
def lender(tmp_path_factory: pytest.TempPathFactory) -> Bundled:
    """Return a small snapshot that lends numbers."""
    return write_lender(tmp_path_factory.mktemp("lender") / "snapshot")


class Reader:
    """Reads lists that are written here."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(
        self,
        districts: str,
        townships: str | None = None,
        cities: str | None = None,
        *,
        previous: dict[str, pa.Table] | None = None,
        bundled: Bundled | None = None,
    ) -> PlatformLists:
        files: dict[str, Path] = {}
        texts = {"districts": districts, "townships": townships, "cities": cities}
        for name, text in texts.items():
            if text is not None:
                files[name] = self._folder / f"{name}.csv"
                files[name].write_text(text, encoding="utf-8")
        return read_lists(ListFiles(**files), {}, None, previous or {}, bundled)


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    return Reader(tmp_path)


def rows(table: pa.Table | None) -> list[tuple[Any, ...]]:
    assert table is not None
    wanted = [name for name in ("pk", "name", "city", "township") if name in table.schema.names]
    return [tuple(row.values()) for row in table.select(wanted).to_pylist()]


def notes(lists: PlatformLists) -> list[tuple[str, str]]:
    told = [note for note in lists.notes if not note.kind.startswith("columns of")]
    return [(note.kind, note.subject) for note in told]


def test_numbers_alone(read: Reader) -> None:
    lists = read(NUMBERED)
    assert rows(lists.districts) == [(1, "KAYA MAH", 8, 5), (2, "TEPE MAH", 9, 6)]
    assert (lists.townships, lists.cities) == (None, None)
    assert [note.subject for note in lists.notes] == [
        "the districts' numbers: 'id'",
        "their names: 'ad'",
        "their townships (name or number): 'ilçe'",
        "their cities (name or number): 'il'",
    ]


def test_names_that_lists_have_numbers_for(read: Reader) -> None:
    townships = "no,ilçe,il\n71,SEYHAN,ADANA\n72,MERKEZ,ADANA\n73,Merkez,BOLU\n"
    cities = "kod,il\n8,Adana\n9,Bolu\n"
    lists = read(NAMED, townships, cities)
    assert rows(lists.districts) == [
        (1, "KAYA MAH", 8, 71),
        (2, "TEPE MAH", 9, 73),
        (3, "DERE MAH", 8, 71),
    ]
    assert rows(lists.townships) == [(71, "SEYHAN", 8), (72, "MERKEZ", 8), (73, "Merkez", 9)]
    assert rows(lists.cities) == [(8, "Adana"), (9, "Bolu")]


def test_townships_tell_the_cities(read: Reader) -> None:
    districts = "id,ad,ilçe\n1,KAYA MAH,5\n2,TEPE MAH,6\n"
    lists = read(districts, "id,ad,il\n5,SEYHAN,8\n6,MERKEZ,9\n")
    assert rows(lists.districts) == rows(read(NUMBERED).districts)
    lists = read(NUMBERED, "id,ad\n5,SEYHAN\n6,MERKEZ\n7,NOWHERE\n")
    assert rows(lists.townships) == [(5, "SEYHAN", 8), (6, "MERKEZ", 9)]
    assert notes(lists) == [("township left out: no district, so no city", "7 ('NOWHERE')")]


def test_names_beside_numbers(read: Reader) -> None:
    lists = read(
        "id,ad,ilce_id,ilce,il_id,il\n1,A,5,SEYHAN,8,ADANA\n2,B,5,Seyhan,8,\n"
        "3,C,5,SEYHAN,8,ADANA\n4,D,5,CEYHAN,8,ADANA\n"
    )
    assert rows(lists.townships) == [(5, "SEYHAN", 8)]
    assert rows(lists.cities) == [(8, "ADANA")]
    kind = "township of several names; it has the one that most rows have"
    assert notes(lists) == [(kind, "5: 'SEYHAN', 'CEYHAN'")]


def test_names_get_the_lenders_numbers(read: Reader, lender: Bundled) -> None:
    lists = read(NAMED + "4,GÖL MAH,ABANT,BOLU\n", bundled=lender)
    assert rows(lists.cities) == [(1, "Adana"), (2, "BOLU")]
    assert rows(lists.townships) == [(1, "Seyhan", 1), (3, "MERKEZ", 2), (4, "ABANT", 2)]
    kind = "places that the list only names, numbered by this build"
    assert notes(lists) == [(kind, "cities: 2"), (kind, "townships: 3")]


def test_names_keep_their_numbers(read: Reader, lender: Bundled, tmp_path: Path) -> None:
    """Whatever is lent later, and whatever comes or goes."""
    first = read(NAMED)
    assert rows(first.townships) == [(1, "Seyhan", 1), (2, "MERKEZ", 2)]
    out = tmp_path / "snapshot"
    build_snapshot(first, out, None, Of("test", "test"), {})
    later = NAMED.replace("1,KAYA MAH,Seyhan", "1,KAYA MAH,CEYHAN").replace("SEYHAN", "CEYHAN")
    lists = read(later, previous=read_previous(out), bundled=lender)
    assert rows(lists.cities) == [(1, "Adana"), (2, "BOLU")]
    assert rows(lists.townships) == [(2, "MERKEZ", 2), (3, "CEYHAN", 1)]
    build_snapshot(lists, out, None, Of("test", "test"), read_previous(out), allow_shrink=True)
    back = read(NAMED, previous=read_previous(out), bundled=lender)
    assert rows(back.townships) == rows(first.townships)


def test_the_order_of_rows_does_not_matter(read: Reader) -> None:
    heading, *lines = NAMED.splitlines(keepends=True)
    one, other = read(NAMED), read("".join([heading, *reversed(lines)]))
    assert one.districts.equals(other.districts)
    assert one.townships is not None
    assert one.townships["pk"].equals(other.townships["pk"] if other.townships else None)


def test_values_of_all_columns(read: Reader) -> None:
    lists = read(
        "id;ad;ilçe;il;enlem;boylam;posta kodu;aktif\n"
        "1;A;5;8;37,5;35,25;1720;evet\n2;B;5;8;;;;hayır\n3;C;5;8;27.5;39.0;abc;\n"
        "4;D;5;8;0;0;01720;1\n5;E;5;8;37,5;;;\n6;F;5;8;x;y;;\n7;G;5;8;50;10;;\n"
    )
    wanted = lists.districts.select(["latitude", "longitude", "postal_code", "is_active"])
    first, second, third, *_ = (tuple(row.values()) for row in wanted.to_pylist())
    assert first == (37.5, 35.25, "01720", True)
    assert second == (None, None, None, False)
    assert third == (None, None, None, True)
    assert [subject.split(":")[0] for _, subject in notes(lists)] == [
        "district 3 ('C')",
        "district 4 ('D')",
        "district 5 ('E')",
        "district 6 ('F')",
        "district 7 ('G')",
        "district 3 ('C')",
    ]
    assert [kind.split(": ")[1] for kind, _ in notes(lists)] == [
        "swapped",
        "zero",
        "only one of the two",
        "no numbers",
        "out of range",
        "not five digits",
    ]


def test_rows_that_are_left_out(read: Reader) -> None:
    lists = read(
        f"{NUMBERED},,,\n,X MAH,5,8\n4,,5,8\n5,Y MAH,,8\n6,Z MAH,5,\n2,TEPE MAH,6,9\nTotal,,,\n"
    )
    assert rows(lists.districts) == rows(read(NUMBERED).districts)
    assert notes(lists) == [
        ("row left out: no pk", "districts.csv: row 5 ('X MAH', '5')"),
        ("row left out: no name", "districts.csv: row 6 ('4', '5')"),
        ("row left out: no township", "districts.csv: row 7 ('5', 'Y MAH')"),
        ("row left out: no city", "districts.csv: row 8 ('6', 'Z MAH')"),
        ("row left out: no name", "districts.csv: row 10 ('Total')"),
        (
            "row left out: there already, with the same content",
            "districts.csv: row 9 (number 2)",
        ),
    ]


MANY = "".join(f"{pk},X{pk} MAH,{'' if pk < 130 else 5},8\n" for pk in range(100, 200))
TOWNSHIPS_LIST = "id,ad,il\n5,SEYHAN,8\n6,SEYHAN,9\n"
FAULTS: dict[str, tuple[tuple[str, ...], str]] = {
    "no number": (
        (NUMBERED.replace("2,T", "A-2,T"),),
        "districts.csv: row 3: pk is 'A-2', not a whole number from 1 to 2,147,483,647; correct "
        "it, or name the right column as --pk-column",
    ),
    "a number twice": (
        (f"{NUMBERED}2,DERE MAH,6,9\n",),
        "districts.csv: row 4: number 2 is row 3's too, with other content; remove one, or name "
        "the column of the numbers as --pk-column",
    ),
    "many without a township": (
        (NUMBERED + MANY,),
        "districts.csv: row 4: no township, and 30 of 102 rows lack something; fill them in, or "
        "name the column as --township-column",
    ),
    "nothing is left": (
        ("id,ad,ilçe,il\n1,,5,8\n",),
        "districts.csv: row 2: no name, and 1 of 1 rows lack something; fill them in, or name "
        "the column as --name-column",
    ),
    "names among numbers": (
        (f"{NUMBERED}3,DERE MAH,SEYHAN,8\n",),
        "districts.csv: row 4: township is 'SEYHAN', a name, and in row 2 '5', a number; write "
        "either in all rows",
    ),
    "a township in two cities": (
        (f"{NUMBERED}3,DERE MAH,5,9\n",),
        "districts.csv: row 4: township 5 is in city 9, elsewhere in city 8; correct the one or "
        "the other",
    ),
    "a township that is not listed": (
        ("id,ad,ilçe,il\n1,A,MERKEZ,8\n", TOWNSHIPS_LIST),
        "districts.csv: row 2: township 'MERKEZ' is not in their list; correct it, or add it to "
        "the list of township names",
    ),
    "a township that is two": (
        ("id,ad,ilçe\n1,A,SEYHAN\n", TOWNSHIPS_LIST),
        "districts.csv: row 2: township 'SEYHAN' is the name of several in their list; write "
        "their numbers",
    ),
    "a number that is not listed": (
        ("id,ad,ilçe\n1,A,7\n", TOWNSHIPS_LIST),
        "districts.csv: row 2: township 7 is not in ",
    ),
    "cities by name and by number": (
        ("id,ad,ilçe,il\n1,A,5,ADANA\n", TOWNSHIPS_LIST),
        "one names the cities, the other has numbers; give a list with both as --cities",
    ),
    "no cities at all": (
        ("id,ad,ilçe\n1,A,5\n", "id,ad\n5,SEYHAN\n"),
        "no column is known to hold their cities (name or number); the headings are 'id', 'ad', "
        "'ilçe'; name one as --city-column",
    ),
    "a truth that is none": (
        ("id,ad,ilçe,il,aktif\n1,A,5,8,belki\n",),
        "districts.csv: row 2: active is 'belki', not true, evet, aktif or 1, or false",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_cannot_be_understood(read: Reader, fault: str) -> None:
    texts, problem = FAULTS[fault]
    with pytest.raises(SourceError) as raised:
        read(*texts)
    assert problem in str(raised.value)
    assert "\n" not in str(raised.value)


def test_bare_numbers_are_recognised_as_in_a_crawl(lender: Bundled, tmp_path: Path) -> None:
    listed: list[Row] = numbered_rows()
    file = write_csv(tmp_path / "list.csv", listed)
    lists = read_lists(ListFiles(file), {}, None, {}, lender)
    report = build_snapshot(lists, tmp_path / "out", lender, Of("test", "test"), {})
    for name, level, first in ((CITIES, 0, 8), (TOWNSHIPS, 1, 71)):
        names = list(dict.fromkeys(place[level] for place in PLACES))
        found = report.tables[name].select(["pk", "name"]).to_pylist()
        assert found == [{"pk": first + at, "name": name} for at, name in enumerate(names)]
