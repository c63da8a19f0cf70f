"""Cities and townships as records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import pyarrow as pa

from geodistricts.basics.arrow import records
from geodistricts.records import City, Township


class Places:
    """The cities and townships of a snapshot.

    Parameters
    ----------
    cities, townships : pyarrow.Table
        As the snapshot has them.

    Attributes
    ----------
    cities, townships : dict of int to record
        By pk; all of them.
    townships_by_city : dict of int to list of Township
        The active townships of a city, by pk.
    """

    __slots__ = ("cities", "townships", "townships_by_city")

    def __init__(self, cities: pa.Table, townships: pa.Table) -> None:
        fields = (
            *("pk", "name", "display_name", "is_active"),
            *("latitude", "longitude", "official_code", "population"),
        )
        self.cities = {row[0]: City(*row) for row in records(cities, *fields)}
        self.townships = {
            pk: Township(pk, name, shown, self.cities[city], *rest)
            for city, pk, name, shown, *rest in records(townships, "city", *fields)
        }
        self.townships_by_city: defaultdict[int, list[Township]] = defaultdict(list)
        for township in self.townships.values():
            if township.is_active:
                self.townships_by_city[township.city.pk].append(township)


def common_place(
    places: Sequence[tuple[City | None, Township | None]],
) -> tuple[City | None, Township | None]:
    """Return the city and the township that all of some places share, None where they do not."""
    city, township = places[0]
    return (
        city if all(other == city for other, _ in places) else None,
        township if all(other == township for _, other in places) else None,
    )
