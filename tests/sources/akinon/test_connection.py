"""What the environment has wrong: a sentence that names the variable, before anything is sent."""

from pathlib import Path

import pytest

from akinon_crawls import QUICK
from akinon_server import TOKEN
from geodistricts.errors import SourceError
from geodistricts.sources.akinon.client import AkinonClient

_ALL = ("HTTPS_PROXY", "ALL_PROXY", "HTTP_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR")


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in _ALL:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("ALL_PROXY", "socks5://user:hidden@127.0.0.1:1080", r"SOCKS.*httpx\[socks\].*NO_PROXY"),
        ("https_proxy", "socks5h://127.0.0.1:1080", "SOCKS"),
        ("HTTPS_PROXY", "socks4://127.0.0.1:1080", "no address such as http://"),
        ("HTTPS_PROXY", "ftp://user:hidden@127.0.0.1", "no address such as http://"),
        ("ALL_PROXY", "gopher://127.0.0.1", "no address such as http://"),
        ("HTTPS_PROXY", "http://127.0.0.1:port", "no address such as http://"),
        ("SSL_CERT_FILE", "/not/there.pem", "'/not/there.pem', which is not there"),
        ("SSL_CERT_FILE", __file__, "no certificates that can be read"),
        ("SSL_CERT_DIR", "/not/there", "'/not/there', which is not there"),
    ],
)
def test_what_is_wrong_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, reason: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SourceError, match=reason) as raised:
        AkinonClient("https://oms.example.com", TOKEN, QUICK)
    assert name in str(raised.value)
    assert "hidden" not in str(raised.value)


def test_plain_http_asks_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1080")
    monkeypatch.setenv("SSL_CERT_FILE", "/not/there.pem")
    AkinonClient("http://localhost:1", TOKEN, QUICK)


def test_what_is_right_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://user:hidden@127.0.0.1:3128")
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    AkinonClient("https://oms.example.com", TOKEN, QUICK)
