"""What a file of corrections may say, in which form, and what is refused with which words."""

import gzip
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geodistricts import GeodistrictsError, OverlayError
from geodistricts.gazetteer import Gazetteer

OWN = 10_000_000
HEADER = "action,pk,name,city,township,latitude,longitude,postal_code,note"


def opened(folder: Path, *lines: str, header: str = HEADER, encoding: str = "utf-8") -> Gazetteer:
    path = folder / "mine.csv"
    path.write_bytes("\n".join([header, *lines]).encode(encoding))
    return Gazetteer.open(overlay=path)


@pytest.fixture(scope="module")
def pks(bundled: Gazetteer) -> dict[str, int]:
    """Look up two districts."""
    return {
        name: bundled.district(name, "İstanbul", "Kadıköy").pk for name in ("Caferağa", "Osmanağa")
    }


# {c} and {o} are the pks of Caferağa and Osmanağa.
IMPOSSIBLE = [
    (["raname,{c},X"], "line 2: unknown action 'raname'; say add, rename, alias, move or"),
    ([",{c},X"], "line 2: unknown action ''"),
    (["rename,,X"], "line 2: rename has no pk; give the district's"),
    (["add,,X"], "line 2: add has no pk; give a number of your own, 10000000 or more"),
    (["rename,{c},"], "line 2: rename has no name"),
    (["alias,{c}, "], "line 2: alias has no name"),
    (["rename,{c},…"], "line 2: '…' is not a name"),
    (["rename,{c},X\x1b[2J"], "is not a name"),
    (["rename,{c}," + "x" * 201], "has 201 letters"),
    (["rename,4x,X"], "line 2: pk must be a whole number, not '4x'"),
    (["deactivate,35.000"], "line 2: pk must be a whole number, not '35.000'"),
    (["deactivate,٣٥"], "line 2: pk must be a whole number"),
    (["move,{c},,,,4_0.97,29"], "line 2: latitude must be degrees, such as 41.0636"),
    (["add,10000000,X,,Kadıköy,,,0000"], "line 2: postal_code must be five digits that begin"),
    (["add,10000000,X,,Kadıköy,,,99999"], "line 2: postal_code must be five digits that begin"),
    (["rename,4.5,X"], "line 2: pk must be a whole number"),
    (["rename,99999999999,X"], "line 2: pk must be 2147483647 at most, not '99999999999'"),
    (["move,{c},,,,-39.9,32.8"], "line 2: latitude -39.9 and longitude 32.8 are not in Turkey"),
    (["rename,{c},OSMANAĞA MAH"], "called 'OSMANAĞA MAH' in Kadıköy, İstanbul already"),
    (
        ["add,10000000,TAZE MAH,,Kadıköy", "add,10000001,Taze Mah,,Kadıköy"],
        "line 3: pk 10000000 is to be called 'Taze Mah'",
    ),
    (["rename,9999999,X"], "line 2: no district has the pk 9999999"),
    (["", "rename,{c},X", "rename,{c},Y"], "line 4: rename of pk {c} is said in line 3 already"),
    (["move,{c},,,,41,29", "move,{c},,,,41,29"], "line 3: move of pk {c} is said in line 2"),
    (["deactivate,{c}", "deactivate,{c}"], "line 3: deactivate of pk {c} is said in line 2"),
    (["alias,{c},Moda", "alias,{c},MODA MAH."], "line 3: alias of pk {c} is said in line 2"),
    (["move,{c},,,,41,29", "deactivate,{c}"], "line 2: move of pk {c}, which line 3 deactivates"),
    (["deactivate,{c}", "alias,{c},X"], "line 3: alias of pk {c}, which line 2 deactivates"),
    (["rename,{c},X,,,41,29"], "line 2: rename takes no latitude, here '41'"),
    (["move,{c},,,,41,29,34710"], "line 2: move takes no postal_code"),
    (["move,{c}"], "line 2: move has no latitude"),
    (["move,{c},,,,41"], "line 2: move has no longitude"),
    (["move,{c},,,,x,29"], "line 2: latitude must be degrees, such as 41.0636, not 'x'"),
    (["move,{c},,,,nan,29"], "line 2: latitude must be degrees"),
    (
        ["move,{c},,,,29,41"],
        "line 2: latitude 29.0 and longitude 41.0 would be in Turkey the other way",
    ),
    (["move,{c},,,,95,29"], "line 2: latitude must be from -90 to 90, not 95.0"),
    (["move,{c},,,,41,-181"], "line 2: longitude must be from -180 to 180"),
    (["move,{c},Osmanağa,,,41,29"], "line 2: pk {c} is CAFERAĞA MAH in Kadıköy"),
    (["rename,{c},X,Ankara"], "line 2: pk {c} is in Kadıköy, İstanbul, not in Ankara"),
    (["rename,{c},X,,Çankaya"], "line 2: pk {c} is in Kadıköy, İstanbul, not in Çankaya"),
    (["rename,{c},X,,Merkez"], "line 2: .* townships are called 'Merkez'"),
    (["rename,{c},X,Atlantis"], "line 2: no city is called 'Atlantis'; the closest are"),
    (["add,7,X MAH,,Kadıköy"], "line 2: pk 7 of an added district must be 10000000 or more"),
    (["add,10000000,X MAH"], "line 2: add has no township"),
    (["add,10000000,X MAH,Ankara,Kadıköy"], "line 2: no township is called 'Kadıköy'"),
    (["add,10000000,X MAH,,Kadıköy,41"], "line 2: no longitude; give both coordinates, or none"),
    (["add,10000000,X MAH,,Kadıköy,,,123"], "line 2: postal_code must be five digits"),
    (["add,10000000,X,,Kadıköy", "add,10000000,Y,,Kadıköy"], "line 3: add of pk 10000000 is said"),
    (["add,10000000,X,,Kadıköy", "rename,10000000,Y"], "line 3: rename of pk 10000000, which line"),
    (["rename,{c},X,1,2,3,4,5,6,7"], "line 2: 10 fields where the first line has 9"),
    (['rename,{c},"X'], "line 2: .*; check its quotes"),
]


@pytest.mark.parametrize(("lines", "problem"), IMPOSSIBLE, ids=[one[1] for one in IMPOSSIBLE])
def test_the_impossible_is_refused_by_its_line(
    tmp_path: Path, pks: dict[str, int], lines: list[str], problem: str
) -> None:
    filled = [line.format(c=pks["Caferağa"], o=pks["Osmanağa"]) for line in lines]
    padded = [line + "," * (8 - line.count(",")) if '"' not in line else line for line in filled]
    with pytest.raises(OverlayError, match=problem.format(c=pks["Caferağa"])) as raised:
        opened(tmp_path, *padded)
    assert isinstance(raised.value, GeodistrictsError)
    assert str(raised.value).startswith(f"{tmp_path / 'mine.csv'}, line ")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("action,pk,nmae", "line 1: unknown column 'nmae'; the columns are action, pk, name"),
        ("action,name", "line 1: no column pk; the first line names the columns"),
        ("pk,name", "line 1: no column action"),
        ("action,pk,PK", "line 1: column pk is there twice"),
        ("", "line 1: no column action"),
    ],
)
def test_a_header_that_cannot_be(tmp_path: Path, header: str, problem: str) -> None:
    with pytest.raises(OverlayError, match=problem):
        opened(tmp_path, header=header)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    for name, content in (
        ("gone.csv", None),
        ("noise.csv", b"\x81\x8d\x8f" * 9),
        ("cut.parquet", b"PAR1xxxx"),
        ("cut.csv.gz", gzip.compress(b"action,pk\n" * 99)[:-9]),
    ):
        if content is not None:
            (tmp_path / name).write_bytes(content)
        with pytest.raises(OverlayError, match=name):
            Gazetteer.open(overlay=tmp_path / name)
    with pytest.raises(OverlayError, match=r"cannot be read \(Is a directory\)"):
        Gazetteer.open(overlay=tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso8859-9", "cp1254"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_files_as_spreadsheets_write_them(
    tmp_path: Path, encoding: str, mark: str, end: str
) -> None:
    lines = [
        ["Action", " PK", "Name", "City", "Township", "Latitude", "Longitude", "note"],
        ["ADD", str(OWN), " YENİ  ŞAHİN MAH ", "34", "kadikoy", '"40,99"', "29.03", '"a ""b"""'],
        [""] * 8,
        ["Alias", f"{OWN}.0", "Üçgöz", "", "", "", "", ""],
    ]
    text = end.join(mark.join(line) for line in lines) + end
    path = tmp_path / "corrections.csv"
    path.write_bytes(text.encode(encoding))
    gazetteer = Gazetteer.open(overlay=path)
    added = gazetteer.district(OWN)
    assert (added.name, added.display_name) == ("YENİ ŞAHİN MAH", "Yeni Şahin Mah.")
    assert (added.latitude, added.longitude) == (40.99, 29.03)
    assert added.township.label == "Kadıköy, İstanbul"
    assert gazetteer.match("üçgöz", "34", "Kadıköy")[0].district is added
    packed = tmp_path / "corrections.csv.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert Gazetteer.open(overlay=packed).version == gazetteer.version


def test_parquet_says_the_same(tmp_path: Path, bundled: Gazetteer) -> None:
    kadikoy = bundled.township("Kadıköy").pk
    csv, parquet = tmp_path / "mine.csv", tmp_path / "mine.parquet"
    csv.write_text(
        f"action,pk,name,township_pk,latitude,longitude,postal_code\n"
        f"add,{OWN},X MAH,{kadikoy},40.99,29.03,1720\ndeactivate,7,,,,,\n",
        encoding="utf-8",
    )
    table = pa.table(
        {
            "action": ["add", "deactivate"],
            "pk": pa.array([float(OWN), 7.0]),
            "name": ["X MAH", None],
            "township_pk": pa.array([kadikoy, None], pa.int32()),
            "latitude": [40.99, None],
            "longitude": [29.03, float("nan")],
            "postal_code": pa.array([1720, None], pa.int64()),
        }
    )
    pq.write_table(table, parquet)
    gazetteer = Gazetteer.open(overlay=parquet)
    assert gazetteer.version == Gazetteer.open(overlay=csv).version
    assert gazetteer.district(OWN).postal_code == "01720"
    pq.write_table(table.set_column(0, "action", [["add", "x"]]), parquet)
    with pytest.raises(OverlayError, match=r"mine\.parquet, row 2: unknown action 'x'"):
        Gazetteer.open(overlay=parquet)


def test_the_version_is_of_what_is_said(tmp_path: Path, bundled: Gazetteer) -> None:
    first = opened(tmp_path, "deactivate,7,,,,,,,because").version
    assert first.startswith(f"{bundled.version}+overlay.")
    assert opened(tmp_path, "", "DEACTIVATE,7,,,,,,,of another reason").version == first
    assert opened(tmp_path, "deactivate,8,,,,,,,").version != first
    assert opened(tmp_path).version != bundled.version
