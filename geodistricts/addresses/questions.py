"""The questions about addresses that can be asked of a gazetteer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from geodistricts.addresses.batches import (
    ParsedAddresses,
    Validations,
    parse_each,
    validate_each,
)
from geodistricts.addresses.fields.place_readings import SPLIT
from geodistricts.basics.arguments import as_field
from geodistricts.basics.lazy import Lazy
from geodistricts.names.places import CityLike, TownshipLike
from geodistricts.names.questions import NameQuestions
from geodistricts.points.questions import BoundaryQuestions
from geodistricts.records import District, ParsedAddress
from geodistricts.verdicts import Resolved, Validation

if TYPE_CHECKING:
    from geodistricts.addresses.fields.validating import Validator
    from geodistricts.addresses.lines.parsing import Parser
    from geodistricts.addresses.postal_codes import PostalCodes


class AddressQuestions(NameQuestions, BoundaryQuestions):
    """``validate``, ``resolve``, ``parse``, and many at once; they build on names and places."""

    def validate(
        self,
        city: CityLike | None = None,
        township: TownshipLike | None = None,
        district: str | District | None = None,
        postal_code: str | int | None = None,
        latitude: float | str | None = None,
        longitude: float | str | None = None,
    ) -> Validation:
        """Judge the fields of an address, and say what they should be.

        Parameters
        ----------
        city, township : int, str or record, optional
            As somebody typed or chose them.
        district : str or District, optional
            A name in any spelling.
        postal_code : str or int, optional
            Five digits.
        latitude, longitude : float or str, optional
            A pin, degrees.

        Returns
        -------
        Validation
            The verdict. A bad address gives one too: nothing that is written in a field is an
            error. Empty text, None and NaN are fields that were not given.

        Raises
        ------
        TypeError
            Where a field for a name holds neither text nor a record, nor (city and township)
            a pk.
        """
        return self._validator.validate(city, township, district, postal_code, latitude, longitude)

    def resolve(
        self,
        city: CityLike | None = None,
        township: TownshipLike | None = None,
        district: str | District | None = None,
    ) -> Resolved:
        """Return the three pks of an address that needs no question.

        Parameters
        ----------
        city, township, district : optional
            As for ``validate``.

        Returns
        -------
        Resolved
            The pks of city, township and district, where the verdict is ``ACCEPT``.

        Raises
        ------
        AddressNotResolved
            Where it is not; the verdict is its ``validation``.
        TypeError
            As for ``validate``.
        """
        return self._validator.resolve(city, township, district)

    def parse(
        self, text: str, city: CityLike | None = None, township: TownshipLike | None = None
    ) -> ParsedAddress:
        """Find the city, township and district that a line of free text names.

        Parameters
        ----------
        text : str
            An address in one line or several, as somebody wrote it.
        city, township : int, str or record, optional
            Where it is, if that is known from elsewhere.

        Returns
        -------
        ParsedAddress
            What the line names, the street line that remains, and how sure that is. Where
            several districts fit equally well, none is chosen and all are alternatives.

        Raises
        ------
        LookupError
            Where the city or township that was given is unknown.
        TypeError
            Where the address is not text.
        """
        place = self._matcher.place(city, township)
        cities = () if place.city is None else (place.city,)
        townships = () if place.township is None else (place.township,)
        return self._parser.parse(text, cities, townships)

    def validate_many(
        self,
        *,
        city: object = None,
        township: object = None,
        district: object = None,
        postal_code: object = None,
        latitude: object = None,
        longitude: object = None,
    ) -> Validations:
        """Judge the fields of many addresses; each distinct address once.

        Parameters
        ----------
        city, township, district, postal_code, latitude, longitude : optional
            As for ``validate``; each one value for all, or an array, an Arrow or pandas column.

        Returns
        -------
        Validations
            The verdicts, column by column.

        Raises
        ------
        TypeError, ValueError
            Where a field is of the wrong type, or the lengths differ.
        """
        fields = (city, township, district, postal_code, latitude, longitude)
        return validate_each(self._validator.validate, self._rows.row_of, fields)

    def parse_many(
        self, texts: Iterable[object], *, city: object = None, township: object = None
    ) -> ParsedAddresses:
        """Parse many lines; each distinct line once.

        Parameters
        ----------
        texts : array_like of str, shape (lines,)
            An array, an Arrow or pandas column; None and NaN are empty lines.
        city, township : optional
            What is known of their places from elsewhere: one for all, or an array as long as
            ``texts``. Here, unlike in ``parse``, one that nobody can read is passed over.

        Returns
        -------
        ParsedAddresses
            The answers, column by column.

        Raises
        ------
        TypeError, ValueError
            Where a line is not text, or the lengths differ.
        """
        return parse_each(self._parse_row, self._rows.row_of, texts, city, township)

    def _parse_row(self, text: str, city: object, township: object) -> ParsedAddress:
        fields = self._validator.read_places(as_field(city), as_field(township))
        known = {reading.place for reading in fields.cities}
        inside = [
            place
            for place, quality in fields.townships
            if quality > SPLIT and (not known or place.city in known)
        ]
        return self._parser.parse(text, known, inside)

    @Lazy
    def _codes(self) -> PostalCodes:
        from geodistricts.addresses.postal_codes import PostalCodes

        return PostalCodes(self._rows)

    @Lazy
    def _validator(self) -> Validator:
        from geodistricts.addresses.fields.validating import Validator

        return Validator(self._rows, self._matcher, self._codes, self.reverse)

    @Lazy
    def _parser(self) -> Parser:
        from geodistricts.addresses.lines.parsing import Parser

        return Parser(self._rows, self._matcher, self._codes)
