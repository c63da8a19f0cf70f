"""The semts of the boundary file: which say something, and of whom."""

from collections.abc import Sequence

import numpy as np
import pytest

from geodistricts.sources.open_data.join import Joined, join_boundaries
from geodistricts.sources.open_data.ptt import ListedDistrict
from geodistricts.sources.open_data.semts import NEARBY, other_semts
from geodistricts.sources.open_data.shapes import SourceBoundary

CITY = "İSTANBUL"
A_METRE = 1 / 111_195
NEAR, FAR = 41.0 + 0.9 * NEARBY * A_METRE, 41.0 + 1.1 * NEARBY * A_METRE
Row = tuple[str, str, str, float]


def semts_of(*rows: Row, township: str = "KADIKÖY") -> list[tuple[str, str]]:
    """Ask for the semts of one township: name, semt of the list, of the boundary, latitude."""
    listed = [ListedDistrict(CITY, township, semt, name, "34000") for name, semt, *_ in rows]
    listed.append(ListedDistrict(CITY, "ŞİŞLİ", "", "FERİKÖY MAH", "34000"))
    boundaries = [
        SourceBoundary(number, name.replace("MAH", "Mh."), semt, township, CITY)
        for number, (name, _, semt, _) in enumerate(rows)
    ]
    points = np.array([(latitude, 29.0) for *_, latitude in rows])
    joined = join_boundaries(listed, boundaries, points)
    return found_in(listed, joined, boundaries, points)


def found_in(
    listed: Sequence[ListedDistrict],
    joined: Joined,
    boundaries: Sequence[SourceBoundary],
    points: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
) -> list[tuple[str, str]]:
    found = other_semts(listed, joined, boundaries, points)
    assert {(other.kind, other.source) for other in found} <= {("semt", "boundaries")}
    return [(listed[other.row].name, other.name) for other in found]


@pytest.mark.parametrize(
    ("of_list", "of_boundary", "said"),
    [
        ("MODA", "Altıyol", ["Altıyol"]),
        ("", "Sıhhiye/Zafer", ["Sıhhiye", "Zafer"]),
        ("", " Sirkeci  /  Cağaloğlu ", ["Sirkeci", "Cağaloğlu"]),
        ("", "Eminönü (Mısır Çarşısı)", ["Eminönü", "Mısır Çarşısı"]),
        ("", "Aksaray, Fındıkzade", ["Aksaray", "Fındıkzade"]),
        ("", "19 Mayıs", ["19 Mayıs"]),
        ("ONDOKUZMAYIS", "19 Mayıs", []),
        ("MODA", "Moda, Altıyol", ["Altıyol"]),
        ("", "Caferağa", []),
        ("", "Caferağaköy", []),
        ("", "Kadıköy", []),
        ("", "Kadiköy", []),
        ("", "İstanbul", []),
        ("", "Şişli", []),
        ("", "Merkez", []),
        ("", "Köyler", []),
        ("", "Beldeler", []),
        ("", "Çarşı", []),
        ("", "", []),
        ("", "Altıyol, Merkez", []),
        ("", "Altıyol, Kadıköy", []),
    ],
)
def test_what_is_said_of_one_district(of_list: str, of_boundary: str, said: list[str]) -> None:
    assert semts_of(("CAFERAĞA MAH", of_list, of_boundary, 41.0)) == [
        ("CAFERAĞA MAH", name) for name in said
    ]


@pytest.mark.parametrize(
    ("rival", "latitude", "is_kept"),
    [
        (("RASİMPAŞA MAH", "", "Rıhtım"), NEAR, True),
        (("RASİMPAŞA MAH", "", "Rıhtım"), FAR, False),
        (("RASİMPAŞA MAH", "RIHTIM", ""), NEAR, True),
        (("RIHTIM MAH", "", ""), NEAR, True),
        (("RIHTIM MAH", "", ""), FAR, False),
        (("RASİMPAŞA MAH", "", "Merkez, Rıhtım"), NEAR, False),
    ],
)
def test_of_several_semts_those_of_neighbours_are_kept(
    rival: tuple[str, str, str], latitude: float, is_kept: bool
) -> None:
    asked = ("YENİ MAH", "", "Merkez, Rıhtım", 41.0)
    found = semts_of(asked, (*rival, latitude))
    assert (("YENİ MAH", "Rıhtım") in found) is is_kept


def test_a_semt_that_a_district_has_alone_needs_no_neighbour() -> None:
    rows = [("BİR MAH", "", "Rıhtım", 41.0), ("İKİ MAH", "", "Rıhtım", 42.0)]
    assert semts_of(*rows) == [("BİR MAH", "Rıhtım"), ("İKİ MAH", "Rıhtım")]


def test_parts_of_villages_have_none() -> None:
    listed = [ListedDistrict(CITY, "ŞİLE", "", "DERE MAH (KURFALI KÖYÜ)", "34980")]
    boundaries = [SourceBoundary(1, "Kurfalı Köyü", "Teke", "Şile", CITY)]
    points = np.array([(41.0, 29.0)])
    joined = join_boundaries(listed, boundaries, points)
    assert joined.boundary.tolist() == [0]
    assert found_in(listed, joined, boundaries, points) == []
