"""The commands about addresses: validate, parse."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geodistricts.cli.output import (
    FOUND,
    NOTHING_FOUND,
    chosen_places,
    common_options,
    open_snapshot,
    place_options,
    print_districts,
    print_json,
    print_table,
)

if TYPE_CHECKING:
    from geodistricts.verdicts import Validation


@click.command()
@place_options
@click.option("--district", metavar="DISTRICT", help="The district as it was typed.")
@click.option("--postal-code", metavar="CODE", help="The postal code, five digits.")
@click.option("--latitude", metavar="DEGREES", help="Latitude of the pin, WGS 84.")
@click.option("--longitude", metavar="DEGREES", help="Longitude of the pin, WGS 84.")
@click.option("--address", metavar="TEXT", help="The line of free text beside the fields.")
@common_options
def validate(
    city: str | None,
    city_pk: int | None,
    township: str | None,
    township_pk: int | None,
    district: str | None,
    postal_code: str | None,
    latitude: str | None,
    longitude: str | None,
    address: str | None,
    snapshot: Path | None,
    overlay: Path | None,
    as_json: bool,
) -> int:
    """Judge an order, fields and line together, and say what to do.

    ACCEPT: store the district. CONFIRM: ask the customer whether it is the right one. FIX: no
    district was found; have the address corrected. Exit code 0 for ACCEPT and CONFIRM, 1 for FIX.

    \b
    geodistricts validate --city istanbul --township bakirkoy --district caferaga
    geodistricts validate --city ankara --township batıkent --address "Kardelen mah. 2090 sk. 5"
    """  # noqa: D301  (click's mark for lines that stay as they are)
    gazetteer = open_snapshot(snapshot, overlay)
    places = chosen_places(gazetteer, city, city_pk, township, township_pk)
    pin = latitude, longitude
    verdict = gazetteer.validate(*places, district, postal_code, *pin, address=address)
    if as_json:
        print_json(verdict.to_dict())
    else:
        _print_verdict(verdict)
    return FOUND if verdict.district is not None else NOTHING_FOUND


def _print_verdict(verdict: Validation) -> None:
    rows = [
        (
            name,
            *(
                "" if value is None else getattr(value, "display_name", value)
                for value in (one.input, one.value)
            ),
            _in_words(one.confirmation_level),
            ", ".join(
                word
                for word, flag in (
                    ("inferred", one.inferred),
                    ("spelling", one.spell_corrected),
                    ("replaced", one.replaced),
                )
                if flag
            ),
            _in_words(one.reason or ""),
            ", ".join(map(_in_words, one.sources)),
        )
        for name, one in verdict.components.items()
    ]
    headings = ("Field", "Given", "Means", "State", "Changed", "Reason", "Source")
    print_table(verdict.possible_next_action, headings, rows)
    written = {
        "Street line": verdict.street_line,
        "Address": verdict.formatted_address,
        "Confidence": f"{verdict.confidence:.2f}",
    }
    print_table("", ("Part", "Found"), list(written.items()))
    found = [] if verdict.district is None else [(verdict.district, ["this"])]
    found += [(district, ["or this"]) for district in verdict.alternatives]
    print_districts(found, "")


def _in_words(constant: str) -> str:
    return constant.replace("_", " ").lower()


@click.command()
@click.argument("text")
@place_options
@click.option(
    "--limit", type=int, default=5, show_default=True, help="How many alternatives at most."
)
@common_options
def parse(
    text: str,
    city: str | None,
    city_pk: int | None,
    township: str | None,
    township_pk: int | None,
    limit: int,
    snapshot: Path | None,
    overlay: Path | None,
    as_json: bool,
) -> int:
    """Print the places in TEXT, and the street line that is left.

    \b
    Example: geodistricts parse "Caferağa Mah. Moda Cd. No:45 Kadıköy / İstanbul"
    """  # noqa: D301
    gazetteer = open_snapshot(snapshot, overlay)
    found = gazetteer.parse(text, *chosen_places(gazetteer, city, city_pk, township, township_pk))
    if as_json:
        plain: dict[str, Any] = found._replace(alternatives=found.alternatives[:limit]).to_dict()
        print_json({**plain, "alternatives_in_all": len(found.alternatives)})
    else:
        shown = {
            "City": found.city and found.city.display_name,
            "Township": found.township and found.township.display_name,
            "District": found.district and f"{found.district.display_name} ({found.district.pk})",
            "Postal code": found.postal_code,
            "Street line": found.remainder,
            "Confidence": f"{found.confidence:.2f}",
        }
        print_table("", ("Part", "Found"), [(name, value or "") for name, value in shown.items()])
        if found.alternatives:
            others = [(district, ["or this"]) for district in found.alternatives[:limit]]
            print_districts(others, "")
    return FOUND if found.district is not None else NOTHING_FOUND
