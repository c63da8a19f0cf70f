"""Akinon: a snapshot with a platform's own numbers, from its OMS.

In come an address and a token; out comes a snapshot and a report. Every page is distrusted
(``api``), asked for politely (``client``), saved (``checkpoint``), until all fit together
(``crawl``); from there on it is a platform's list like others (``platform``). ``cli`` calls
``build_akinon``.
"""

from geodistricts.sources.akinon.build import build_akinon
from geodistricts.sources.akinon.client import (
    AkinonClient,
    Manners,
    check_address,
    check_token,
    sends_in_clear,
)

__all__ = [
    "AkinonClient",
    "Manners",
    "build_akinon",
    "check_address",
    "check_token",
    "sends_in_clear",
]
