"""The PTT list, read from spreadsheets made here."""

import datetime
import zipfile
from pathlib import Path

import pytest

from geodistricts.errors import SourceError
from geodistricts.sources.open_data.ptt import ListedDistrict, postal_code, read_postal_list
from small_sources import HEADINGS, ListRow, MakeList

ROW: ListRow = ("ADANA", "ALADAĞ", "MADENLİ", "AKÖREN MAH", 1722)


def test_rows_are_read_in_the_order_of_the_file(make_list: MakeList) -> None:
    other = ("ZONGULDAK", "ALAPLI", "", "TEPE MAH", "67850")
    listed = read_postal_list(make_list([other, ROW]))
    assert listed.districts == [
        ListedDistrict("ZONGULDAK", "ALAPLI", "", "TEPE MAH", "67850"),
        ListedDistrict("ADANA", "ALADAĞ", "MADENLİ", "AKÖREN MAH", "01722"),
    ]
    assert listed.notes == []
    assert listed.dated is not None
    assert listed.dated.tzinfo is datetime.UTC


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("AYDINLIK  MAH (ZUĞUR MAH)", "AYDINLIK  MAH (ZUĞUR MAH)"),
        ("  TEPE MAH\t", "TEPE MAH"),
        ("\xa0TEPE  MAH ", "TEPE  MAH"),
        ("BAŞPINAR MAH (ORGANİZE MAH)OSB", "BAŞPINAR MAH (ORGANİZE MAH)OSB"),
    ],
)
def test_names_are_kept_letter_for_letter(make_list: MakeList, name: str, kept: str) -> None:
    listed = read_postal_list(make_list([(*ROW[:3], name, 1720)]))
    assert [district.name for district in listed.districts] == [kept]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (1720, "01720"),
        (1720.0, "01720"),
        ("01720", "01720"),
        (" 6100 ", "06100"),
        (34000, "34000"),
        (172, None),
        (123456, None),
        (1720.5, None),
        (-1720, None),
        (float("nan"), None),
        (None, None),
        ("", None),
        ("34-000", None),
        ("١٧٢٠", None),
    ],
)
def test_postal_codes(cell: object, code: str | None) -> None:
    assert postal_code(cell) == code


@pytest.mark.parametrize("cell", [None, "yok", 12])
def test_a_row_without_postal_code_is_kept_and_noted(make_list: MakeList, cell: object) -> None:
    listed = read_postal_list(make_list([ROW, (*ROW[:3], "TEPE MAH", cell)]))
    assert [district.postal_code for district in listed.districts] == ["01722", None]
    assert len(listed.notes) == 1
    assert listed.notes[0].startswith("row 3: no postal code")


def test_a_repeated_row_is_left_out_and_noted(make_list: MakeList) -> None:
    listed = read_postal_list(make_list([ROW, ROW]))
    assert len(listed.districts) == 1
    assert listed.notes == ["row 3: AKÖREN MAH, ALADAĞ, ADANA is there already; left out"]


def test_notes_count_rows_as_the_spreadsheet_does(make_list: MakeList) -> None:
    blank = (None, None, None, None, None)
    listed = read_postal_list(make_list([blank, ROW, blank, blank, ROW]))
    assert [note.split(":")[0] for note in listed.notes] == ["row 6"]


def test_columns_are_found_by_heading(make_list: MakeList) -> None:
    headings = ("No", "PK", "MAHALLE", "Semt Bucak Belde", "İLÇE", "İL")
    listed = read_postal_list(make_list([(1, *ROW[::-1])], headings=headings))
    assert listed.districts == [ListedDistrict("ADANA", "ALADAĞ", "MADENLİ", "AKÖREN MAH", "01722")]


@pytest.mark.parametrize("first", [[], [("a note",)], [HEADINGS]])
def test_the_list_may_be_on_a_later_sheet(make_list: MakeList, first: list[ListRow]) -> None:
    assert len(read_postal_list(make_list([ROW], first_sheets=[first])).districts) == 1


@pytest.mark.parametrize(
    ("headings", "rows", "problem"),
    [
        (HEADINGS[:4], [ROW[:4]], "has no column pk"),
        (HEADINGS[2:], [ROW[2:]], "has no column il, ilce"),
        ((), [], "is empty"),
        (HEADINGS, [], "has headings but no rows"),
        (HEADINGS, [ROW, ("ADANA", "ALADAĞ", "", " ", 1720)], "row 3 has no city, township"),
        (HEADINGS, [(None, *ROW[1:])], "row 2 has no city, township"),
    ],
)
def test_bad_sheets_are_refused(
    make_list: MakeList, headings: tuple[str, ...], rows: list[ListRow], problem: str
) -> None:
    path = make_list(rows, headings=headings)
    with pytest.raises(SourceError, match=problem) as caught:
        read_postal_list(path)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"no spreadsheet", b"PK\x03\x04 broken archive"])
def test_other_files_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)
    with pytest.raises(SourceError, match="not a spreadsheet"):
        read_postal_list(path)


def test_a_truncated_spreadsheet_is_refused(make_list: MakeList) -> None:
    path = make_list([ROW])
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(SourceError, match="not a spreadsheet"):
        read_postal_list(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"absent\.xlsx: no such file"):
        read_postal_list(tmp_path / "absent.xlsx")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="not a spreadsheet"):
        read_postal_list(tmp_path)


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("2025-05-02T18:26:13Z", datetime.datetime(2025, 5, 2, 18, 26, 13, tzinfo=datetime.UTC)),
        ("2025-05-02T18:26:13", datetime.datetime(2025, 5, 2, 18, 26, 13, tzinfo=datetime.UTC)),
        ("2025-05-02", datetime.datetime(2025, 5, 2, tzinfo=datetime.UTC)),
        ("yesterday", None),
        ("", None),
    ],
)
def test_the_date_is_the_spreadsheets_own(
    make_list: MakeList, stamp: str, expected: datetime.datetime | None
) -> None:
    path = make_list([ROW])
    with zipfile.ZipFile(path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    core = content["docProps/core.xml"].decode()
    before, rest = core.split("<dcterms:modified", 1)
    opening, after = rest.split(">", 1)
    after = after.split("<", 1)[1]
    content["docProps/core.xml"] = f"{before}<dcterms:modified{opening}>{stamp}<{after}".encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    assert read_postal_list(path).dated == expected
