"""Values as plain JSON."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

_PLAIN = frozenset((str, int, bool, type(None)))
_JSON = (str, int, float, bool, type(None))


def as_json(value: Any) -> Any:
    """Return a value as plain JSON.

    Parameters
    ----------
    value : object
        Records say themselves how (``as_dict``); numbers of any kind are numbers, those that
        are none None; mappings and lists are so in all their values.

    Returns
    -------
    object
        What ``json`` writes; anything else as text.

    Examples
    --------
    >>> as_json({"metres": float("nan"), "pks": (1, 2)})
    {'metres': None, 'pks': [1, 2]}
    """
    kind = value.__class__
    if kind in _PLAIN or (kind is float and math.isfinite(value)):
        return value
    if kind is dict or isinstance(value, Mapping):
        return {str(key): as_json(one) for key, one in value.items()}
    if hasattr(value, "as_dict"):
        return value.as_dict()
    if isinstance(value, (tuple, list)):
        return [as_json(one) for one in value]
    if hasattr(value, "item") and not getattr(value, "ndim", 1):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value if isinstance(value, _JSON) else str(value)
