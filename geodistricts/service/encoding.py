"""Answers as JSON, quickly: records are written once and kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from geodistricts.basics.plain import as_json
from geodistricts.records import City, District, Township
from geodistricts.verdicts import Validation

_MOST_KEPT = 16_384
"""Records kept in writing, some 700 bytes each."""


class Encoder:
    """Writes answers as JSON, as their ``as_dict`` says.

    It belongs to one gazetteer: a record is known by its pk.

    Examples
    --------
    >>> import json
    >>> import geodistricts as gd
    >>> place = gd.reverse(41.0636, 28.8515)
    >>> json.loads(Encoder().encode(place)) == place.as_dict()
    True
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[type, int], orjson.Fragment] = {}

    def encode(self, answer: Any) -> bytes:
        """Write an answer: a record, a verdict, or lists and mappings of them.

        Parameters
        ----------
        answer : object
            Any of the gazetteer's answers.

        Returns
        -------
        bytes
            JSON; what is no number there is null.
        """
        return orjson.dumps(answer, default=self._plain)

    def _plain(self, value: Any) -> Any:
        if isinstance(value, (District, Township, City)):
            return self._record(value)
        if isinstance(value, Validation):
            return {"label": value.label, **value._asdict(), **value.written()}
        if hasattr(value, "_asdict"):
            fields = value._asdict()
            return {"label": value.label, **fields} if hasattr(value, "label") else fields
        return dict(value) if isinstance(value, Mapping) else as_json(value)

    def _record(self, record: District | Township | City) -> orjson.Fragment:
        key = type(record), record.pk
        kept = self._kept.get(key)
        if kept is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            kept = self._kept[key] = orjson.Fragment(_fitting(record))
        return kept


def _fitting(record: District | Township | City) -> bytes:
    """Write a record into memory of its size: orjson's own result has room for ten."""
    return bytes(memoryview(orjson.dumps(record.as_dict())))
