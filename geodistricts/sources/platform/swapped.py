"""Coordinates of a platform of which latitude and longitude have changed places."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from geodistricts.basics.arrow import numbers
from geodistricts.snapshot import DISTRICTS
from geodistricts.sources.platform.bundled import Bundled
from geodistricts.sources.platform.recognise import Recognised


def swapped_in_city(
    districts: pa.Table, cities: Mapping[int, Recognised], bundled: Bundled
) -> NDArray[np.bool_]:
    """Find coordinates that lie in their city only if latitude and longitude change places.

    Parameters
    ----------
    districts : pyarrow.Table
        The platform's.
    cities : mapping of int to Recognised
        What its cities are.
    bundled : Bundled
        Where those are.

    Returns
    -------
    ndarray of bool, shape (districts,)
        True where the two are swapped; in the east of the country both orders are degrees
        that Turkey has, and only the city tells.
    """
    boxes = _boxes(bundled.tables[DISTRICTS])
    latitudes, longitudes = numbers(districts, "latitude"), numbers(districts, "longitude")
    cities_of = numbers(districts, "city")
    swapped = np.zeros(districts.num_rows, dtype=np.bool_)
    for row in np.flatnonzero(~np.isnan(latitudes)).tolist():
        city = cities.get(int(cities_of[row]))
        if city is not None and city.pk in boxes:
            at = np.array([latitudes[row], longitudes[row]])
            swapped[row] = not _inside(boxes[city.pk], at) and _inside(boxes[city.pk], at[::-1])
    return swapped


def _boxes(districts: pa.Table) -> dict[int, NDArray[np.float64]]:
    """Return the least and the greatest latitude and longitude of each city."""
    cities = numbers(districts, "city")
    points = np.column_stack([numbers(districts, "latitude"), numbers(districts, "longitude")])
    located = ~np.isnan(points).any(axis=1)
    boxes = {}
    for city in np.unique(cities[located]).tolist():
        inside = points[located & (cities == city)]
        boxes[city] = np.stack([inside.min(axis=0), inside.max(axis=0)])
    return boxes


def _inside(box: NDArray[np.float64], point: NDArray[np.float64]) -> bool:
    return bool((box[0] <= point).all() and (point <= box[1]).all())
