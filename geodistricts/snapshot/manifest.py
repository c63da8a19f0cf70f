"""What a manifest must say, field by field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from geodistricts.snapshot.format import FILES

MOST_BYTES = 4 << 20
_DEEPEST = 16
_SOURCE = ("name", "origin", "licence", "retrieved", "sha256")
_CRC32, _SHA256 = re.compile(r"[0-9a-f]{8}"), re.compile(r"[0-9a-f]{64}")


def manifest_problem(manifest: Mapping[str, Any]) -> str | None:
    """Return what is wrong with a manifest's content, None where nothing is.

    Parameters
    ----------
    manifest : mapping
        Of a format that is known, with the right checksum.

    Returns
    -------
    str or None
        The first field that is missing or of another type than it must be.
    """
    return next(_problems(manifest), None)


def _problems(manifest: Mapping[str, Any]) -> Iterator[str]:
    if not _is_shallow(manifest, _DEEPEST):
        yield "it is nested deeper than any manifest"
        return
    if not isinstance(manifest.get("data_version"), str):
        yield "data_version is no text"
    if not isinstance(manifest.get("created"), str | None):
        yield "created is neither text nor null"
    yield from _source_problems(manifest.get("sources"))
    files = manifest.get("files")
    if not isinstance(files, dict):
        yield "files is no object"
        return
    for name in FILES:
        yield from _entry_problems(name, files[name]) if name in files else ()


def _source_problems(sources: object) -> Iterator[str]:
    if not isinstance(sources, list):
        yield "sources is no list"
        return
    for place, source in enumerate(sources):
        if not isinstance(source, dict):
            yield f"sources[{place}] is no object"
            return
        for name in _SOURCE:
            may_lack = name == "retrieved" and name in source
            if not isinstance(source.get(name), str | None if may_lack else str):
                yield f"{name} of sources[{place}] is no text"
        if source.keys() != set(_SOURCE):
            yield f"sources[{place}] has other fields than {', '.join(_SOURCE)}"


def _entry_problems(name: str, entry: object) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield f"the entry of {name} is no object"
        return
    for field in ("rows", "bytes"):
        if type(entry.get(field)) is not int or entry[field] < 0:
            yield f"{field} of {name} is no count"
    for field, pattern in (("crc32", _CRC32), ("sha256", _SHA256)):
        if not isinstance(entry.get(field), str) or not pattern.fullmatch(entry[field]):
            yield f"{field} of {name} is no checksum"


def _is_shallow(value: object, levels: int) -> bool:
    if not isinstance(value, dict | list):
        return True
    members = value.values() if isinstance(value, dict) else value
    return levels > 0 and all(_is_shallow(member, levels - 1) for member in members)
