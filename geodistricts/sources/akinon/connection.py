"""The HTTP client of a crawl, and what the environment can have wrong for it."""

import os

import httpx

from geodistricts.errors import SourceError
from geodistricts.sources.akinon.body import ACCEPTED
from geodistricts.sources.akinon.secret import Secret

_CERTIFICATES = ("SSL_CERT_FILE", "SSL_CERT_DIR")
_PROXIES = ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "HTTP_PROXY", "http_proxy")


def connect(address: str, secret: Secret, timeout: float, concurrency: int) -> httpx.AsyncClient:
    """Make the HTTP client of a crawl; nothing is sent yet.

    Parameters
    ----------
    address : str
        The platform. A proxy could read the token from plain http, so that the environment's
        proxies are for https only.
    secret : Secret
        The token.
    timeout : float
        Seconds for each step of an answer.
    concurrency : int
        Connections, at most.

    Returns
    -------
    httpx.AsyncClient
        To be closed. Redirects are not followed.

    Raises
    ------
    SourceError
        Where a proxy or a file of certificates that the environment names cannot be used.
    """
    if address.startswith("https:"):
        _check_certificates()
    try:
        return httpx.AsyncClient(
            headers={
                "Authorization": secret.header,
                "Accept": "application/json",
                "Accept-Encoding": ACCEPTED,
            },
            follow_redirects=False,
            trust_env=address.startswith("https:"),
            timeout=timeout,
            limits=httpx.Limits(max_connections=concurrency),
        )
    except ImportError:
        reason = "SOCKS, which needs another package; run: pip install 'httpx[socks]'"
    except (ValueError, TypeError, httpx.InvalidURL):
        reason = "no address such as http://proxy.example.com:3128; put it right"
    except OSError:  # ssl.SSLError is one
        raise SourceError(
            f"{' or '.join(_CERTIFICATES)}: holds no certificates that can be read; "
            "name a PEM file, or unset the variable"
        ) from None
    names = " or ".join(name for name in _PROXIES if os.environ.get(name))
    raise SourceError(
        f"the proxy of {names or 'the system'} is {reason}, or list the platform in NO_PROXY"
    )


def _check_certificates() -> None:
    for name in _CERTIFICATES:
        place = os.environ.get(name)
        if place and not os.path.exists(place):
            raise SourceError(
                f"{name} names {place!r}, which is not there; name the file of certificates "
                "that is, or unset the variable"
            )
