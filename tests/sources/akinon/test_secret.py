"""The token shows nowhere: not cut, not escaped, not in what is logged or kept."""

import base64
import html
import json
import logging
import random
import traceback
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from hostile_server import answer, hostile
from hypothesis import given
from hypothesis import strategies as st

from akinon_crawls import QUICK
from akinon_lists import PlatformList
from akinon_server import serving
from geodistricts.errors import SourceError
from geodistricts.sources.akinon.checkpoint import Checkpoint
from geodistricts.sources.akinon.client import AkinonClient, check_token
from geodistricts.sources.akinon.crawl import crawl
from geodistricts.sources.akinon.secret import Secret, shown

PLAIN = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b"
TOKENS = [
    PLAIN,
    "a\"b'c\\d%e&f<g>h/i+j=k~l`m",
    "\\\"" * 20,
    "\\" * 40,
    "'" * 40,
    '"' * 40,
    "%" * 40,
    "&lt;%3C\\u003c\\x3c" * 3,
]  # fmt: skip
FORMS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "repr": repr,
    "repr of bytes": lambda token: repr(token.encode()),
    "JSON": json.dumps,
    "JSON in JSON": lambda token: json.dumps(json.dumps(token)),
    "URL": lambda token: quote(token, safe=""),
    "URL in URL": lambda token: quote(quote(token, safe=""), safe=""),
    "HTML": html.escape,
    "HTML in HTML": lambda token: html.escape(html.escape(token)),
    "JSON in HTML": lambda token: html.escape(json.dumps(token)),
    "JSON in a URL": lambda token: quote(json.dumps(token)),
    "u": lambda token: "".join(f"\\u{ord(char):04x}" for char in token),
    "%": lambda token: "".join(f"%{ord(char):02X}" for char in token),
    "&#": lambda token: "".join(f"&#{ord(char)};" for char in token),
    "&#x": lambda token: "".join(f"&#x{ord(char):X};" for char in token),
    "Base64": lambda token: base64.b64encode(token.encode()).decode(),
    "Base64 of the header": lambda token: base64.b64encode(f"Token {token}".encode()).decode(),
    "Base64 of a pair": lambda token: base64.urlsafe_b64encode(f"u:{token}".encode()).decode(),
    "hexadecimal": lambda token: token.encode().hex(),
}
PIECE = 6


def assert_no_piece(token: str, text: str) -> None:
    for start in range(len(token) - PIECE + 1):
        assert token[start : start + PIECE] not in text, (token, text)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("token", TOKENS)
def test_every_form_is_found(token: str, form: str) -> None:
    written = FORMS[form](token)
    text = Secret(token).hide(f"it was {written} that came")
    assert text.startswith("it was ")
    assert "[the token]" in text
    assert len(text) < 60
    assert Secret(PLAIN).is_in(f"x{FORMS[form](PLAIN)}y")


@pytest.mark.parametrize("token", TOKENS)
@pytest.mark.parametrize("form", FORMS)
def test_no_cut_leaves_a_piece(token: str, form: str) -> None:
    secret = Secret(token)
    for before in range(0, 70, 5):
        text = " " * before + FORMS[form](token)
        for value in (text, [text], {text: None}, f"{text}\n\x1b", f"{text}ş"):
            told = shown(value, secret.hide)
            assert len(told) <= 61
            assert_no_piece(token, told.replace("[the token]", ""))


@given(st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=16), st.randoms())
def test_any_mixture_of_escapes_is_found(token: str, choose: random.Random) -> None:
    token = token.replace("u", "v").replace("x", "y").replace("%", "1").replace("&", "2")
    writers = [FORMS[name] for name in ("as it is", "u", "%", "&#", "&#x", "HTML")]
    text = "".join(choose.choice(writers)(char) for char in token)
    assert Secret(token).hide(text) == "[the token]"
    assert Secret(token).is_in(text)


@given(st.text())
def test_other_text_stays(text: str) -> None:
    secret = Secret(PLAIN)
    assert secret.hide(text) == text
    assert not secret.is_in(text)
    assert PLAIN not in repr(secret)


@pytest.mark.parametrize("token", TOKENS)
def test_a_server_that_repeats_the_token(
    token: str, made: PlatformList, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """In a field that nobody knows, in what is wrong, in the address, in headers."""
    header = f"Token {check_token(token)}"
    caplog.set_level(logging.DEBUG)
    path = tmp_path / "crawl"
    for field in ("next", "count", "results", "name", "detail"):
        body: dict[str, object] = {
            "count": 1,
            "next": None,
            "previous": None,
            "results": [],
            "detail": "",
        }
        body |= {field: [header] if field == "count" else f"{'x' * 30}{header}"}
        reply = answer(json.dumps(body).encode(), f"X-Echo: {header}")
        reply = reply.replace(b"200 OK", f"200 {header}".encode(), 1)
        with hostile([reply]) as url, Checkpoint(path, url) as checkpoint:
            checkpoint.start()
            with pytest.raises(SourceError) as raised:
                crawl(AkinonClient(url, token, QUICK), checkpoint)
            error = raised.value
            assert error.__cause__ is None
            assert error.__context__ is None
            assert_no_piece(token, "".join(traceback.format_exception(error)))
            assert_no_piece(token, path.read_text("utf-8"))
            assert len(list(checkpoint.resume())) <= (field == "next")
    assert any("[the token]" in record.getMessage() for record in caplog.records)
    for record in caplog.records:
        if record.name.startswith("http"):
            assert_no_piece(token, record.getMessage())
    assert not logging.getLogger("httpx").filters


@pytest.mark.parametrize("field", ["name", "mapping"])
def test_a_token_among_the_rows_is_refused(made: PlatformList, tmp_path: Path, field: str) -> None:
    rows = [dict(row) for row in made.districts[:30]]
    rows[7][field] = f"{PLAIN} MAH" if field == "name" else {"header": f"Token {PLAIN}"}
    with serving(rows) as server, Checkpoint(tmp_path / "crawl", server.url) as checkpoint:
        server.token = PLAIN
        checkpoint.start()
        with pytest.raises(SourceError, match=f"a {field} repeats the token") as raised:
            crawl(AkinonClient(server.url, PLAIN, QUICK), checkpoint)
    assert_no_piece(PLAIN, str(raised.value))


def test_a_page_that_repeats_the_token_is_read_but_not_kept(
    made: PlatformList, tmp_path: Path
) -> None:
    with serving(made.districts[:30], page_size=10) as server:
        server.token = PLAIN
        server.rewrite = lambda path, page, document: (
            {**document, "debug": {"Authorization": f"Token {PLAIN}"}} if page == 2 else document
        )
        with Checkpoint(tmp_path / "crawl", server.url) as checkpoint:
            checkpoint.start()
            found = crawl(AkinonClient(server.url, PLAIN, QUICK), checkpoint)
            kept = {page.number for page in checkpoint.resume()}
    assert found.districts.num_rows == 30
    assert kept == {1, 3}


def test_an_address_with_the_token_in_it() -> None:
    for address in (f"https://{PLAIN}.example.com", f"https://oms.example.com/%39{PLAIN[1:]}"):
        with pytest.raises(SourceError, match="the address has the token in it") as raised:
            AkinonClient(address, PLAIN, QUICK)
        assert_no_piece(PLAIN, str(raised.value))
