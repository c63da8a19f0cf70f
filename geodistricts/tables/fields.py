"""Fields: values of every Arrow type as the text that stands for them in a text file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geodistricts.basics.arrow import bytes_of, from_texts

_UUID, _UUID_PARTS = "arrow.uuid", (8, 12, 16, 20)
_TRUTH = "arrow.bool8"
_TOO_FAR = "<value out of range"
_DECIMAL_PLACES = {"s": 0, "ms": 3, "us": 6, "ns": 9}
_NO_JSON_NUMBERS = ("nan", "inf", "-inf")
(_NOTHING,) = from_texts([None])


def as_text(values: pa.Array) -> pa.Array:
    """Write values as text.

    Parameters
    ----------
    values : pyarrow.Array
        Of a type that ``has_text`` finds to have text.

    Returns
    -------
    pyarrow.StringArray
        Text as it is, numbers and times as Arrow writes them, durations as in ISO 8601, bytes
        in hexadecimal, lists, structs and maps as JSON; null where the value is.

    Raises
    ------
    ValueError
        Where a value has no text: a moment too far away, or text that is not UTF-8.

    Examples
    --------
    >>> as_text(pa.array([b"a", None, b"xyz"])).to_pylist()
    ['61', None, '78797a']
    >>> as_text(pa.array([{"city": "Iğdır", "pks": [1, None]}])).to_pylist()
    ['{"city": "Iğdır", "pks": [1, null]}']
    """
    kind = values.type
    if isinstance(kind, pa.BaseExtensionType):
        return _extension_as_text(values)
    if pa.types.is_dictionary(kind):
        return as_text(values.dictionary).take(values.indices)
    if pa.types.is_run_end_encoded(kind):
        return as_text(pc.run_end_decode(values))
    if _is_nested(kind):
        return pc.if_else(pc.is_valid(values), from_texts(_as_json(values)), _NOTHING)
    if _is_bytes(kind):
        return pc.if_else(pc.is_valid(values), _in_hexadecimal(values), _NOTHING)
    if pa.types.is_duration(kind):
        return from_texts([*_as_durations(values)])
    text = pc.cast(values, pa.string())
    if is_text(kind):
        text.validate(full=True)
    elif pa.types.is_temporal(kind) and pc.any(pc.starts_with(text, _TOO_FAR)).as_py():
        raise ValueError("a date or time too far away for text")
    return text


def has_text(kind: pa.DataType) -> bool:
    """Tell whether values of a type can be written as text."""
    try:
        as_text(pa.nulls(0, kind))
    except pa.ArrowNotImplementedError:
        return False
    return True


def is_text(kind: pa.DataType) -> bool:
    """Tell whether a type's values are texts, however they lie in memory."""
    tests = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)
    return any(test(kind) for test in tests)


def is_plain(kind: pa.DataType) -> bool:
    """Tell whether the text of a type's values can hold neither quotes nor delimiters."""
    return bool(pa.types.is_primitive(kind) or pa.types.is_decimal(kind))


def _is_bytes(kind: pa.DataType) -> bool:
    tests = (
        pa.types.is_binary,
        pa.types.is_large_binary,
        pa.types.is_fixed_size_binary,
        pa.types.is_binary_view,
    )
    return any(test(kind) for test in tests)


def _is_list(kind: pa.DataType) -> bool:
    tests = (
        pa.types.is_list,
        pa.types.is_large_list,
        pa.types.is_fixed_size_list,
        pa.types.is_list_view,
        pa.types.is_large_list_view,
    )
    return any(test(kind) for test in tests)


def _is_nested(kind: pa.DataType) -> bool:
    return _is_list(kind) or pa.types.is_struct(kind) or pa.types.is_map(kind)


def _stored(values: pa.ExtensionArray) -> pa.Array:
    """Return what an extension type means, in Arrow's own types."""
    is_truth = values.type.extension_name == _TRUTH
    return pc.cast(values.storage, pa.bool_()) if is_truth else values.storage


def _extension_as_text(values: pa.ExtensionArray) -> pa.Array:
    text = as_text(_stored(values))
    if values.type.extension_name == _UUID:
        for place, end in enumerate(_UUID_PARTS):
            text = pc.utf8_replace_slice(text, end + place, end + place, "-")
    return text


def _in_hexadecimal(values: pa.Array) -> pa.Array:
    if not len(values):
        return from_texts([])
    values = pc.cast(values, pa.binary())
    text = bytes_of(values).tobytes().hex().encode()
    ends = np.frombuffer(values.buffers()[1], np.int32)[values.offset :][: len(values) + 1]
    doubled = ((ends.astype(np.int64) - ends[0]) * 2).astype(np.int32)
    buffers = [None, pa.py_buffer(doubled), pa.py_buffer(text)]
    return pa.Array.from_buffers(pa.string(), len(values), buffers)


def _as_durations(values: pa.Array) -> Iterator[str | None]:
    places = _DECIMAL_PLACES[values.type.unit]
    for count in pc.cast(values, pa.int64()).to_pylist():
        if count is None:
            yield None
        else:
            whole, part = divmod(abs(count), 10**places)
            fraction = f".{part:0{places}}".rstrip("0") if part else ""
            yield f"{'-' if count < 0 else ''}PT{whole}{fraction}S"


def _as_json(values: pa.Array) -> list[str]:
    """Write values as JSON; what is no number, truth value, list or object is a string."""
    kind = values.type
    if isinstance(kind, pa.BaseExtensionType) and kind.extension_name != _UUID:
        return _as_json(_stored(values))
    if pa.types.is_dictionary(kind):
        return _as_json(values.dictionary_decode())
    if pa.types.is_run_end_encoded(kind):
        return _as_json(pc.run_end_decode(values))
    if pa.types.is_struct(kind):
        names = [_quoted(field.name) for field in kind]
        found = _objects(names, [_as_json(child) for child in values.flatten()], len(values))
    elif pa.types.is_map(kind):
        # Arrow counts and flattens lists only.
        values = pc.cast(values, pa.list_(pa.struct([kind.key_field, kind.item_field])))
        keys, items = values.flatten().flatten()
        pairs = map("{}: {}".format, map(_quoted, as_text(keys).to_pylist()), _as_json(items))
        found = _runs(pairs, values, "{{{}}}")
    elif _is_list(kind):
        found = _runs(iter(_as_json(values.flatten())), values, "[{}]")
    else:
        is_number = is_plain(kind) and not pa.types.is_temporal(kind)
        found = map(_number if is_number else _quoted, as_text(values).to_pylist())
    valid = pc.is_valid(values).to_pylist()
    return [text if is_valid else "null" for text, is_valid in zip(found, valid, strict=True)]


def _objects(names: list[str], columns: list[list[str]], count: int) -> Iterator[str]:
    for _, *texts in zip(range(count), *columns, strict=True):
        pairs = map("{}: {}".format, names, texts)
        yield f"{{{', '.join(pairs)}}}"


def _runs(items: Iterator[str], lists: pa.Array, around: str) -> Iterator[str]:
    """Take as many items as each list has."""
    for length in pc.list_value_length(lists).to_pylist():
        yield around.format(", ".join(islice(items, length or 0)))


def _quoted(text: str | None) -> str:
    return json.dumps(text, ensure_ascii=False)


def _number(text: str | None) -> str:
    return _quoted(text) if text in _NO_JSON_NUMBERS else str(text)
