"""The gate: tokens, limits, pages of other origins, packing."""

import gzip
import time
from collections.abc import Iterator
from pathlib import Path

import brotli
import httpx
import pytest

from geodistricts.gazetteer import Gazetteer
from serving import serving

pytest.importorskip("fastapi", reason="the service needs geodistricts[server]")
from geodistricts.service import Settings
from geodistricts.service.tokens import Tokens

SHOP = "https://shop.example"


@pytest.fixture(scope="module")
def guarded(bundled: Gazetteer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    path = tmp_path_factory.mktemp("tokens") / "tokens"
    path.write_text("# the shop\nabc\n\n  def  \n")
    settings = Settings(token_file=path, cors=(SHOP,), max_bytes=1_000, timeout=1.0)
    with serving(bundled, settings) as address, httpx.Client(base_url=address) as client:
        yield client


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("Bearer abc", 200),
        ("bearer def", 200),
        ("Token abc", 200),
        ("Bearer ab", 401),
        ("Bearer abcd", 401),
        ("Bearer # the shop", 401),
        ("Bearer", 401),
        ("Basic abc", 401),
        ("abc", 401),
        (None, 401),
    ],
)
def test_requests_bring_a_token(guarded: httpx.Client, header: str | None, status: int) -> None:
    headers = {} if header is None else {"authorization": header}
    answer = guarded.get("/v1/cities/40", headers=headers)
    assert answer.status_code == status
    if status == 401:
        assert answer.headers["www-authenticate"] == "Bearer"
        assert answer.headers["content-type"] == "application/problem+json"
        assert "abc" not in answer.text


def test_without_tokens_all_are_let_in(service: str) -> None:
    assert httpx.get(f"{service}/v1/cities/40").status_code == 200


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "has no token"), ("# abc\n", "has no token"), ("a b\n", "a space"), ("ş\n", "a space")],
)
def test_files_of_tokens_that_cannot_be_used(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "tokens"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=said) as raised:
        Tokens.read(path)
    assert str(path) in str(raised.value)


def test_tokens_do_not_show(tmp_path: Path) -> None:
    path = tmp_path / "tokens"
    path.write_text("secret\n")
    assert "secret" not in repr(Tokens.read(path))


def test_pages_of_the_origins_that_are_named(guarded: httpx.Client) -> None:
    asked = {
        "origin": SHOP,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization, content-type",
    }
    preflight = guarded.options("/v1/validate", headers=asked)
    assert preflight.status_code == 200
    assert preflight.headers["access-control-allow-origin"] == SHOP
    assert "POST" in preflight.headers["access-control-allow-methods"]
    other = guarded.options("/v1/validate", headers={**asked, "origin": "https://evil.example"})
    assert "access-control-allow-origin" not in other.headers
    for token in ("abc", "no"):
        headers = {"origin": SHOP, "authorization": f"Bearer {token}"}
        answer = guarded.get("/v1/cities/40", headers=headers)
        assert answer.headers["access-control-allow-origin"] == SHOP
        assert "etag" in answer.headers["access-control-expose-headers"].lower()


def test_no_pages_where_none_are_named(service: str) -> None:
    answer = httpx.get(f"{service}/v1/cities/40", headers={"origin": SHOP})
    assert "access-control-allow-origin" not in answer.headers


def test_bodies_no_larger_than_allowed(guarded: httpx.Client) -> None:
    headers = {"authorization": "Bearer abc", "content-type": "application/json"}
    padded = b'{"city": "34"}'.ljust(1_000)
    assert guarded.post("/v1/validate", content=padded, headers=headers).status_code == 200

    def in_parts() -> Iterator[bytes]:
        yield padded
        yield b" "

    for body in (padded + b" ", in_parts()):
        answer = guarded.post("/v1/validate", content=body, headers=headers)
        assert answer.status_code == 413
        assert "1,000 bytes" in answer.json()["detail"]


def test_bodies_no_slower_than_allowed(guarded: httpx.Client) -> None:
    def slowly() -> Iterator[bytes]:
        for letter in b'{"city": "34"}':
            yield bytes([letter])
            time.sleep(0.2)

    headers = {"authorization": "Bearer abc", "content-type": "application/json"}
    answer = guarded.post("/v1/validate", content=slowly(), headers=headers)
    assert answer.status_code == 408
    assert answer.headers["connection"] == "close"


@pytest.mark.parametrize(
    ("accepted", "unpack"),
    [("gzip", gzip.decompress), ("br", brotli.decompress), ("identity", bytes)],
)
def test_long_answers_are_packed(service: str, accepted: str, unpack: object) -> None:
    with httpx.stream(
        "GET", f"{service}/v1/cities/40/townships", headers={"accept-encoding": accepted}
    ) as answer:
        body = b"".join(answer.iter_raw())
        assert answer.headers.get("content-encoding", "identity") == accepted
    plain = httpx.get(
        f"{service}/v1/cities/40/townships", headers={"accept-encoding": "identity"}
    ).content
    assert unpack(body) == plain  # type: ignore[operator]
    assert accepted == "identity" or len(body) < len(plain) / 2


def test_batches_in_parts_arrive_whole(service: str) -> None:
    """Longer than a part, packed or not."""
    rows = [{"lat": 41.0 + place / 1e4, "lon": 29.0} for place in range(3_000)]
    bodies = {
        httpx.post(
            f"{service}/v1/nearest/batch", json=rows, headers={"accept-encoding": accepted}
        ).content
        for accepted in ("gzip", "br", "identity")
    }
    assert len(bodies) == 1
    assert len(bodies.pop()) > 1 << 20
