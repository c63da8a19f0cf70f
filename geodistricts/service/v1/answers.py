"""The shapes of answers, for the documentation: the records' own fields and descriptions."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, create_model

from geodistricts.records import District, Township
from geodistricts.service.v1.suggestion import LEVELS, Suggestion
from geodistricts.verdicts import Validation

_ATTRIBUTE = re.compile(
    r"^(?P<names>\w+(?:, \w+)*) : (?P<kind>.+)\n(?P<said>(?:    .+\n)+)", re.MULTILINE
)
_ONE_OF = re.compile(r"\{(?:\"[^\"]+\"(?:, )?)+\}")
_CLOSED = ConfigDict(extra="forbid")


class PlaceInBrief(BaseModel):
    """A city or township that another place lies in."""

    model_config = _CLOSED
    pk: int = Field(description="Number of the place.")
    name: str = Field(description="The list's own spelling.")
    display_name: str = Field(description="The spelling to show.")


_IN_BRIEF: Mapping[type, frozenset[str]] = {
    Township: frozenset({"city"}),
    District: frozenset({"city", "township"}),
}
_WRITTEN = {
    "formatted_address": (str, Field(description="The address in one line, as PTT asks it.")),
    "address_lines": (list[str], Field(description="The same in lines, for a label.")),
}
_MATCHED = "Letters of the label that were typed: from each first to the one after the last."
_LABEL = "The text to show, with the places that it lies in."


def shape_of(hint: Any) -> Any:
    """Return the type of an answer as JSON has it.

    Parameters
    ----------
    hint : type
        What a question returns.

    Returns
    -------
    type
        The same with a model in the place of each record, and lists in that of tuples.
    """
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return Union[tuple(shape_of(one) for one in arguments)]  # noqa: UP007
    if hint is Suggestion:
        return Union[tuple(_suggested(record) for record in LEVELS)]  # noqa: UP007
    if origin is tuple and arguments[-1:] != (...,):
        return list[Any]
    if origin in (tuple, list):
        return list[shape_of(arguments[0])]  # type: ignore[misc]
    if inspect.isclass(origin) and issubclass(origin, Mapping):
        return dict[str, shape_of(arguments[1])]  # type: ignore[misc]
    return _model(hint) if hasattr(hint, "_fields") else hint


@cache
def _model(record: type) -> type[BaseModel]:
    """Make a model of a record, of what its class says of it."""
    said = _attributes(record)
    brief = _IN_BRIEF.get(record, frozenset())
    fields: dict[str, Any] = {}
    if hasattr(record, "label"):
        label = get_type_hints(record.label.fget)["return"]
        fields["label"] = (label, Field(description=_LABEL))
    for name, hint in get_type_hints(record).items():
        kind, description = said[name]
        shape = PlaceInBrief if name in brief else shape_of(hint)
        if _ONE_OF.fullmatch(kind):
            shape = Literal[tuple(re.findall('"(.+?)"', kind))]
        fields[name] = (shape, Field(description=description))
    if record is Validation:
        fields.update(_WRITTEN)
    summary = (record.__doc__ or "").partition("\n")[0]
    return create_model(record.__name__, __config__=_CLOSED, __doc__=summary, **fields)


@cache
def _suggested(record: type) -> type[BaseModel]:
    """Make a model of a record among suggestions."""
    level: Any = Literal[LEVELS[record]]
    fields: dict[str, Any] = {
        "level": (level, Field(description="What it is.")),
        "matched": (list[tuple[int, int]], Field(description=_MATCHED)),
    }
    name = f"Suggested{record.__name__}"
    said = f"A {LEVELS[record]} among suggestions."
    return create_model(name, __base__=_model(record), __doc__=said, **fields)


def _attributes(record: type) -> dict[str, tuple[str, str]]:
    """Read what the section of attributes of a docstring says of each: its type, and what it is."""
    _, _, section = f"{inspect.getdoc(record)}\n".partition("Attributes\n")
    return {
        name: (found["kind"], " ".join(found["said"].split()).replace("``", "`"))
        for found in _ATTRIBUTE.finditer(section.replace("\\\n", ""))
        for name in found["names"].split(", ")
    }
