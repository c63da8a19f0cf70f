"""Headings: the usual ones are known, and nothing is guessed that could be two things."""

from pathlib import Path

import pytest

from geodistricts.errors import SourceError
from geodistricts.sources.table.files import Listing
from geodistricts.sources.table.headings import CITY, DISTRICT, TOWNSHIP, Field, choose_columns


def chosen(headings: str, fields: dict[str, Field], **said: str) -> dict[str, str]:
    listing = Listing(Path("list.csv"), "text", headings.split(","), [], lambda place: [])
    options = {fields[name].option: heading for name, heading in said.items()}
    places = choose_columns(listing, fields, options)
    return {name: listing.headings[place] for name, place in places.items()}


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        ("id,name,township,city", "id,name,township,city"),
        ("CITY,Township,NAME,pk", "pk,NAME,Township,CITY"),
        ("Mahalle No,Mahalle Adı,İlçe,İl", "Mahalle No,Mahalle Adı,İlçe,İl"),
        ("il,ilce,mahalle,kod", "kod,mahalle,ilce,il"),
        ("ŞEHİR,ILCE,ADI,NO", "NO,ADI,ILCE,ŞEHİR"),
        ("id,district,township,city", "id,district,township,city"),
        ("id,name,district,city", "id,name,district,city"),
        ("id,district,neighborhood,city", "id,neighborhood,district,city"),
    ],
)
def test_usual_headings(headings: str, expected: str) -> None:
    found = chosen(headings, DISTRICT)
    assert ",".join(found[name] for name in ("pk", "name", "township", "city")) == expected
    assert len(found) == 4


def test_numbers_with_names_beside_them() -> None:
    found = chosen("il_id,il,ilce_id,ilce,mahalle_id,mahalle,enlem,boylam,posta kodu", DISTRICT)
    assert found == {
        "pk": "mahalle_id",
        "name": "mahalle",
        "township": "ilce_id",
        "township_name": "ilce",
        "city": "il_id",
        "city_name": "il",
        "latitude": "enlem",
        "longitude": "boylam",
        "postal_code": "posta kodu",
    }


def test_lists_of_places() -> None:
    assert chosen("ilçe_id,ilçe,il", TOWNSHIP) == {"pk": "ilçe_id", "name": "ilçe", "city": "il"}
    assert chosen("no,ad", TOWNSHIP) == {"pk": "no", "name": "ad"}
    assert chosen("kod;il".replace(";", ","), CITY) == {"pk": "kod", "name": "il"}


def test_what_is_said_goes_first() -> None:
    found = chosen("id,kod,ad,ilçe,il", DISTRICT, pk="KOD")
    assert found["pk"] == "kod"
    found = chosen("no,id,Id,ad,ilçe,il", DISTRICT, pk="Id")
    assert found["pk"] == "Id"
    found = chosen("name,mahalle,ilçe,il,no", DISTRICT, name="mahalle", township="name")
    assert (found["name"], found["township"]) == ("mahalle", "name")


@pytest.mark.parametrize(
    ("headings", "said", "problem", "option"),
    [
        ("id,kod,ad,ilçe", {}, "'id' and 'kod' could be the districts' numbers", "--pk-column"),
        ("id,name,mahalle,ilçe", {}, "'name' and 'mahalle' could be their names", "--name-column"),
        ("id,ad,il", {}, "no column is known to hold their townships", "--township-column"),
        ("x,ad,ilçe", {}, "no column is known to hold the districts' numbers", "--pk-column"),
        ("id,ad,ilçe", {"pk": "numara"}, "no column is called 'numara'", "--pk-column"),
        ("id,id,ad,ilçe", {"pk": "id"}, "2 columns are called 'id'", "--pk-column"),
    ],
)
def test_what_is_not_clear(headings: str, said: dict[str, str], problem: str, option: str) -> None:
    with pytest.raises(SourceError) as raised:
        chosen(headings, DISTRICT, **said)
    listed = ", ".join(map(repr, headings.split(",")))
    assert str(raised.value) == (
        f"list.csv: {problem}; the headings are {listed}; name one as {option}"
    ).replace("townships;", "townships (name or number);")
