"""The join with the address register: one-to-one, inside one village, town or municipality."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geodistricts.errors import SourceError
from geodistricts.snapshot.naming import parse_district_name
from geodistricts.sources.open_data.ptt import ListedDistrict
from geodistricts.sources.open_data.published.codes import Coded, join_register
from geodistricts.sources.open_data.published.official import official_facts
from geodistricts.sources.open_data.published.population import Figure, Population, read_population
from geodistricts.sources.open_data.published.register import Register, read_register
from geodistricts.sources.open_data.published.sums import add_up, unlisted_places

Row = tuple[int, str, str, int, float | None]
"""Number, name, village or municipality and its number, kind of municipality."""

CITY_MAHALLE: list[Row] = [
    (1, "YENİ", "MERKEZ", 100, 3),
    (2, "AKKAPI", "MERKEZ", 100, 3),
]
VILLAGE: list[Row] = [
    (11, "", "DERE", 200, None),
    (12, "YENİ", "DERE", 200, None),
    (13, "YAYLA", "DERE", 200, None),
]
TOWN: list[Row] = [(21, "YENİ", "ÇANTA", 300, 4), (22, "BALABAN", "ÇANTA", 300, 4)]


def register_of(rows: list[Row], tmp_path: Path) -> Register:
    path = tmp_path / "register.parquet"
    columns = {
        "il": ["ADANA"] * len(rows),
        "il_kimlik_no": [1] * len(rows),
        "ilce": ["SEYHAN"] * len(rows),
        "ilce_kimlik_no": [1104] * len(rows),
        "kimlik_no": [row[0] for row in rows],
        "adi": [row[1] or None for row in rows],
        "koy_adi": [row[2] for row in rows],
        "koy_kayit_no": [row[3] for row in rows],
        "koy_kurum_belediye_tur": pa.array([row[4] for row in rows], pa.float64()),
    }
    pq.write_table(pa.table(columns), path)
    return read_register(path)


def listed(*names: str) -> list[ListedDistrict]:
    return [ListedDistrict("ADANA", "SEYHAN", "", name, None) for name in names]


def join(rows: list[Row], tmp_path: Path, *names: str) -> Coded:
    parsed = [parse_district_name(name) for name in names]
    return join_register(listed(*names), parsed, register_of(rows, tmp_path))


def codes(coded: Coded) -> list[int | None]:
    return [None if row is None else row.code for row in coded.row]


@pytest.mark.parametrize(
    ("rows", "names", "expected"),
    [
        (
            [*CITY_MAHALLE, *VILLAGE, *TOWN],
            ["YENİ MAH", "YENİ MAH (DERE KÖYÜ)", "YENİ MAH (ÇANTA BELDESİ)", "DERE KÖYÜ"],
            [1, 12, 21, 11],
        ),
        ([(11, "KÖYÜN KENDİSİ", "DERE", 200, None)], ["DERE KÖYÜ"], [11]),
        ([(11, "MERKEZ", "DERE", 200, None), *VILLAGE[1:]], ["DERE KÖYÜ"], [11]),
        ([(11, "MERKEZ", "DERE", 200, None)], ["DERE KÖYÜ", "MERKEZ MAH (DERE KÖYÜ)"], [None, 11]),
        ([(11, "DERE KÖYÜ", "DERE", 200, None), *VILLAGE[1:]], ["DERE KÖYÜ"], [11]),
        ([(11, "MÜCAVİR", "DERE", 200, None)], ["DERE KÖYÜ"], [11]),
        (VILLAGE[1:], ["DERE KÖYÜ"], [None]),
        ([(11, "", "DERE", 200, None)], ["MERKEZ MAH (DERE KÖYÜ)"], [11]),
        ([(11, "", "DERE", 200, None)], ["YAYLA MAH (DERE KÖYÜ)"], [None]),
        ([(3, "DERE", "MERKEZ", 100, 3)], ["DERE KÖYÜ"], [3]),
        (VILLAGE, ["DERE MAH"], [11]),
        ([(3, "DERE", "MERKEZ", 100, 3), *VILLAGE], ["DERE KÖYÜ", "DERE MAH"], [11, 3]),
        ([(31, "ORTA", "MERKEZ", 400, None)], ["ORTA MAH"], [31]),
        (VILLAGE, ["YENİ MAH (BAŞKA KÖYÜ)"], [None]),
        (TOWN, ["YENİ MAH (ÇANTA KÖYÜ)"], [None]),
        (CITY_MAHALLE, ["YENİ MAH", "YENİ  MAH"], [None, None]),
        (
            [
                (41, "", "GÖZECİK (MERKEZ BUCAĞI)", 1, None),
                (42, "", "GÖZECİK (SİNCAN BUCAĞI)", 2, None),
            ],
            ["GÖZECİK (SİNCAN BUCAĞI) KÖYÜ", "GÖZECİK (MERKEZ BUCAĞI) KÖYÜ"],
            [42, 41],
        ),
        (
            [(51, "KUZU", "ESKİ", 1, None), (52, "ÇAM", "ESKİ", 1, None)],
            ["KUZU MAH (YENİADI KÖYÜ)", "ÇAM MAH (YENİADI KÖYÜ)"],
            [None, None],
        ),
    ],
)
def test_who_gets_which_number(
    rows: list[Row], names: list[str], expected: list[int | None], tmp_path: Path
) -> None:
    assert codes(join(rows, tmp_path, *names)) == expected


def test_every_district_without_a_number_is_named(tmp_path: Path) -> None:
    coded = join(CITY_MAHALLE, tmp_path, "YENİ MAH", "YOK MAH", "YOK KÖYÜ")
    assert coded.open == [
        "ADANA, SEYHAN: YOK MAH (no such name in the register)",
        "ADANA, SEYHAN: YOK KÖYÜ (its village or town is not in the register)",
    ]


POPULATION = Population(
    {1: Figure("Adana", 1000)},
    {1104: Figure("Seyhan", 1000)},
    {1: Figure("Yeni", 500), 2: Figure("Akkapı", 200), 21: Figure("Yeni", 40), 22: Figure("B", 60)},
    {200: Figure("Dere", 150)},
)


def test_own_figures_only_and_what_they_add_up_to(tmp_path: Path) -> None:
    names = ["YENİ MAH", "YENİ MAH (DERE KÖYÜ)", "DERE KÖYÜ", "YENİ MAH (ÇANTA BELDESİ)"]
    parsed = [parse_district_name(name) for name in names]
    register = register_of([*CITY_MAHALLE, *VILLAGE, *TOWN], tmp_path)
    districts = listed(*names)
    coded = join_register(districts, parsed, register)
    official = official_facts(districts, parsed, coded, register, POPULATION)
    assert [facts.population for facts in official.districts] == [500, None, 150, None]
    assert official.settlements == [500, 150, 150, 100]
    assert official.townships == {("ADANA", "SEYHAN"): (1104, 1000)}
    assert official.cities == {"ADANA": (1, 1000)}
    township, city = add_up(districts, coded, official)
    assert township[1:] == city[1:] == (650, 750, 1000)
    [missing] = unlisted_places(coded, register, POPULATION)
    assert (missing.name, missing.population) == ("AKKAPI", 200)


@pytest.mark.parametrize("read", [read_register, read_population])
def test_inputs_that_are_no_inputs(read: object, tmp_path: Path) -> None:
    assert callable(read)
    with pytest.raises(SourceError, match="no such file; name the"):
        read(tmp_path / "none.parquet")
    text = tmp_path / "text.parquet"
    text.write_text("no")
    with pytest.raises(SourceError, match="not a Parquet file"):
        read(text)
    other = tmp_path / "other.parquet"
    pq.write_table(pa.table({"a": [1]}), other)
    with pytest.raises(SourceError, match="has no column"):
        read(other)
