"""The join of names to boundaries: each rule, and what it must never do."""

from collections.abc import Sequence

import numpy as np
import pytest

from geodistricts.sources.open_data.join import Joined, join_boundaries
from geodistricts.sources.open_data.ptt import ListedDistrict
from geodistricts.sources.open_data.shapes.boundary_source import SourceBoundary

Listed = str | tuple[str, str] | tuple[str, str, str]
Drawn = str | tuple[str, str]


def join(
    listed: Sequence[Listed],
    drawn: Sequence[Drawn],
    points: Sequence[tuple[float, float]] | None = None,
) -> Joined:
    """Join inside one township: name, semt and code on one side, name and semt on the other."""
    districts = []
    for entry in listed:
        name, semt, code = (entry, "", "01000") if isinstance(entry, str) else (*entry, "01000")[:3]
        districts.append(ListedDistrict("ADANA", "SEYHAN", semt, name, code))
    boundaries = []
    for number, shape in enumerate(drawn):
        name, semt = (shape, "") if isinstance(shape, str) else shape
        boundaries.append(SourceBoundary(number, name, semt, "Seyhan", "Adana"))
    where = np.array(points if points is not None else np.zeros((len(drawn), 2)), dtype=np.float64)
    return join_boundaries(districts, boundaries, where.reshape(-1, 2))


@pytest.mark.parametrize(
    ("listed", "drawn", "rule"),
    [
        ("KURTLAR KÖYÜ", "Kurtlar Köyü", "same name and type"),
        ("100.YIL MAH", "100. Yıl Mh.", "same name and type"),
        ("GAZİ OSMAN PAŞA MAH", "Gaziosmanpaşa Mah.", "same name and type"),
        ("CUMHURIYET MAH", "Cumhuriyet Mh.", "same name and type"),
        ("KURTLAR MAH", "Kurtlar Köyü", "same name"),
        ("ŞHT. ALİ MAH", "Şehit Ali Mh.", "abbreviation"),
        ("II. BAYAZIT MAH", "2. Bayazıt Mh.", "abbreviation"),
        ("A.PAZARCI MAH", "Aşağı Pazarcı Mh.", "initial"),
        ("G.OSMANPAŞA MAH", "Gazi Osman Paşa Mh.", "initial"),
        ("HİSARCIK BUCAK MERKEZİ KÖYÜ", "Hisarcık Köyü", "filler words"),
        ("CAMİİATİK MAH", "Camiatik Mh.", "filler words"),
        ("AHMED PAŞA MAH", "Ahmet Paşa Mh.", "filler words"),
        ("ÇANTA BALABAN MAH", ("Balaban Mh.", "Çanta"), "semt and name"),
        ("SELÇİKLU MAH", "Selçuklu Mh.", "misspelt"),
        ("KURTULUŞ MAH (HORSUNLU MAH)", "Horsunlu Kurtuluş Mh.", "name and distinction"),
    ],
)
def test_each_rule_joins(listed: str, drawn: Drawn, rule: str) -> None:
    joined = join([listed], [drawn])
    assert joined.boundary.tolist() == [0]
    assert joined.own.tolist() == [True]
    assert joined.rules == {rule: 1}
    assert joined.ambiguities == []


@pytest.mark.parametrize(
    ("listed", "drawn"),
    [
        ("AŞAĞI ÇAMLICA MAH", "Yukarı Çamlıca Mh."),
        ("YUKARI ÇAMLICA MAH", "Aşağı Çamlıca Mh."),
        ("ESKİ ÇAMLICA MAH", "Yeni Çamlıca Mh."),
        ("DOĞU ÇAMLICA MAH", "Batı Çamlıca Mh."),
        ("1. ÇAMLICA MAH", "2. Çamlıca Mh."),
        ("19 MAYIS MAH", "10 Mayıs Mh."),
        ("BAŞPINAR OSB MAH", "Başpınar Mh."),
        ("B.HÜSEYİNBEY MAH", "Küçük Hüseyinbey Mh."),
        ("B.HÜSEYİNBEY MAH", "K.Hüseyinbey Mh."),
        ("A.PAZARCI MAH", "Y. Pazarcı Mh."),
        ("KAYA MAH", "Koza Mh."),
        ("KAŞ MAH", "Taş Mh."),
        ("東京 MAH", "Tepe Mh."),
        ("東京 MAH", "京都 Mh."),
        ("--- MAH", "+++ Mh."),
    ],
)
def test_different_names_are_never_joined(listed: str, drawn: str) -> None:
    joined = join([listed], [drawn])
    assert joined.boundary.tolist() == [-1]
    assert joined.own.tolist() == [False]
    assert joined.rules == {}


@pytest.mark.parametrize(
    ("listed", "drawn"),
    [
        (["YENİKÖY MAH", "YENİKÖY KÖYÜ"], ["Yeniköy Mh.", "Yeniköy Köyü"]),
        (["B.HÜSEYİNBEY MAH", "K.HÜSEYİNBEY MAH"], ["Büyük Hüseyinbey", "Küçük Hüseyinbey"]),
        (["A.PAZARCI MAH", "Y.PAZARCI MAH"], ["Aşağı Pazarcı Mh.", "Yukarı Pazarcı Mh."]),
        (["KURTULUŞ MAH", "KURTULUŞ MAH (HORSUNLU MAH)"], ["Kurtuluş", "Horsunlu Kurtuluş"]),
        (["HİSAR MAH", "HİSAR BUCAK MERKEZİ KÖYÜ"], ["Hisar Mh.", "Hisar Köyü"]),
        (["1. ÇAMLICA MAH", "2. ÇAMLICA MAH"], ["1. Çamlıca Mh.", "2. Çamlıca Mh."]),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_namesakes_do_not_swap(listed: list[str], drawn: list[str], turned: bool) -> None:
    joined = join(listed, drawn[::-1] if turned else drawn)
    assert joined.boundary.tolist() == ([1, 0] if turned else [0, 1])


@pytest.mark.parametrize(
    ("listed", "drawn"),
    [
        (["SELÇİKLU MAH"], ["Selçuklu Mh.", "Selçaklu Mh."]),
        (["SELÇİKLU MAH", "SELÇAKLU MAH"], ["Selçuklu Mh."]),
    ],
)
def test_a_misspelt_name_with_two_near_ones_stays_open(listed: list[str], drawn: list[str]) -> None:
    assert set(join(listed, drawn).boundary.tolist()) == {-1}


def test_parts_take_the_boundary_of_their_village() -> None:
    joined = join(
        ["KURTLAR KÖYÜ", "MERKEZ MAH (KURTLAR KÖYÜ)", "KURTLAR KÖYÜ YAYLA EVLERİ", "MERKEZ MAH"],
        ["Kurtlar Köyü", "Merkez Mh."],
    )
    assert joined.boundary.tolist() == [0, 0, 0, 1]
    assert joined.own.tolist() == [True, False, False, True]


def test_parts_of_a_village_that_is_no_row_find_it_too() -> None:
    joined = join(["MERKEZ MAH (ESENYAKA BELDESİ)", "TEPE MAH (ESENYAKA BELDESİ)"], ["Esenyaka"])
    assert joined.boundary.tolist() == [0, 0]
    assert not joined.own.any()


def test_the_village_with_brackets_and_its_parts_are_one_settlement() -> None:
    joined = join(["GÖZECİK (MERKEZ BUCAĞI) KÖYÜ", "ÜST MAH (GÖZECİK KÖYÜ)"], ["Gözecik Köyü"])
    assert joined.boundary.tolist() == [0, 0]
    assert joined.own.tolist() == [True, False]


@pytest.mark.parametrize("semts", [("Kavak", "Çakıralan"), ("Çakıralan", "Kavak")])
def test_two_boundaries_of_one_name_are_decided_by_semt(semts: tuple[str, str]) -> None:
    joined = join([("CUMHURİYET MAH", "KAVAK")], [("Cumhuriyet Mh.", semt) for semt in semts])
    assert joined.boundary.tolist() == [semts.index("Kavak")]
    assert joined.rules == {"same name and type, by semt": 1}
    assert len(joined.ambiguities) == 1
    assert "decided by semt" in joined.ambiguities[0]


def test_two_boundaries_of_one_name_are_decided_by_postal_code_neighbours() -> None:
    listed = [("CUMHURİYET MAH", "", "01100")]
    listed += [(f"{name} MAH", "", "01100") for name in ("ATATÜRK", "ZAFER", "İNÖNÜ")]
    drawn = ["Cumhuriyet Mh.", "Cumhuriyet Mh.", "Atatürk Mh.", "Zafer Mh.", "İnönü Mh."]
    points = [(37.5, 35.5), (37.0, 35.0), (37.01, 35.0), (37.0, 35.01), (37.01, 35.01)]
    joined = join(listed, drawn, points)
    assert joined.boundary.tolist() == [1, 2, 3, 4]
    assert joined.rules["same name and type, by postal code neighbours"] == 1
    assert "decided by postal code neighbours" in joined.ambiguities[0]


@pytest.mark.parametrize("neighbours", [2, 3])
def test_postal_code_neighbours_must_be_three_and_clearly_nearer(neighbours: int) -> None:
    names = ("ATATÜRK", "ZAFER", "İNÖNÜ")[:neighbours]
    listed = [("CUMHURİYET MAH", "", "01100"), *[(f"{name} MAH", "", "01100") for name in names]]
    drawn = ["Cumhuriyet Mh.", "Cumhuriyet Mh.", *[f"{name} Mh." for name in names]]
    far = 37.5 if neighbours == 2 else 37.15
    points = [(37.1, 35.0), (far, 35.0), *[(37.0, 35.0)] * neighbours]
    joined = join(listed, drawn, points)
    assert joined.boundary[0] == -1
    assert "2 boundaries could be meant, no evidence; left without" in joined.ambiguities[0]


def test_the_last_of_two_namesakes_is_decided_by_elimination() -> None:
    joined = join(
        [("CUMHURİYET MAH (A MAH)", "KAVAK"), ("CUMHURİYET MAH (B MAH)", "TEPE")],
        [("Cumhuriyet Mh.", "Başka"), ("Cumhuriyet Mh.", "Kavak")],
    )
    assert joined.boundary.tolist() == [1, 0]
    assert joined.rules == {
        "same name and type, by semt": 1,
        "same name and type, by elimination": 1,
    }


@pytest.mark.parametrize("semt", ["", "Kavak"])
def test_without_evidence_a_name_is_left_open_and_reported(semt: str) -> None:
    joined = join([("CUMHURİYET MAH", semt)], [("Cumhuriyet Mh.", semt)] * 2)
    assert joined.boundary.tolist() == [-1]
    assert len(joined.ambiguities) == 1
    assert "ADANA, SEYHAN: CUMHURİYET mahalle" in joined.ambiguities[0]
    assert "left without" in joined.ambiguities[0]


def test_an_empty_semt_is_no_evidence() -> None:
    joined = join(["CUMHURİYET MAH"], [("Cumhuriyet Mh.", ""), ("Cumhuriyet Mh.", "Kavak")])
    assert joined.boundary.tolist() == [-1]


def test_nothing_is_joined_across_townships_or_cities() -> None:
    districts = [
        ListedDistrict("ADANA", "SEYHAN", "", "TEPE MAH", None),
        ListedDistrict("ADANA", "YÜREĞİR", "", "DERE MAH", None),
        ListedDistrict("BARTIN", "MERKEZ", "", "KAYA MAH", None),
    ]
    boundaries = [
        SourceBoundary(1, "Dere Mh.", "", "Seyhan", "Adana"),
        SourceBoundary(2, "Tepe Mh.", "", "Yüreğir", "Adana"),
        SourceBoundary(3, "Kaya Mh.", "", "Merkez", "Düzce"),
        SourceBoundary(4, "Tepe Mh.", "", None, "Adana"),
    ]
    assert join_boundaries(districts, boundaries, np.zeros((4, 2))).boundary.tolist() == [-1] * 3


def test_no_boundary_is_given_to_two_settlements() -> None:
    joined = join(["HİSAR MAH", "HİSAR KÖYÜ", "HİSARR MAH"], ["Hisar Mh."])
    assert joined.boundary.tolist() == [0, -1, -1]
