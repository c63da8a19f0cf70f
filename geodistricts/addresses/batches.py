"""Many addresses at once: each distinct one is solved once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

import numpy as np
import pyarrow as pa

from geodistricts.basics.arguments import as_list, is_one, plain
from geodistricts.basics.arrow import from_numbers, from_rows, from_texts
from geodistricts.names import places_in_column
from geodistricts.records import City, District, ParsedAddress, Township
from geodistricts.verdicts import ACCEPT, CONFIRM, FIX, Validation

if TYPE_CHECKING:
    from geodistricts.basics.arrays import Float64, Int32

_Answer = TypeVar("_Answer")
_Fields = tuple[Any, ...]
_KEYS = {type(None), str, int, float, City, Township, District}
_NAMES = pa.dictionary(pa.int32(), pa.string())
_COMPONENTS = ("city", "township", "district", "postal_code", "pin", "address")


class _Rows(Generic[_Answer]):
    """The rows of a batch as they were asked, each to be asked alone again.

    A batch keeps columns of its answers, which are much less than the answers themselves.
    """

    __slots__ = ("_columns", "_solve")

    def __init__(self, solve: Callable[..., _Answer], columns: Sequence[list[Any]]) -> None:
        self._solve, self._columns = solve, columns

    def __reduce__(self) -> tuple[Any, ...]:
        return _Rows, (_refuse, ())

    def answer(self, row: int, count: int) -> _Answer:
        try:
            place = range(count)[row]
        except IndexError:
            rows = "row" if count == 1 else "rows"
            raise IndexError(f"row {row} is not there; the batch has {count} {rows}") from None
        return self._solve(*(column[place] for column in self._columns))


def _refuse(*fields: object) -> Any:
    raise LookupError(
        "a batch that was pickled keeps its columns only; take single answers where it was made"
    )


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ParsedAddresses:
    """What many lines name, column by column.

    ``batch[i]`` is the single answer, as ``parse`` gives it. Libraries that read Arrow's C
    stream protocol take the whole as a table: ``polars.DataFrame(batch)``.

    Attributes
    ----------
    districts, townships, cities : ndarray of int32, shape (lines,)
        Primary keys; -1 where there is none. ``Gazetteer.take`` turns those of districts into
        an Arrow table with names, ``Gazetteer.districts`` into records.
    confidences : ndarray of float64, shape (lines,)
        0 to 1, as ``ParsedAddress`` has them.
    postal_codes : list of str or None
        As ``ParsedAddress`` has them.
    remainders : list of str
        What is left of the lines: street, building, door.
    """

    districts: Int32
    townships: Int32
    cities: Int32
    confidences: Float64
    postal_codes: list[str | None]
    remainders: list[str]
    _rows: _Rows[ParsedAddress]

    def __len__(self) -> int:
        """Return how many lines there are."""
        return len(self.districts)

    def __getitem__(self, row: int) -> ParsedAddress:
        """Return the single answer to a line."""
        return self._rows.answer(row, len(self))

    def to_arrow(self) -> pa.Table:
        """Return the columns as an Arrow table.

        Returns
        -------
        pyarrow.Table
            A column for each attribute, under its name; pks are null where there is none.

        Examples
        --------
        >>> import geodistricts as gd
        >>> found = gd.parse_many(["Caferağa Mh. Moda Cd. 45 Kadıköy", "nowhere"]).to_arrow()
        >>> found.select(["districts", "remainders"]).to_pylist()
        [{'districts': 35760, 'remainders': 'Moda Cd. 45'}, {'districts': None, 'remainders': \
'nowhere'}]
        """
        return pa.table(
            {
                **_places(self),
                "confidences": from_numbers(self.confidences, pa.float64()),
                "postal_codes": from_texts(self.postal_codes),
                "remainders": from_texts(self.remainders),
            }
        )

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Export the table through Arrow's C stream protocol."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        """Say how many there are, and how many of them name a district."""
        found = np.count_nonzero(self.districts >= 0)
        return f"<ParsedAddresses of {len(self):,}: {found:,} with a district>"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Validations:
    """The verdicts on many addresses, column by column.

    ``batch[i]`` is the single verdict, as ``validate`` gives it. Libraries that read Arrow's C
    stream protocol take the whole as a table: ``polars.DataFrame(batch)``.

    Attributes
    ----------
    districts, townships, cities : ndarray of int32, shape (addresses,)
        Primary keys; -1 where there is none. ``Gazetteer.take`` turns those of districts into
        an Arrow table with names, ``Gazetteer.districts`` into records.
    possible_next_actions, granularities : list of str
        As ``Validation`` has them.
    postal_codes : list of str or None
        As ``Validation`` has them.
    confidences : ndarray of float64, shape (addresses,)
        0 to 1, as ``Validation`` has them.
    street_lines, formatted_addresses : list of str
        As ``Validation`` has them; empty where there is nothing to write.
    reasons : dict of str to list of (str or None)
        For each component, ``"city"``, ``"township"``, ``"district"``, ``"postal_code"``,
        ``"pin"`` and ``"address"``, why its value is not simply what was given, one of
        ``verdicts.REASONS``; None where it is, and where there is no such component.
    """

    districts: Int32
    townships: Int32
    cities: Int32
    possible_next_actions: list[str]
    granularities: list[str]
    postal_codes: list[str | None]
    confidences: Float64
    street_lines: list[str]
    formatted_addresses: list[str]
    reasons: dict[str, list[str | None]]
    _rows: _Rows[Validation]

    def __len__(self) -> int:
        """Return how many addresses there are."""
        return len(self.districts)

    def __getitem__(self, row: int) -> Validation:
        """Return the single verdict on an address."""
        return self._rows.answer(row, len(self))

    def to_arrow(self) -> pa.Table:
        """Return the columns as an Arrow table.

        Returns
        -------
        pyarrow.Table
            A column for each attribute, under its name. Pks are null where there is none;
            actions, granularities and the fields of the struct ``reasons`` are dictionaries.

        Examples
        --------
        >>> import geodistricts as gd
        >>> found = gd.validate_many(city="Ankara", township=["Batıkent"], district="Kardelen")
        >>> found.to_arrow().select(["districts", "possible_next_actions"]).to_pylist()[0]
        {'districts': 6560, 'possible_next_actions': 'ACCEPT'}
        """
        reasons = [_coded(self.reasons[name]) for name in _COMPONENTS]
        return pa.table(
            {
                **_places(self),
                "possible_next_actions": _coded(self.possible_next_actions),
                "granularities": _coded(self.granularities),
                "postal_codes": from_texts(self.postal_codes),
                "confidences": from_numbers(self.confidences, pa.float64()),
                "street_lines": from_texts(self.street_lines),
                "formatted_addresses": from_texts(self.formatted_addresses),
                "reasons": pa.StructArray.from_arrays(
                    reasons, fields=[pa.field(name, _NAMES) for name in _COMPONENTS]
                ),
            }
        )

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Export the table through Arrow's C stream protocol."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        """Say how many there are, and how many of each action."""
        counts = Counter(self.possible_next_actions)
        said = ", ".join(f"{counts[action]:,} {action}" for action in (ACCEPT, CONFIRM, FIX))
        return f"<Validations of {len(self):,}: {said}>"


def parse_each(
    parse: Callable[..., ParsedAddress],
    texts: Iterable[Any],
    city: Any,
    township: Any,
) -> ParsedAddresses:
    """Parse lines.

    Parameters
    ----------
    parse : callable
        Parses one line, given the fields of it.
    texts : array_like of str, shape (lines,)
        The lines; None and NaN are empty ones.
    city, township : object
        One for all, or an array as long as the lines.

    Returns
    -------
    ParsedAddresses
        In the order of the lines.
    """
    lines = ["" if text is None else text for text in as_list("texts", texts)]
    places = [
        places_in_column(level, values, "texts", len(lines))
        for level, values in (("city", city), ("township", township))
    ]
    columns: list[list[Any]] = [lines, *places]
    answers = _solve(parse, columns)
    return ParsedAddresses(
        *_numbers(answers),
        np.fromiter((one.confidence for one in answers), np.float64, len(answers)),
        [one.postal_code for one in answers],
        [one.remainder for one in answers],
        _Rows(parse, columns),
    )


def validate_each(validate: Callable[..., Validation], fields: Mapping[str, Any]) -> Validations:
    """Validate addresses.

    Parameters
    ----------
    validate : callable
        Validates one address, given its fields.
    fields : mapping of str to array_like
        For each field, by name, one value for all, or an array.

    Returns
    -------
    Validations
        In the order of the arrays.
    """
    columns = {name: as_list(name, values) for name, values in fields.items() if not is_one(values)}
    lengths = {len(column) for column in columns.values()}
    if len(lengths) > 1:
        raise ValueError(f"the fields must be of the same length, not {sorted(lengths)}")
    count = lengths.pop() if lengths else 1

    def outcome(*each: Any) -> _Outcome:
        return _outcome_of(validate(*each))

    given = [columns.get(name) or [plain(values)] * count for name, values in fields.items()]
    answers = _solve(outcome, given)
    return Validations(
        *_numbers(answers),
        [one.possible_next_action for one in answers],
        [one.granularity for one in answers],
        [one.postal_code for one in answers],
        np.fromiter((one.confidence for one in answers), np.float64, len(answers)),
        [one.street_line for one in answers],
        [one.formatted_address for one in answers],
        {name: [one.reasons[place] for one in answers] for place, name in enumerate(_COMPONENTS)},
        _Rows(validate, given),
    )


def _places(batch: ParsedAddresses | Validations) -> dict[str, pa.Array]:
    return {
        "districts": from_rows(batch.districts),
        "townships": from_rows(batch.townships),
        "cities": from_rows(batch.cities),
    }


def _coded(texts: Sequence[str | None]) -> pa.DictionaryArray:
    return from_texts(texts).dictionary_encode()


class _Outcome(NamedTuple):
    """What a batch keeps of a verdict: much less than the whole of it."""

    city: City | None
    township: Township | None
    district: District | None
    possible_next_action: str
    granularity: str
    postal_code: str | None
    confidence: float
    street_line: str
    formatted_address: str
    reasons: tuple[str | None, ...]


def _outcome_of(verdict: Validation) -> _Outcome:
    components = verdict.components
    return _Outcome(
        verdict.city,
        verdict.township,
        verdict.district,
        verdict.possible_next_action,
        verdict.granularity,
        verdict.postal_code,
        verdict.confidence,
        verdict.street_line,
        verdict.formatted_address,
        tuple([components[name].reason if name in components else None for name in _COMPONENTS]),
    )


def _solve(solve: Callable[..., _Answer], columns: Sequence[list[Any]]) -> list[_Answer]:
    if not all(set(map(type, column)) <= _KEYS for column in columns):
        # Such as True, which is no 1, but the same key; and what is no key at all.
        return [solve(*fields) for fields in zip(*columns, strict=True)]
    known: dict[_Fields, _Answer] = {}
    answers = []
    for fields in zip(*columns, strict=True):
        answer = known.get(fields)
        if answer is None:
            answer = known[fields] = solve(*fields)
        answers.append(answer)
    return answers


def _numbers(
    answers: Sequence[ParsedAddress] | Sequence[_Outcome],
) -> tuple[Int32, Int32, Int32]:
    """Return the pks of districts, townships and cities."""
    places = (
        (one.district for one in answers),
        (one.township for one in answers),
        (one.city for one in answers),
    )
    districts, townships, cities = (
        np.fromiter((-1 if one is None else one.pk for one in each), np.int32, len(answers))
        for each in places
    )
    return districts, townships, cities
