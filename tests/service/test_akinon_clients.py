"""Proven with Akinon's own clients: ``channel_app`` and ``omnisdk``, as they are on PyPI."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from typing import Any
from unittest import mock
from urllib.parse import parse_qs, urlsplit

import pytest

from geodistricts.gazetteer import Gazetteer
from geodistricts.names import normalize
from geodistricts.service import Settings
from serving import serving

pytest.importorskip("fastapi", reason="the service needs geodistricts[server]")
pytest.importorskip("omnisdk", reason="Akinon's client, omnisdk, is not installed")
pytest.importorskip("channel_app", reason="Akinon's client, channel_app, is not installed")

Pks = tuple[int, int, int, int]


@contextmanager
def logged_in(address: str, password: str = "any") -> Iterator[Any]:
    """Log in with the real client."""
    from omnisdk.omnitron.client import OmnitronApiClient

    # Their endpoints hold it weakly.
    client = OmnitronApiClient(base_url=f"{address}/", username="shop", password=password)
    yield client


@pytest.fixture(scope="module")
def addresses() -> Iterator[Any]:
    """Return the class that resolves an order's address, imported as a channel's app does."""
    environment = {
        "OMNITRON_URL": "https://omnitron.example/",
        "OMNITRON_MODULE": "channel_app.omnitron.integration",
        "CHANNEL_MODULE": "channel_app.channel.integration",
    }
    with mock.patch.dict(os.environ, environment):
        from channel_app.omnitron.commands.orders.addresses import GetOrCreateAddress

        yield GetOrCreateAddress


def resolve(addresses: Any, *names: str) -> Pks:
    """Resolve an address as an order import does: country, city, township, district."""
    command = addresses(integration=SimpleNamespace(channel_id=7))
    found: Pks = command.get_location_objects(*names)
    return found


def pks_of(gazetteer: Gazetteer, city: str, township: str, district: str) -> Pks:
    place = gazetteer.district(district, city, township)
    return 1, place.city.pk, place.township.pk, place.pk


CAFERAGA = ("İstanbul", "Kadıköy", "Caferağa")
SPELLINGS = [
    (("tr", "istanbul", "kadikoy", "caferağa mh."), CAFERAGA),
    (("TR", "İSTANBUL", "KADIKÖY", "CAFERAĞA MAH"), CAFERAGA),
    (("Tr", "Istanbul", "Kadikoy", "Caferaga Mahallesi"), CAFERAGA),
    (("Türkiye", "istanbul", "kadıköy", "caferağa"), CAFERAGA),
    (("Turkey", "ISTANBUL", "KADIKOY", "CAFERAGA MAH."), CAFERAGA),
    (("tr", "34", "kadıköy", "Caferağa Mh"), CAFERAGA),
    (("tr", "istnbul", "kadıkoy", "cafreağa mh"), CAFERAGA),
    (("tr", "İstanbul (Anadolu)", "Kadıköy", "CAFERAĞA  MAHALLESI"), CAFERAGA),
    (("tr", "Ankara", "Cankaya", "100.yıl mh"), ("Ankara", "Çankaya", "100. Yıl")),
    (("tr", "ankara", "çankaya", "Yüzüncü Yıl Mah."), ("Ankara", "Çankaya", "100. Yıl")),
    (("tr", "ANKARA", "ÇANKAYA", "100 YIL MAHALLESİ"), ("Ankara", "Çankaya", "100. Yıl")),
    (("tr", "ankara", "cankaya", "YUZUNCU YIL"), ("Ankara", "Çankaya", "100. Yıl")),
    (("tr", "İstanbul", "Bağcılar", "100.YIL MAH"), ("İstanbul", "Bağcılar", "100. Yıl")),
    (("tr", "Afyon", "Bolvadin", "hisar mah"), ("Afyonkarahisar", "Bolvadin", "Hisar")),
    (("tr", "İzmir", "Karsiyaka", "bostanli mah"), ("İzmir", "Karşıyaka", "Bostanlı")),
    (("tr", "izmir", "BORNOVA", "Erzene Mh."), ("İzmir", "Bornova", "Erzene")),
    (("tr", "İçel", "Yenişehir", "Limonluk"), ("Mersin", "Yenişehir", "Limonluk")),
    (
        ("tr", "K.Maraş", "Onikişubat", "Şazibey mahalesi"),
        ("Kahramanmaraş", "Onikişubat", "Şazibey"),
    ),
    (("tr", "istanbul", "Eyüp", "Alibeyköy"), ("İstanbul", "Eyüpsultan", "Alibeyköy")),
    (("tr", "Ankara", "Batıkent", "Kardelen"), ("Ankara", "Yenimahalle", "Kardelen")),
    (("tr", "BURSA", "NILUFER", "Görükle Mah. "), ("Bursa", "Nilüfer", "Görükle")),
    (("tr", "antalya", "muratpasa", "Fener Mh"), ("Antalya", "Muratpaşa", "Fener")),
]


@pytest.mark.parametrize(("names", "meant"), SPELLINGS)
def test_an_order_s_address_is_resolved(
    service: str,
    bundled: Gazetteer,
    addresses: Any,
    names: tuple[str, ...],
    meant: tuple[str, str, str],
) -> None:
    with logged_in(service):
        assert resolve(addresses, *names) == pks_of(bundled, *meant)


def ambiguous(gazetteer: Gazetteer) -> tuple[str, str, str]:
    """Find two districts of one township that one spelling names."""
    seen: dict[tuple[int, str], str] = {}
    for pk in gazetteer.table["pk"].to_pylist():
        place = gazetteer.district(pk)
        if place.kind != "part":
            continue
        key = place.township.pk, normalize(place.name.partition("(")[0])
        if key in seen:
            return place.city.name, place.township.name, place.name.partition("(")[0].strip()
        seen[key] = place.name
    raise AssertionError("no two parts of a township have one name")


@pytest.mark.parametrize(
    ("names", "error"),
    [
        (("tr", "Berlin", "Mitte", "Mitte"), "CityException"),
        (("tr", "Gotham", "Kadıköy", "Caferağa"), "CityException"),
        (("tr", "istanbul", "Cankaya", "Caferağa"), "TownshipException"),
        (("tr", "istanbul", "Kadıköy", "Cumhuriyet"), "DistrictException"),
        (("tr", "istanbul", "Kadıköy", "asdf"), "DistrictException"),
        (("tr", "istanbul", "Kadıköy", "Çankaya Mah."), "DistrictException"),
        (("tr", "Bursa", "Merkez", "Osmangazi"), "TownshipException"),
        (("de", "istanbul", "Kadıköy", "Caferağa"), "CountryException"),
    ],
)
def test_what_is_unknown_still_stops_the_order(
    service: str, addresses: Any, names: tuple[str, ...], error: str
) -> None:
    assert stopped_by(service, addresses, *names) == error


def stopped_by(address: str, addresses: Any, *names: str) -> str:
    from channel_app.omnitron.exceptions import IntegrationMappingException

    with logged_in(address), pytest.raises(IntegrationMappingException) as raised:
        resolve(addresses, *names)
    kind = type(raised.value).__name__
    said = raised.value.params["err_desc"]
    assert "Address is not valid" in said or kind == "CountryException"
    return kind


def test_what_could_be_several_still_stops_the_order(
    service: str, bundled: Gazetteer, addresses: Any
) -> None:
    assert stopped_by(service, addresses, "tr", *ambiguous(bundled)) == "DistrictException"


class LetterForLetter(ThreadingHTTPServer):
    """What Omnitron is without us: names must be equal, of cities and townships but for case."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        township = gazetteer.township("Kadıköy")
        districts = gazetteer.districts_of(township)
        self.rows = {
            "countries": [{"pk": 1, "name": "Türkiye", "code": "tr"}],
            "cities": [city.to_dict() for city in gazetteer.cities],
            "townships": [township.to_dict()],
            "districts": [district.to_dict() for district in districts],
        }


class _Handler(BaseHTTPRequestHandler):
    server: LetterForLetter

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        self._send({"key": "open"})

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        rows = self.server.rows[url.path.strip("/").rpartition("/")[2]]
        found = [row for row in rows if _is_asked(row, query)]
        self._send({"count": len(found), "next": None, "previous": None, "results": found})

    def _send(self, document: Any) -> None:
        body = json.dumps(document).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _is_asked(row: dict[str, Any], query: dict[str, str]) -> bool:
    if any(name.startswith("mapping__") for name in query):
        return False
    name, code = str(row["name"]), str(row.get("code", ""))
    return (
        query.get("name__exact", name) == name
        and query.get("name__iexact", name).lower() == name.lower()
        and query.get("code__exact", code).lower() == code
    )


def test_letter_for_letter_the_same_orders_are_stopped(bundled: Gazetteer, addresses: Any) -> None:
    """Which shows that it is the service that resolves them, not the clients."""
    with LetterForLetter(bundled) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}"
        asked = ("tr", "İSTANBUL", "KADIKÖY", "CAFERAĞA MAH")
        with logged_in(address):
            assert resolve(addresses, *asked) == pks_of(bundled, *CAFERAGA)
        spelt = ("tr", "istanbul", "kadikoy", "caferağa mh.")
        assert stopped_by(address, addresses, *spelt) == "CityException"
        spelt = ("tr", "İSTANBUL", "kadikoy", "caferağa mh.")
        assert stopped_by(address, addresses, *spelt) == "TownshipException"
        spelt = ("tr", "İSTANBUL", "KADIKÖY", "caferağa mh.")
        assert stopped_by(address, addresses, *spelt) == "DistrictException"
        server.shutdown()


def test_their_iterator_ends_and_has_every_row_once(service: str, bundled: Gazetteer) -> None:
    from omnisdk.omnitron.endpoints import ChannelDistrictEndpoint

    city = bundled.city("Bolu")
    with logged_in(service):
        endpoint = ChannelDistrictEndpoint(channel_id=1)
        rows = [*endpoint.list(params={"city": city.pk})]
        assert len(rows) == 100
        for page in endpoint.iterator:
            rows += page
    expected = [one.pk for one in districts_of(bundled, city.pk)]
    assert sorted(row.pk for row in rows) == sorted(expected)


def districts_of(gazetteer: Gazetteer, city: int) -> list[Any]:
    townships = gazetteer.townships_of(city)
    return [one for township in townships for one in gazetteer.districts_of(township)]


def test_their_client_logs_in_with_a_token(
    bundled: Gazetteer, tmp_path: Any, addresses: Any
) -> None:
    from omnisdk.exceptions import ValidationError
    from omnisdk.omnitron.client import OmnitronApiClient

    tokens = tmp_path / "tokens"
    tokens.write_text("geheim\n")
    with serving(bundled, Settings(token_file=tokens)) as address:
        with logged_in(address, "geheim"):
            asked = ("tr", "istanbul", "kadikoy", "caferağa mh.")
            assert resolve(addresses, *asked) == pks_of(bundled, *CAFERAGA)
        with pytest.raises(ValidationError, match="Unable to log in"):
            OmnitronApiClient(base_url=f"{address}/", username="shop", password="wrong")
        with pytest.raises(ValidationError, match="Invalid token"):
            OmnitronApiClient(f"{address}/", "shop", "geheim", token="Token wrong")
        OmnitronApiClient(f"{address}/", "shop", "geheim", token="Token geheim")
