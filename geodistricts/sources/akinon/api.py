"""The lists of an Akinon OMS, and reading one page of a list with nothing taken on trust."""

import datetime
import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urljoin, urlsplit

import pyarrow as pa

from geodistricts.errors import SourceError
from geodistricts.snapshot import DISTRICTS as SNAPSHOT_DISTRICTS
from geodistricts.snapshot import SCHEMAS
from geodistricts.sources.akinon.body import MalformedBodyError, parse_body
from geodistricts.sources.akinon.secret import Hide, shown
from geodistricts.sources.platform import Note, read_point

MOST_ROWS = 1_000_000
_LARGEST = 2**31 - 1


class Field(NamedTuple):
    """A field of a row: its name, the column it fills, and what its values must be."""

    name: str
    column: str
    read: Callable[[object], Any]
    required: bool = True


class Endpoint(NamedTuple):
    """A list of the API.

    Attributes
    ----------
    name : str
        What reports call it.
    path : str
        Below the address of the platform.
    what : str
        What a row is.
    fields : tuple of Field
        The documented ones; the first is the primary key.
    optional : bool
        True where a server may do without it.
    """

    name: str
    path: str
    what: str
    fields: tuple[Field, ...]
    optional: bool = False

    @property
    def schema(self) -> pa.Schema:
        """The columns of its rows."""
        types = {field.name: field.type for field in SCHEMAS[SNAPSHOT_DISTRICTS]}
        return pa.schema(
            [(field.column, types[field.column]) for field in self.fields if field.column in types]
        )


class Page(NamedTuple):
    """A page that was read.

    Attributes
    ----------
    total : int
        How many rows the server says the whole list has.
    is_last : bool
        True where the server names no next page.
    rows : pyarrow.RecordBatch
        In the endpoint's schema.
    notes : tuple of Note
        What was left out, and why.
    """

    total: int
    is_last: bool
    rows: pa.RecordBatch
    notes: tuple[Note, ...]


def _number(value: object) -> int:
    if type(value) is not int or not 0 < value <= _LARGEST:
        raise ValueError(f"a whole number from 1 to {_LARGEST:,}")
    return value


def _number_or_null(value: object) -> int | None:
    return None if value is None else _number(value)


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true or false")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or not _is_unicode(value):
        raise ValueError("text that is not blank")
    return value


def _is_unicode(text: str) -> bool:
    """Tell whether text can be written down; half of a surrogate pair cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _date_or_null(value: object) -> datetime.datetime | None:
    if value is None:
        return None
    try:
        date = datetime.datetime.fromisoformat(value)  # type: ignore[arg-type]
        return date.replace(tzinfo=datetime.UTC) if date.tzinfo is None else _in_utc(date)
    except (TypeError, ValueError, OverflowError):
        raise ValueError("null or a date such as 2021-07-06T13:36:59.785704Z") from None


def _in_utc(date: datetime.datetime) -> datetime.datetime:
    return date.astimezone(datetime.UTC)


def _json(value: object) -> str | None:
    try:
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False)
    except ValueError:
        raise ValueError("numbers that JSON can hold") from None
    if not _is_unicode(text):
        raise ValueError("valid Unicode")
    return None if value is None else text


def _anything(value: object) -> Any:
    return value


def _fields(*fields: tuple[str, Callable[[object], Any]]) -> tuple[Field, ...]:
    return tuple(Field(name, "pk" if name == "id" else name, read) for name, read in fields)


_POINT = (("longitude", _anything), ("latitude", _anything))
_DISTRICT = (("name", _text), ("city", _number), ("township", _number), ("is_active", _truth))

DISTRICTS = Endpoint(
    "districts",
    "/api/v1/oms/districts/",
    "district",
    _fields(("pk", _number), *_DISTRICT, *_POINT),
)
LIST_SIMPLE = Endpoint(
    "districts/list-simple",
    "/api/v1/oms/districts/list-simple/",
    "district",
    _fields(
        ("id", _number),
        *_DISTRICT,
        *_POINT,
        ("created_date", _date_or_null),
        ("modified_date", _date_or_null),
        ("omnitron_id", _number_or_null),
        ("mapping", _json),
    ),
)
TOWNSHIPS = Endpoint(
    "townships",
    "/api/v1/oms/townships/",
    "township",
    _fields(("pk", _number), ("name", _text), ("city", _number), ("is_active", _truth), *_POINT),
    optional=True,
)
CITIES = Endpoint(
    "cities",
    "/api/v1/oms/cities/",
    "city",
    (
        *_fields(("pk", _number), ("name", _text)),
        Field("is_active", "is_active", _truth, required=False),
        Field("longitude", "longitude", _anything, required=False),
        Field("latitude", "latitude", _anything, required=False),
        Field("country", "country", _anything, required=False),
    ),
    optional=True,
)
ENDPOINTS = (DISTRICTS, LIST_SIMPLE, TOWNSHIPS, CITIES)
_DEFAULTS = {"is_active": True}


def read_page(endpoint: Endpoint, url: str, number: int, body: bytes, hide: Hide = str) -> Page:
    """Read a page, and check all that it says.

    Parameters
    ----------
    endpoint : Endpoint
        The list that the page is of.
    url : str
        The list's address.
    number : int
        The page's number, from 1.
    body : bytes
        The server's answer.
    hide : callable
        Takes the token out of what errors and notes show.

    Returns
    -------
    Page
        Its rows, in the API's order.

    Raises
    ------
    MalformedBodyError
        Where the body is no JSON.
    SourceError
        Where it is JSON of another shape than the documented one, or ``next`` leads elsewhere.
    """
    where = f"{url}?page={number}"
    page = parse_body(body, where, hide)
    try:
        return _read_document(endpoint, url, number, page, hide)
    except RecursionError:
        raise MalformedBodyError("nested deeper than any list") from None


def _read_document(endpoint: Endpoint, url: str, number: int, page: object, hide: Hide) -> Page:
    where = f"{url}?page={number}"
    if not isinstance(page, dict):
        raise _unlike(
            hide, where, "the page", page, "an object with count, next, previous, results"
        )
    for name in ("count", "next", "previous", "results"):
        if name not in page:
            raise SourceError(f"{where}: the page has no {name}; {_CHECK}")
    count, results, following = page["count"], page["results"], page["next"]
    if type(count) is not int or not 0 <= count <= MOST_ROWS:
        raise _unlike(hide, where, "count", count, f"a whole number from 0 to {MOST_ROWS:,}")
    if not isinstance(results, list) or len(results) > MOST_ROWS:
        raise _unlike(hide, where, "results", results, "a list")
    for name in ("next", "previous"):
        if not isinstance(page[name], str | None):
            raise _unlike(hide, where, name, page[name], "an address or null")
    if following is not None:
        _check_next(url, number, following, hide)
    notes = dict.fromkeys(
        _unknown(endpoint.name, page, {"count", "next", "previous", "results"}, hide)
    )
    known = {field.name for field in endpoint.fields}
    rows = []
    for place, row in enumerate(results):
        rows.append(_read_row(endpoint, f"{where}: results[{place}]", row, notes, hide))
        if row.keys() != known:
            notes |= dict.fromkeys(_unknown(endpoint.name, row, known, hide))
    columns = zip(*rows, strict=True) if rows else [[]] * len(endpoint.schema)
    arrays = [
        pa.array(values, field.type) for values, field in zip(columns, endpoint.schema, strict=True)
    ]
    batch = pa.RecordBatch.from_arrays(arrays, schema=endpoint.schema)
    return Page(count, following is None, batch, tuple(notes))


_CHECK = "is --base-url the address of an Akinon OMS, and this its documented list?"


def _unlike(hide: Hide, where: str, what: str, value: object, expected: str) -> SourceError:
    return SourceError(f"{where}: {what} is {shown(value, hide)}, not {expected}; {_CHECK}")


def _unknown(name: str, content: Mapping[str, Any], known: set[str], hide: Hide) -> list[Note]:
    return [
        Note("unknown field kept out", f"{shown(field, hide)} of {name}")
        for field in content
        if field not in known
    ]


def _read_row(
    endpoint: Endpoint, where: str, row: object, notes: dict[Note, None], hide: Hide
) -> tuple[Any, ...]:
    """Return the values of a row in the order of the schema."""
    if not isinstance(row, dict):
        raise _unlike(hide, where, "the row", row, "an object")
    values: dict[str, Any] = {}
    for name, column, read, required in endpoint.fields:
        if required and name not in row:
            raise SourceError(f"{where} has no {name}; {_CHECK}")
        value = row.get(name, _DEFAULTS.get(name))
        try:
            values[column] = read(value)
        except ValueError as error:
            raise _unlike(hide, where, name, value, str(error)) from None
    longitude, latitude = values["longitude"], values["latitude"]
    if longitude is not None or latitude is not None:
        problem, values["longitude"], values["latitude"] = read_point(longitude, latitude)
        if problem:
            subject = f"{endpoint.what} {values['pk']} ({shown(values['name'], hide)})"
            at = f"longitude {shown(longitude, hide)}, latitude {shown(latitude, hide)}"
            notes[Note(f"coordinates left out: {problem}", f"{subject}: {at}")] = None
    values.pop("country", None)
    return tuple(values.values())


def _check_next(url: str, number: int, following: str, hide: Hide) -> None:
    """Refuse a next page that is elsewhere, or not the page after this one."""
    here = f"{url}?page={number}"
    refused = f"{here}: next is {shown(following, hide)}, which"
    try:
        target, base = urlsplit(urljoin(here, following)), urlsplit(url)
        places = [(part.scheme, part.hostname, _port(part)) for part in (target, base)]
        pages = parse_qs(target.query).get("page")
    except ValueError:
        raise SourceError(f"{refused} is no address; {_CHECK}") from None
    if places[0] != places[1] or target.username is not None or target.password is not None:
        raise SourceError(
            f"{refused} is not on {base.scheme}://{base.netloc}; the crawl stopped, and the token "
            "went nowhere else; give the address that the platform itself uses as --base-url"
        )
    if target.path != base.path:
        raise SourceError(f"{refused} is another list; {_CHECK}")
    if pages != [str(number + 1)]:
        loops = pages and len(pages) == 1 and pages[0].isdecimal() and int(pages[0]) <= number
        raise SourceError(
            f"{refused} {'leads back, in a loop' if loops else 'is not the page after this one'}; "
            f"{_CHECK}"
        )


def _port(parts: Any) -> int | None:
    port: int | None = parts.port
    return port if port is not None else {"http": 80, "https": 443}.get(parts.scheme)
