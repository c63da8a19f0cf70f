"""A filter by name answers with the one place that is meant, or with none: never with a guess."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from geodistricts.gazetteer import Gazetteer
from geodistricts.names import normalize
from geodistricts.records import District, Township

pytest.importorskip("fastapi", reason="the service needs geodistricts[server]")

CHANNEL = "/api/v1/channel/7"


class Asking:
    """Asks for names, over one connection."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def pks(self, what: str, name: str, **asked: Any) -> list[int]:
        """Return the pks of all that a filter by name answers with."""
        answer = self._client.get(f"{CHANNEL}/{what}/", params={"name__exact": name, **asked})
        assert answer.status_code == 200, answer.text
        page = answer.json()
        assert page["count"] == len(page["results"])
        return [row["pk"] for row in page["results"]]

    def district(self, name: str, township: Township | None = None, **asked: Any) -> list[int]:
        """Return the districts that a name is answered with, in a township."""
        where = {} if township is None else {"city": township.city.pk, "township": township.pk}
        return self.pks("districts", name, **where, **asked)


@pytest.fixture(scope="module")
def asking(service: str) -> Iterator[Asking]:
    with httpx.Client(base_url=service) as client:
        yield Asking(client)


@pytest.fixture(scope="module")
def some(bundled: Gazetteer) -> list[District]:
    pks = bundled.table["pk"].to_pylist()
    return [bundled.district(pk) for pk in random.Random(15).sample(pks, 400)]


def test_every_place_answers_to_its_own_name(
    asking: Asking, bundled: Gazetteer, some: list[District]
) -> None:
    for one in some:
        assert asking.district(one.name, one.township) == [one.pk], one.name
    for city in bundled.cities:
        assert asking.pks("cities", city.name) == [city.pk]
        for township in bundled.townships_of(city):
            assert asking.pks("townships", township.name, city=city.pk) == [township.pk]


def test_a_misspelt_name_is_never_another_place(asking: Asking, some: list[District]) -> None:
    """A letter is left out, doubled or swapped, anywhere in the name: it is that place or none."""
    choose = random.Random(7)
    right = 0
    for one in some:
        name = one.display_name
        place = choose.randrange(len(name) - 1)
        left, letter, rest = name[:place], name[place], name[place + 1 :]
        spelt = choose.choice(
            [left + rest, left + letter * 2 + rest, left + rest[0] + letter + rest[1:]]
        )
        found = asking.district(spelt, one.township)
        assert found in ([], [one.pk]), (spelt, name)
        right += bool(found)
    assert right > len(some) / 2


def parts(districts: list[District]) -> list[District]:
    found = [one for one in districts if one.kind == "part" and one.name.count("(") == 1]
    assert len(found) > 50
    return found


def test_a_part_of_a_village_that_is_not_there_is_none(
    asking: Asking, some: list[District]
) -> None:
    """Neither the same name in another village, nor the village itself."""
    for one in parts(some):
        name, _, village = one.name.partition("(")
        assert asking.district(f"{name}(ZZYZX KÖYÜ)", one.township) == []
        assert asking.district(f"QXQXQX MAH ({village}", one.township) == []


def test_what_stands_in_brackets_may_be_the_township_or_the_city(
    asking: Asking, bundled: Gazetteer
) -> None:
    one = bundled.district("Caferağa", "İstanbul", "Kadıköy")
    for spelt in ("Caferağa Mah. (Kadıköy)", "CAFERAGA (İSTANBUL)", "Caferağa Mah. Moda Cad. 5"):
        assert asking.district(spelt, one.township) == [one.pk]
    for spelt in ("Caferağa Mah. (Osmanağa Mah.)", "Caferağa Mah. (Üsküdar)"):
        assert asking.district(spelt, one.township) == []


def test_without_a_township_two_of_a_name_are_none(asking: Asking, bundled: Gazetteer) -> None:
    """Not even the one that is spelled so letter for letter: who writes so may mean the other."""
    named: defaultdict[tuple[int, str], set[int]] = defaultdict(set)
    rows = bundled.table.select(["city", "name", "pk"]).to_pydict()
    for city, name, pk in zip(*rows.values(), strict=True):
        named[city, normalize(name)].add(pk)
    several = [(city, pks) for (city, _), pks in named.items() if len(pks) > 1]
    for city, pks in random.Random(3).sample(several, 150):
        for pk in [*pks][:2]:
            assert asking.district(bundled.district(pk).name, city=city) == []
    only = bundled.district("Caferağa", "İstanbul", "Kadıköy")
    assert asking.district("caferaga mah", city=only.city.pk) == [only.pk]


def test_a_township_s_name_is_not_one_that_is_nearly_called_so(
    asking: Asking, bundled: Gazetteer
) -> None:
    """Who writes the name of a township of another city does not mean a near name of this one."""
    for township, city in [
        ("Emirdağ", "Tekirdağ"),
        ("Çankaya", "Erzurum"),
        ("Kulp", "Konya"),
        ("Birecik", "Bilecik"),
        ("Sivaslı", "İstanbul"),
        ("Karacasu", "Adana"),
        ("Pazar", "Karabük"),
    ]:
        assert asking.pks("townships", township, city=bundled.city(city).pk) == []
    kadikoy = bundled.township("Kadıköy")
    for spelt in ("kadkoy", "KADIKOYY", "Kadıköy İlçesi"):
        assert asking.pks("townships", spelt, city=kadikoy.city.pk) == [kadikoy.pk]


@pytest.mark.parametrize("what", ["countries", "cities", "townships", "districts"])
@pytest.mark.parametrize(
    "name",
    [
        *(
            "   ",
            "-",
            "\0",
            "\ud7ff",
            "🙂",
            "%",
            "'; DROP TABLE",
            "Caferağa\nKadıköy",
            "(",
            ")(",
            "()",
        ),
        *("a" * 5_000, "mah " * 5_000, "(" * 5_000, "1" * 5_000, "None", "null", "Berlin", "Girne"),
    ],
)
def test_what_is_no_name_is_none(asking: Asking, what: str, name: str) -> None:
    assert asking.pks(what, name) == []
