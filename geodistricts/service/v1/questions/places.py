"""The city and the township of a question: as written, or by pk."""

from __future__ import annotations

from geodistricts.gazetteer import Gazetteer
from geodistricts.records import City, Township


def chosen(
    gazetteer: Gazetteer,
    city: str | None,
    township: str | None,
    city_pk: int | None,
    township_pk: int | None,
) -> tuple[str | City | None, str | Township | None]:
    """Return the places of a question: as written, or the records of the pks.

    Parameters
    ----------
    gazetteer : Gazetteer
        Knows the pks.
    city, township : str or None
        As somebody wrote them; blank is not given.
    city_pk, township_pk : int or None
        By pk instead.

    Returns
    -------
    tuple
        City and township.

    Raises
    ------
    ValueError
        Where a place is given in both ways.
    LookupError
        Where there is no such pk.
    """
    if city_pk is not None and city is not None:
        raise ValueError(f"city_pk is given, and so is city, {city!r}; give one of them")
    if township_pk is not None and township is not None:
        raise ValueError(
            f"township_pk is given, and so is township, {township!r}; give one of them"
        )
    return (
        _given(city) if city_pk is None else gazetteer.city(city_pk),
        _given(township) if township_pk is None else gazetteer.township(township_pk),
    )


def _given(text: str | None) -> str | None:
    return None if text is None or not text or text.isspace() else text
