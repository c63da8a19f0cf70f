"""Frames of pandas and GeoPandas."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from geodistricts.basics.arguments import as_field, as_number, shown
from geodistricts.basics.arrow import from_numbers, from_texts
from geodistricts.engines.asking import FRAME
from geodistricts.engines.missing import needs

try:
    import pandas as pd
except ImportError as error:
    raise needs("pandas", "pandas") from error

if TYPE_CHECKING:
    from geodistricts.engines.asking import Asked, Column

_WGS84 = 4326


def has_points(frame: Any) -> bool:
    """Tell whether a frame has a geometry for each row."""
    return hasattr(frame, "_geometry_column_name")


def add_columns(frame: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """Add the columns; see ``frames.enrich``."""
    if not isinstance(frame, pd.DataFrame):
        raise TypeError(
            f"frame must be a DataFrame, not a {type(frame).__name__}; of a Series make one with "
            "to_frame"
        )
    asked.check([*frame.columns])
    columns = (
        {role: _as_arrow(name, frame[name]) for role, name in asked.roles.items()}
        if asked.roles
        else _points(frame)
    )
    enriched = frame.copy(deep=False)
    for name, values in asked.answer(columns).items():
        enriched[name] = _as_pandas(values)
    return enriched


def _points(frame: Any) -> dict[str, pa.Array]:
    """Return the coordinates of the geometry column, degrees."""
    geometry = frame.geometry
    kinds = {*geometry.geom_type.dropna()} - {"Point"}
    if kinds:
        raise ValueError(
            f"the geometry column {geometry.name!r} must hold points, not {min(kinds)}; take "
            "representative_point() of them, or name latitude and longitude"
        )
    if geometry.crs is None:
        raise ValueError(
            f"the geometry column {geometry.name!r} has no CRS; set it with set_crs, such as "
            f"set_crs({_WGS84}) for degrees of longitude and latitude"
        )
    points = geometry.to_crs(_WGS84)
    return {
        role: from_numbers(values.to_numpy(dtype=np.float64), pa.float64())
        for role, values in (("latitude", points.y), ("longitude", points.x))
    }


def _as_arrow(name: Hashable, values: pd.Series) -> Column:
    if isinstance(values.dtype, np.dtype) and values.dtype.kind == "f":
        return from_numbers(values.to_numpy(dtype=np.float64), pa.float64())
    try:
        return pa.array(values, from_pandas=True)
    except Exception:
        # Texts and numbers mixed, as spreadsheets have them; or what Arrow has no type for, of
        # which each library has its own error.
        return from_texts([_as_text(name, row, value) for row, value in enumerate(values)])


def _as_text(name: Hashable, row: int, value: Any) -> str | None:
    field = as_field(value)
    if field is None:
        return None
    if isinstance(field, str):
        return field.encode(errors="replace").decode()
    if as_number(field) is None:
        raise ValueError(
            f"column {shown(name)} of {FRAME} holds {shown(value)} in row {row}; name one of "
            "text or numbers"
        )
    return str(field)


def _as_pandas(values: pa.Array) -> Any:
    if pa.types.is_dictionary(values.type):
        codes = values.indices.fill_null(-1).to_numpy()
        return pd.Categorical.from_codes(codes, values.dictionary.to_pandas())
    if pa.types.is_integer(values.type):
        return pd.Int32Dtype().__from_arrow__(values)
    return values.to_pandas().array
