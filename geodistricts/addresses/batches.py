"""Many addresses at once: each distinct one is solved once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from geodistricts.basics.arguments import as_list, broadcast, given, is_one
from geodistricts.records import ParsedAddress
from geodistricts.verdicts import Validation

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Float64, Int32

_Answer = TypeVar("_Answer", ParsedAddress, Validation)
_Rows = Callable[[int], int]
_Fields = tuple[Any, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ParsedAddresses:
    """What many lines name, column by column.

    Attributes
    ----------
    rows : ndarray of int32, shape (lines,)
        Rows of ``Gazetteer.table``, for ``districts_at``; -1 where there is no district.
    cities, townships : ndarray of int32, shape (lines,)
        Primary keys; -1 where there is none.
    confidences : ndarray of float64, shape (lines,)
        0 to 1.
    postal_codes : list of str or None
        As ``ParsedAddress`` has them.
    remainders : list of str
        The street lines.
    """

    rows: Int32
    cities: Int32
    townships: Int32
    confidences: Float64
    postal_codes: list[str | None]
    remainders: list[str]


@dataclass(frozen=True, slots=True, eq=False)
class Validations:
    """The verdicts on many addresses, column by column.

    Attributes
    ----------
    rows : ndarray of int32, shape (addresses,)
        Rows of ``Gazetteer.table``, for ``districts_at``; -1 where there is no district.
    cities, townships : ndarray of int32, shape (addresses,)
        Primary keys; -1 where there is none.
    possible_next_actions, granularities : list of str
        As ``Validation`` has them.
    postal_codes : list of str or None
        As ``Validation`` has them.
    """

    rows: Int32
    cities: Int32
    townships: Int32
    possible_next_actions: list[str]
    granularities: list[str]
    postal_codes: list[str | None]


def parse_each(
    parse: Callable[..., ParsedAddress],
    row_of: _Rows,
    texts: Iterable[Any],
    city: Any,
    township: Any,
) -> ParsedAddresses:
    """Parse lines.

    Parameters
    ----------
    parse : callable
        Parses one line, given the fields of it.
    row_of : callable
        Gives the row of a pk.
    texts : array_like of str, shape (lines,)
        The lines; None and NaN are empty ones.
    city, township : object
        One for all, or an array as long as the lines.

    Returns
    -------
    ParsedAddresses
        In the order of the lines.
    """
    lines = as_list(texts)
    columns = [
        lines,
        broadcast("city", city, "texts", len(lines)),
        broadcast("township", township, "texts", len(lines)),
    ]
    answers = _solve(lambda text, *known: parse("" if text is None else text, *known), columns)
    return ParsedAddresses(
        *_numbers(answers, row_of),
        np.fromiter((one.confidence for one in answers), np.float64, len(answers)),
        [one.postal_code for one in answers],
        [one.remainder for one in answers],
    )


def validate_each(
    validate: Callable[..., Validation], row_of: _Rows, fields: Sequence[Any]
) -> Validations:
    """Validate addresses.

    Parameters
    ----------
    validate : callable
        Validates one address, given its fields.
    row_of : callable
        Gives the row of a pk.
    fields : sequence of array_like
        For each field one value for all, or an array.

    Returns
    -------
    Validations
        In the order of the arrays.
    """
    columns = [values if is_one(values) else as_list(values) for values in fields]
    lengths = {len(column) for column in columns if not is_one(column)}
    if len(lengths) > 1:
        raise ValueError(f"the fields must be of one length, not {sorted(lengths)}")
    count = lengths.pop() if lengths else 1
    answers = _solve(
        validate, [[column] * count if is_one(column) else column for column in columns]
    )
    return Validations(
        *_numbers(answers, row_of),
        [one.possible_next_action for one in answers],
        [one.granularity for one in answers],
        [one.postal_code for one in answers],
    )


def _solve(solve: Callable[..., _Answer], columns: Sequence[list[Any]]) -> list[_Answer]:
    known: dict[_Fields, _Answer] = {}
    answers = []
    # Every NaN is another value; all of them are missing ones.
    for fields in zip(*(map(given, column) for column in columns), strict=True):
        answer = known.get(fields)
        if answer is None:
            answer = known[fields] = solve(*fields)
        answers.append(answer)
    return answers


def _numbers(
    answers: Sequence[ParsedAddress] | Sequence[Validation], row_of: _Rows
) -> tuple[Int32, Int32, Int32]:
    count = len(answers)
    rows = (-1 if one.district is None else row_of(one.district.pk) for one in answers)
    cities = (-1 if one.city is None else one.city.pk for one in answers)
    townships = (-1 if one.township is None else one.township.pk for one in answers)
    first, second, third = (np.fromiter(pks, np.int32, count) for pks in (rows, cities, townships))
    return first, second, third
