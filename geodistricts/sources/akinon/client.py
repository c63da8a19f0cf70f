"""Asks an Akinon OMS for pages: politely, patiently, and never anybody else."""

import asyncio
import datetime
import email.utils
import random
import re
from http import HTTPStatus
from time import monotonic
from types import TracebackType
from typing import NamedTuple, Self
from urllib.parse import urlsplit

import httpx

from geodistricts.errors import SourceError
from geodistricts.sources.akinon.api import Endpoint, Page, read_page
from geodistricts.sources.akinon.body import MalformedBodyError, read_body
from geodistricts.sources.akinon.connection import connect
from geodistricts.sources.akinon.secret import HidingFilter, Secret, shown

_TOKEN = re.compile(r"[\x21-\x7e]+")
_AGAIN = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}


class Manners(NamedTuple):
    """How a server is treated.

    Attributes
    ----------
    concurrency : int
        Requests under way at once, at most.
    rate : float
        Requests a second, at most.
    tries : int
        How often a page is asked for before the crawl gives up.
    first_wait, longest_wait : float
        Seconds before the second try, which double up to the longest; each is shortened by
        up to a half, at random, so that requests that failed together do not return together.
    timeout : float
        Seconds for one answer.
    total : float
        Seconds for the whole crawl, waiting included.
    """

    concurrency: int = 4
    rate: float = 100.0
    tries: int = 8
    first_wait: float = 0.25
    longest_wait: float = 30.0
    timeout: float = 60.0
    total: float = 3600.0


class Answer(NamedTuple):
    """A page, and the body that it was read from; None where that repeats the token."""

    page: Page
    body: bytes | None


class _Failure(NamedTuple):
    """Why an answer was none, and how long the server asks to be left alone."""

    reason: str
    wait: float | None = None


def check_address(address: str) -> str:
    """Check the address of a platform.

    Parameters
    ----------
    address : str
        Such as ``"https://oms.example.com"``.

    Returns
    -------
    str
        The same without a slash at the end, scheme and host in small letters.

    Raises
    ------
    SourceError
        Where it is no web address, or has a user name, a query or a fragment in it.
    """
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        httpx.URL(address)
    except (ValueError, httpx.InvalidURL):
        usable = False
    if not usable:
        raise SourceError(f"{shown(address)} is no address such as https://oms.example.com")
    if parts.username is not None or parts.query or parts.fragment:
        raise SourceError(
            "the address must have no user name, query or fragment; "
            "the token goes into AKINON_TOKEN or --token-file"
        )
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}"


def sends_in_clear(address: str) -> bool:
    """Tell whether others on the way to a platform can read what is sent there.

    Parameters
    ----------
    address : str
        As ``check_address`` returns it.

    Returns
    -------
    bool
        True for plain http, but to this machine itself.

    Examples
    --------
    >>> sends_in_clear("http://oms.example.com"), sends_in_clear("http://localhost:8000")
    (True, False)
    """
    parts = urlsplit(address)
    return parts.scheme == "http" and parts.hostname not in ("localhost", "127.0.0.1", "::1")


def check_token(token: str) -> str:
    """Check that a token can stand in a header.

    Parameters
    ----------
    token : str
        The token, white space around it allowed.

    Returns
    -------
    str
        The token alone.

    Raises
    ------
    SourceError
        Where it is empty or no token; the message does not show it.
    """
    bare = token.removeprefix("\ufeff").strip()
    if not _TOKEN.fullmatch(bare):
        raise SourceError(
            "the token is empty or has characters that no token has; "
            "put it alone into AKINON_TOKEN or the file of --token-file"
        )
    return bare


class AkinonClient:
    """Reads pages from one platform.

    Parameters
    ----------
    address : str
        As ``check_address`` returns it.
    token : str
        As ``check_token`` returns it. It is sent to that address only: redirects are refused
        and no address that the server names is ever asked.
    manners : Manners
        How the server is treated.

    Attributes
    ----------
    retries : int
        How often a page was asked for again.
    """

    def __init__(self, address: str, token: str, manners: Manners) -> None:
        self.address = address
        self.manners = manners
        self.retries = 0
        self._secret = Secret(token)
        if self._secret.is_in(address):
            raise SourceError(
                "the address has the token in it; give the address alone as --base-url"
            )
        self._ends = monotonic() + manners.total
        self._free_at = 0.0
        self._log_filter = HidingFilter(self._secret)
        self._http = connect(address, self._secret, manners.timeout, manners.concurrency)

    async def __aenter__(self) -> Self:
        self._log_filter.add()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._http.aclose()
        self._log_filter.remove()

    async def page(self, endpoint: Endpoint, number: int) -> Answer | None:
        """Ask for a page until it comes.

        Parameters
        ----------
        endpoint : Endpoint
            The list.
        number : int
            From 1.

        Returns
        -------
        Answer or None
            The page; None where the server has none of this number (404).

        Raises
        ------
        SourceError
            Where it does not come, or is nothing to be trusted.
        """
        try:
            return await self._ask(endpoint, self.address + endpoint.path, number)
        except SourceError as error:
            message = self.hide(str(error))
        # Outside of the handler: what was raised there has the server's words in its context.
        raise SourceError(message)

    def hide(self, text: str) -> str:
        """Take the token out of text, in any form that it can have there."""
        return self._secret.hide(text)

    async def _ask(self, endpoint: Endpoint, url: str, number: int) -> Answer | None:
        tried = 0
        while True:
            answer = await self._try(endpoint, url, number)
            if not isinstance(answer, _Failure):
                return answer
            tried += 1
            await self._wait(answer, tried, f"{url}?page={number}")

    async def _wait(self, failure: _Failure, tried: int, where: str) -> None:
        if tried == self.manners.tries:
            raise SourceError(
                f"{where}: {failure.reason}, {tried} times in a row; "
                "go on with --resume once the server is well"
            )
        self.retries += 1
        doubled = self.manners.first_wait * 2 ** (tried - 1)
        seconds = min(doubled, self.manners.longest_wait) * random.uniform(0.5, 1)
        if failure.wait is not None:
            seconds += failure.wait
            self._free_at = max(self._free_at, monotonic() + failure.wait)
        if monotonic() + seconds > self._ends:
            raise SourceError(
                f"{where}: {failure.reason}, and waiting {seconds:.0f} s more would exceed the "
                f"{self.manners.total:.0f} s for the whole crawl; go on with --resume later"
            )
        await asyncio.sleep(seconds)

    async def _turn(self, where: str) -> None:
        """Wait until the rate, and a pause that the server asked for, allow one more request."""
        now = monotonic()
        start = max(now, self._free_at)
        self._free_at = start + 1 / self.manners.rate
        if start > self._ends:
            raise SourceError(
                f"{where}: the crawl took longer than {self.manners.total:.0f} s; "
                "go on with --resume, or allow more with --time-limit"
            )
        await asyncio.sleep(start - now)

    async def _try(self, endpoint: Endpoint, url: str, number: int) -> Answer | _Failure | None:
        where = f"{url}?page={number}"
        await self._turn(where)
        try:
            async with (
                asyncio.timeout(self.manners.timeout),
                self._http.stream("GET", url, params={"page": number}) as response,
            ):
                if response.status_code == HTTPStatus.OK:
                    body = await read_body(response, where, self.hide)
                    page = read_page(endpoint, url, number, body, self.hide)
                    if self._secret.is_in(body.decode(errors="replace")):
                        self._refuse_in_rows(page, where)
                        return Answer(page, None)
                    return Answer(page, body)
                return self._judge(response, where)
        except MalformedBodyError as error:
            return _Failure(str(error))
        except TimeoutError:
            return _Failure(f"no answer within {self.manners.timeout:g} s")
        except httpx.RequestError as error:
            return _Failure(f"the connection failed ({type(error).__name__})")

    def _refuse_in_rows(self, page: Page, where: str) -> None:
        """Keep the token out of the snapshot."""
        for field in page.rows.schema:
            for value in page.rows[field.name].to_pylist():
                if isinstance(value, str) and self._secret.is_in(value):
                    raise SourceError(
                        f"{where}: a {field.name} repeats the token, which no snapshot shall "
                        "hold; have the platform looked at, and the token replaced"
                    )

    def _judge(self, response: httpx.Response, where: str) -> _Failure | None:
        status = response.status_code
        if status == HTTPStatus.NOT_FOUND:
            return None
        if status in _AGAIN or status >= 500:
            wait = _retry_after(response.headers.get("Retry-After"))
            return _Failure(f"the server answers {status}", wait)
        if status == HTTPStatus.UNAUTHORIZED:
            raise SourceError(
                f"{where}: the server does not know the token (401); "
                "put a valid one into AKINON_TOKEN or --token-file, without the word Token"
            )
        if status == HTTPStatus.FORBIDDEN:
            raise SourceError(
                f"{where}: the token may not read this list (403); "
                "have its user given the right to view districts, or use another user's token"
            )
        if 300 <= status < 400:
            target = shown(response.headers.get("Location", ""), self.hide)
            raise SourceError(
                f"{where}: the server redirects to {target}; "
                "redirects are not followed, so that the token stays here; "
                "give the platform's final address as --base-url"
            )
        raise SourceError(f"{where}: the server answers {status}; is --base-url an Akinon OMS?")


def _retry_after(header: str | None) -> float | None:
    """Return the seconds that a Retry-After asks for, in either of its two forms."""
    if header is None:
        return None
    if header.isascii() and header.isdigit():
        return float(header[:9])
    try:
        until = email.utils.parsedate_to_datetime(header)
    except (ValueError, OverflowError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=datetime.UTC)
    return max(0.0, (until - datetime.datetime.now(datetime.UTC)).total_seconds())
