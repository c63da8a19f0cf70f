"""Districts by pk: the records of some, or their columns, in the order asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from geodistricts.basics.arguments import shown
from geodistricts.basics.arrow import from_rows, from_texts, numbers, single_chunk
from geodistricts.records import City, District, Township
from geodistricts.snapshot.rows import DistrictRows

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Column

_NAMES_OF_PLACES = {
    "township_name": ("township", "name"),
    "township_display_name": ("township", "display_name"),
    "city_name": ("city", "name"),
    "city_display_name": ("city", "display_name"),
}
_USUAL = (
    *("pk", "name", "display_name", "kind", "village", "postal_code"),
    *("township", "township_name", "township_display_name"),
    *("city", "city_name", "city_display_name"),
    *("latitude", "longitude", "coordinate_source", "is_active"),
    *("official_code", "population"),
)


class DistrictsByPk:
    """The districts of some pks, as records or as columns.

    Parameters
    ----------
    rows : DistrictRows
        The districts.
    """

    def __init__(self, rows: DistrictRows) -> None:
        self._rows = rows

    def districts(self, pks: Column) -> list[District | None]:
        """Return the records of districts by pk, such as those of a batch.

        Parameters
        ----------
        pks : array_like of int, shape (districts,)
            Primary keys, also of inactive districts; -1 and missing values stand for none.

        Returns
        -------
        list of District or None
            A record for each pk, in their order; None for none.

        Raises
        ------
        LookupError
            Where no district has one of the pks; the message names it.
        TypeError, ValueError
            Where the pks are not a flat column of whole numbers.

        Examples
        --------
        >>> import geodistricts as gd
        >>> gazetteer = gd.Gazetteer.open()
        >>> pks, distances = gazetteer.nearest_many([41.0636, None], [28.8515, None])
        >>> [district and district.display_name for district in gazetteer.districts(pks)]
        ['100. Yıl Mah.', None]
        """
        record = self._rows.record
        return [None if row < 0 else record(row) for row in self._rows.rows_of(pks).tolist()]

    def take(self, pks: Column, columns: Sequence[str] | None = None) -> pa.Table:
        """Return districts by pk as an Arrow table, with the names of townships and cities.

        Parameters
        ----------
        pks : array_like of int, shape (districts,)
            Primary keys, as in ``districts``.
        columns : sequence of str, optional
            The columns wanted: any of ``Gazetteer.table``, where ``township`` and ``city`` are
            pks and ``boundary`` the number in ``boundaries("district")``, and ``township_name``,
            ``township_display_name``, ``city_name`` and ``city_display_name``. By default, what
            a ``District`` has.

        Returns
        -------
        pyarrow.Table
            A row for each pk, in their order; null where there is none.

        Raises
        ------
        LookupError
            Where no district has one of the pks, or there is no such column; the message names
            it.
        TypeError, ValueError
            As in ``districts``.

        Examples
        --------
        >>> import geodistricts as gd
        >>> gazetteer = gd.Gazetteer.open()
        >>> pks, distances = gazetteer.nearest_many([41.0636], [28.8515])
        >>> gazetteer.take(pks, columns=["display_name", "city", "city_display_name"]).to_pylist()
        [{'display_name': '100. Yıl Mah.', 'city': 40, 'city_display_name': 'İstanbul'}]
        """
        wanted = self._check(_USUAL if columns is None else columns)
        indices = from_rows(self._rows.rows_of(pks))
        taken = {}
        for name in wanted:
            if name in _NAMES_OF_PLACES:
                taken[name] = self._of_place(*_NAMES_OF_PLACES[name]).take(indices)
                continue
            values = single_chunk(self._rows.table[name]).take(indices)
            taken[name] = values.dictionary_decode() if hasattr(values, "dictionary") else values
        return pa.table(taken)

    def _of_place(self, level: str, field: str) -> pa.Array:
        """Return what the city or township of each district is called."""
        places = self._rows.places
        by_pk: Mapping[int, City | Township]
        by_pk = places.cities if level == "city" else places.townships
        pks = sorted(by_pk)
        position = np.searchsorted(pks, numbers(self._rows.table, level)).astype(np.int32)
        return from_texts([getattr(by_pk[pk], field) for pk in pks]).take(from_rows(position))

    def _check(self, columns: Sequence[str]) -> tuple[str, ...]:
        if isinstance(columns, str):
            raise TypeError(
                f"columns must be a list of names, not {shown(columns)}; put it in a list"
            )
        wanted = tuple(dict.fromkeys(columns))
        known = (*self._rows.table.column_names, *_NAMES_OF_PLACES)
        for name in wanted:
            if name not in known:
                raise LookupError(f"no column {shown(name)}; the columns are {', '.join(known)}")
        return wanted
