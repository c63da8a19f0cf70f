"""What polygons look like in WKB, little-endian: checked before anybody parses them.

A parser follows whatever is nested in whatever, and ends the process where that is too deep.
"""

from __future__ import annotations

from struct import Struct, error
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Bool, Int32, NDArray

_LITTLE_ENDIAN, _POLYGON, _MULTIPOLYGON = 1, 3, 6
_HEAD = Struct("<BII")
_COUNT = Struct("<I")
_VERTEX = 16


def begin_as_polygons(content: NDArray[np.uint8], offsets: Int32) -> Bool:
    """Tell which geometries begin as polygons or multipolygons do that are not empty.

    Parameters
    ----------
    content : ndarray of uint8
        Geometries, one after the other.
    offsets : ndarray of int32, shape (geometries + 1,)
        Where each begins.

    Returns
    -------
    ndarray of bool, shape (geometries,)
        A look at the first bytes of each.
    """
    begins: Bool = np.diff(offsets) > _HEAD.size
    heads = content[offsets[:-1][begins, None] + np.arange(_HEAD.size)]
    kinds = heads[:, 1:5].copy().view("<u4")[:, 0]
    begins[begins] = (
        (heads[:, 0] == _LITTLE_ENDIAN)
        & ((kinds == _POLYGON) | (kinds == _MULTIPOLYGON))
        & heads[:, 5:].any(axis=1)
    )
    return begins


def is_polygons(wkb: bytes) -> bool:
    """Tell whether bytes are those of a polygon or a multipolygon, to the last one.

    Parameters
    ----------
    wkb : bytes
        One geometry.

    Returns
    -------
    bool
        False, too, where a part or all of it is empty.

    Examples
    --------
    >>> import shapely
    >>> is_polygons(shapely.box(0, 0, 1, 1).wkb), is_polygons(shapely.Point(0, 0).wkb)
    (True, False)
    """
    try:
        _, kind, count = _HEAD.unpack_from(wkb)
        at, parts = (_HEAD.size, count) if kind == _MULTIPOLYGON else (0, 1)
        for _ in range(parts):
            order, kind, rings = _HEAD.unpack_from(wkb, at)
            if (order, kind) != (_LITTLE_ENDIAN, _POLYGON) or not rings:
                return False
            at += _HEAD.size
            for _ in range(rings):
                (vertices,) = _COUNT.unpack_from(wkb, at)
                at += _COUNT.size + _VERTEX * vertices
    except error:
        return False
    return at == len(wkb) and at > _HEAD.size
