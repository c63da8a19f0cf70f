"""A place among suggestions of several levels, and what was typed of it."""

from __future__ import annotations

from typing import Any

from geodistricts.names import highlight
from geodistricts.records import City, District, Township

LEVELS: dict[type, str] = {City: "city", Township: "township", District: "district"}


class Suggestion(dict[str, Any]):
    """A place as JSON, with its level and which letters of its label were typed."""

    @classmethod
    def of(cls, place: City | Township | District, typed: str) -> Suggestion:
        """Make the suggestion of a place for what was typed."""
        matched = highlight(place.label, typed)
        return cls(level=LEVELS[type(place)], **place.as_dict(), matched=matched)
