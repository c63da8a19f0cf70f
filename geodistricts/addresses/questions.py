"""The questions about addresses.

Light to import, for the package's functions take their texts from here: the indexes, and with
them NumPy and Arrow, come with the first question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodistricts.basics.arguments import shown
from geodistricts.basics.lazy import Lazy, make_all
from geodistricts.errors import AddressNotResolved
from geodistricts.verdicts import ACCEPT, Resolved, problem_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from geodistricts.addresses.answers import Answers
    from geodistricts.addresses.batches import ParsedAddresses, Validations
    from geodistricts.addresses.postal_codes import PostalCodes
    from geodistricts.addresses.reading import Order, PlaceFields, Reader
    from geodistricts.addresses.solving import Solver
    from geodistricts.names import Names
    from geodistricts.records import (
        City,
        CityLike,
        District,
        ParsedAddress,
        Place,
        Township,
        TownshipLike,
    )
    from geodistricts.snapshot import DistrictRows
    from geodistricts.verdicts import Validation


class Addresses:
    """What an address means, in fields or in one line.

    Parameters
    ----------
    rows : DistrictRows
        The districts.
    names : Names
        Finds districts by name.
    reverse : callable
        Finds the place of a point.
    """

    def __init__(
        self, rows: DistrictRows, names: Names, reverse: Callable[[float, float], Place | None]
    ) -> None:
        self._rows = rows
        self._names = names
        self._reverse = reverse

    def validate(
        self,
        city: str | City | None = None,
        township: str | Township | None = None,
        district: str | District | None = None,
        postal_code: str | int | None = None,
        latitude: float | str | None = None,
        longitude: float | str | None = None,
        *,
        address: str | None = None,
    ) -> Validation:
        """Judge an order, its fields and its line together, and say what they should be.

        Act on ``possible_next_action``: at ACCEPT store the district, at CONFIRM ask the customer
        whether it is the right one, at FIX have the address corrected.

        Parameters
        ----------
        city, township : str or record, optional
            As somebody typed or chose them; digits for a city are its plate code.
        district : str or District, optional
            A name in any spelling.
        postal_code : str or int, optional
            Five digits.
        latitude, longitude : float or str, optional
            A pin, degrees, WGS 84.
        address : str, optional
            The free line beside the fields: street, building, door, and any places that somebody
            wrote into it. It fills in missing fields, and confirms or contradicts the others.

        Returns
        -------
        Validation
            The verdict, for a bad address too: nothing that is written in a field is an error.
            Empty text and missing values (None, NaN) are fields that were not given.

        Raises
        ------
        TypeError
            Where a field for a name holds neither text nor a record, or the line is not text. A
            number is refused, for it could be a pk or a plate code: give the record,
            ``gd.city(40)``, or text, ``"34"``.

        Examples
        --------
        >>> import geodistricts as gd
        >>> verdict = gd.validate(city="Kadıköy", township="istanbul", district="caferağa mh.")
        >>> verdict.possible_next_action, verdict.district.display_name, verdict.city.display_name
        ('ACCEPT', 'Caferağa Mah.', 'İstanbul')
        >>> verdict = gd.validate(city="İstanbul", township="Bakırköy", district="Caferağa")
        >>> verdict.possible_next_action, verdict.components["township"].value.display_name
        ('CONFIRM', 'Kadıköy')
        >>> verdict = gd.validate("Ankara", "Batıkent", address="Kardelen mah. 2090 sk. no:5 d:3")
        >>> verdict.possible_next_action, verdict.formatted_address
        ('ACCEPT', 'Kardelen Mah. 2090 Sk. No:5 D:3 06370 Yenimahalle/Ankara')
        """
        order = self._reader.read(
            city, township, district, postal_code, latitude, longitude, address
        )
        return self._judge(order)

    def _judge(self, order: Order) -> Validation:
        solution = self._solver.solve(order)
        choice, name = solution.choice, order.fields.district
        is_open = choice.best.row < 0 and not choice.others and solution.abroad is None
        if is_open and name is not None:
            return self._answers.verdict(solution, self._solver.nearest_names(choice, name))
        return self._answers.verdict(solution)

    def resolve(
        self,
        city: str | City | None = None,
        township: str | Township | None = None,
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
            The pks of city, township and district, where ``validate`` says ``ACCEPT``. They are
            the snapshot's: open one made by ``geodistricts build`` to get your platform's own.

        Raises
        ------
        AddressNotResolved
            Where it says anything else; its ``validation`` is the verdict.
        TypeError
            As for ``validate``.

        Examples
        --------
        >>> import geodistricts as gd
        >>> gd.resolve("istanbul", "kadikoy", "CAFERAGA") == gd.resolve(
        ...     "34", "Kadıköy", "cafer ağa mah"
        ... )
        True
        >>> gd.resolve("İstanbul", "Kadıköy", "Cumhuriyet")
        Traceback (most recent call last):
        geodistricts.errors.AddressNotResolved: no single district is clearly meant by city \
'İstanbul', township 'Kadıköy', district 'Cumhuriyet'; see .validation for what to correct
        """
        verdict = self.validate(city, township, district)
        found = verdict.district
        if verdict.possible_next_action == ACCEPT and found is not None:
            return Resolved(found.city.pk, found.township.pk, found.pk)
        raise AddressNotResolved(problem_of(verdict), verdict)

    def parse(
        self, text: str, city: CityLike | None = None, township: TownshipLike | None = None
    ) -> ParsedAddress:
        """Find the city, township and district that a line of free text names.

        Parameters
        ----------
        text : str
            An address in one line or several, as somebody wrote it.
        city, township : int, str or record, optional
            Where the address is, if that is known from elsewhere. A number is a pk, text a name
            or, for a city, a plate code; or a record.

        Returns
        -------
        ParsedAddress
            The places that the line names, the street line that remains, and how sure that is.
            Where several districts fit equally well, none is chosen and all are alternatives.

        Raises
        ------
        LookupError
            Where the city or township that was given is unknown.
        TypeError
            Where the text is not text, or the city or township is none of these.

        Examples
        --------
        >>> import geodistricts as gd
        >>> found = gd.parse("Caferağa Mah. Moda Cd. No:45 D:3 Kadıköy / İstanbul")
        >>> found.district.name, found.township.name, found.remainder
        ('CAFERAĞA MAH', 'KADIKÖY', 'Moda Cd. No:45 D:3')
        """
        places = self._reader.nowhere
        if city is not None or township is not None:
            place = self._names.matcher.place(city, township)
            pks = (None if one is None else one.pk for one in (place.city, place.township))
            places = self._reader.read_places(*pks)
        return self._parse(text, places)

    def _parse(self, text: str, places: PlaceFields) -> ParsedAddress:
        if not isinstance(text, str):
            raise TypeError(f"an address must be text, not {shown(text)}")
        return self._answers.parsed(self._solver.solve(self._reader.read_line(text, places)))

    def validate_many(
        self,
        *,
        city: object = None,
        township: object = None,
        district: object = None,
        postal_code: object = None,
        latitude: object = None,
        longitude: object = None,
        address: object = None,
    ) -> Validations:
        """Judge many orders, each distinct one only once.

        Parameters
        ----------
        city, township, district, postal_code, latitude, longitude, address : optional
            As in ``validate``: each either one value for all orders, or a list, an array, an
            Arrow or a pandas column. Missing values (None, NaN, null) are fields not given.

        Returns
        -------
        Validations
            The verdicts, column by column.

        Raises
        ------
        TypeError, ValueError
            Where a field is of the wrong type, or the columns differ in length.

        Examples
        --------
        >>> import geodistricts as gd
        >>> verdicts = gd.validate_many(city="İstanbul", district=["caferaga mh", "cumhuriyet"])
        >>> verdicts.possible_next_actions, verdicts.granularities, len(verdicts)
        (['ACCEPT', 'FIX'], ['DISTRICT', 'CITY'], 2)
        """
        from geodistricts.addresses.batches import validate_each

        fields = {
            "city": city,
            "township": township,
            "district": district,
            "postal_code": postal_code,
            "latitude": latitude,
            "longitude": longitude,
            "address": address,
        }
        return validate_each(lambda *each: self._judge(self._reader.read(*each)), fields)

    def parse_many(
        self, texts: Iterable[object], *, city: object = None, township: object = None
    ) -> ParsedAddresses:
        """Parse many lines, each distinct one only once.

        Parameters
        ----------
        texts : array_like of str, shape (lines,)
            A list, an array, an Arrow or a pandas column; None, NaN and nulls are empty lines.
        city, township : optional
            Where the addresses are, if that is known from elsewhere: one for all lines, or an
            array as long as ``texts``. Unlike in ``parse``, an unknown name is ignored.

        Returns
        -------
        ParsedAddresses
            The answers, column by column.

        Raises
        ------
        TypeError, ValueError
            Where a line is not text, or the columns differ in length.

        Examples
        --------
        >>> import geodistricts as gd
        >>> found = gd.parse_many(["Caferağa Mh. Moda Cd. 45", "Osmanağa mah"], township="Kadıköy")
        >>> districts = gd.Gazetteer.open().districts(found.districts)
        >>> found.remainders, [district.display_name for district in districts]
        (['Moda Cd. 45', ''], ['Caferağa Mah.', 'Osmanağa Mah.'])
        """
        from geodistricts.addresses.batches import parse_each

        return parse_each(self._parse_row, texts, city, township)

    def _parse_row(self, text: str, city: object, township: object) -> ParsedAddress:
        return self._parse(text, self._reader.read_places(city, township))

    def load_all(self) -> None:
        """Build now every index that the questions would build when first asked."""
        make_all(self)
        make_all(self._codes)

    @Lazy
    def _codes(self) -> PostalCodes:
        from geodistricts.addresses.postal_codes import PostalCodes

        return PostalCodes(self._rows)

    @Lazy
    def _reader(self) -> Reader:
        from geodistricts.addresses.reading import Reader

        return Reader(self._rows, self._names.matcher, self._codes, self._reverse)

    @Lazy
    def _answers(self) -> Answers:
        from geodistricts.addresses.answers import Answers

        return Answers(self._rows)

    @Lazy
    def _solver(self) -> Solver:
        from geodistricts.addresses.solving import Solver

        return Solver(self._rows, self._names.matcher, self._codes)
