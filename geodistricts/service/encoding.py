"""Answers as JSON, quickly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from geodistricts.basics.plain import as_json
from geodistricts.records import City, District, Township
from geodistricts.verdicts import Validation

_RECORDS = (District, Township, City)


def encode(answer: Any) -> bytes:
    """Write an answer as JSON, as its ``as_dict`` says.

    Parameters
    ----------
    answer : object
        Any of the gazetteer's answers: a record, a verdict, or lists and mappings of them.

    Returns
    -------
    bytes
        JSON; what is no number there is null.

    Examples
    --------
    >>> import json
    >>> import geodistricts as gd
    >>> place = gd.reverse(41.0636, 28.8515)
    >>> json.loads(encode(place)) == place.as_dict()
    True
    """
    return orjson.dumps(answer, default=_plain)


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind in _RECORDS:
        return value.as_dict()
    if kind is Validation:
        return {"label": value.label, **value._asdict(), **value.written()}
    if hasattr(kind, "_asdict"):
        fields = value._asdict()
        return {"label": value.label, **fields} if hasattr(kind, "label") else fields
    return dict(value) if isinstance(value, Mapping) else as_json(value)
