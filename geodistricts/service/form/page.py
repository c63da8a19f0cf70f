"""The page: a plain form that works as it is, inside the element that takes its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import NamedTuple

from geodistricts.basics.letters import collation_key
from geodistricts.gazetteer import Gazetteer
from geodistricts.records import City, District, Township
from geodistricts.service.form.checking import LEVELS, Checked
from geodistricts.service.form.reading import Sent
from geodistricts.service.form.texts import TEXTS

_IMPORTED = ("asking", "fields", "fold", "paste", "texts")
"""By the element, which a browser may as well load at once."""


class Look(NamedTuple):
    """How a page is written.

    Attributes
    ----------
    language : {"tr", "en"}
        Of its texts.
    token : str
        What its requests bring along; empty where none is needed.
    tile_url, tile_attribution : str
        Of a map's background; empty for none.
    """

    language: str
    token: str = ""
    tile_url: str = ""
    tile_attribution: str = ""


def form_page(gazetteer: Gazetteer, look: Look, sent: Sent, checked: Checked) -> str:
    """Write the form, with what is chosen, asked and wrong.

    Parameters
    ----------
    gazetteer : Gazetteer
        Has the lists.
    look : Look
        How.
    sent : Sent
        What was sent, to stand there again.
    checked : Checked
        What became of it.

    Returns
    -------
    str
        HTML.
    """
    say = TEXTS[look.language]
    street = checked.verdict.street_line if sent.line and checked.verdict else sent.address
    return _document(
        look,
        _problems(say, checked)
        + _question(look, say, checked, street)
        + f'<geodistricts-address form="delivery" required{_attributes(look)}>'
        + _plain_line(look, say, sent)
        + "".join(_plain_steps(gazetteer, look, checked, street))
        + f'</geodistricts-address><form id="delivery" method="post" action="{_address(look)}">'
        + f'<p class="send scripted"><button>{say["send"]}</button></p></form>',
    )


def result_page(look: Look, checked: Checked) -> str:
    """Write what an address has become: three numbers, and how it is written.

    Parameters
    ----------
    look : Look
        How.
    checked : Checked
        Done.

    Returns
    -------
    str
        HTML.
    """
    say = TEXTS[look.language]
    verdict = checked.verdict
    assert verdict is not None
    rows = "".join(
        f'<tr><th scope="row">{say[level]}</th><td>{escape(place.display_name)}</td>'
        f'<td><code id="{level}_pk">{place.pk}</code></td></tr>'
        for level in LEVELS
        if (place := getattr(checked, level)) is not None
    )
    pinned = ""
    if checked.pinned is not None:
        said = say["pinned"].format(escape(checked.pinned.label))
        pinned = f'<p class="problem" role="alert">{said}</p>'
    lines = "<br>".join(map(escape, verdict.address_lines))
    return _document(
        look,
        f"<h2>{say['done']}</h2>{pinned}<table>{rows}</table><h3>{say['written']}</h3>"
        f'<address id="formatted_address">{lines}</address>'
        f'<p class="send"><a href="{_address(look)}">{say["again"]}</a></p>',
    )


def refused_page(look: Look, problem: str) -> str:
    """Write why nothing is shown."""
    return _document(look, f'<p class="problem" role="alert">{escape(problem)}</p>')


def _document(look: Look, content: str) -> str:
    say = TEXTS[look.language]
    other = "en" if look.language == "tr" else "tr"
    in_other = _address(look._replace(language=other))
    modules = "".join(f'<link rel="modulepreload" href="form/{name}.js">' for name in _IMPORTED)
    return (
        f'<!doctype html><html lang="{look.language}"><head><meta charset="utf-8">'
        f"<title>{say['title']}</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="description" content="{say["title"]}: {say["paste_hint"]}">'
        '<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">'
        '<link rel="stylesheet" href="form/address.css">'
        '<link rel="stylesheet" href="form/page.css">'
        f'<script type="module" src="form/address.js"></script>{modules}</head>'
        f"<body><header><h1>{say['title']}</h1>"
        f'<a hreflang="{other}" lang="{other}" href="{in_other}">{say["other"]}</a></header>'
        f"<main>{content}</main></body></html>"
    )


def _address(look: Look) -> str:
    token = f"&amp;api_key={escape(look.token)}" if look.token else ""
    return f"form?lang={look.language}{token}"


def _attributes(look: Look) -> str:
    given = {
        "token": look.token,
        "tile-url": look.tile_url,
        "tile-attribution": look.tile_attribution,
    }
    return "".join(f' {name}="{escape(value)}"' for name, value in given.items() if value)


def _problems(say: Mapping[str, str], checked: Checked) -> str:
    if not checked.problems or checked.offered:
        return ""
    listed = "".join(
        f"<li>{say[level]}: {say[problem]}</li>" for level, problem in checked.problems.items()
    )
    return f'<div class="problem" role="alert"><p>{say["wrong"]}</p><ul>{listed}</ul></div>'


def _question(look: Look, say: Mapping[str, str], checked: Checked, street: str) -> str:
    """Ask which district is meant: choosing one sends its numbers."""
    if not checked.offered:
        return ""
    meant = checked.verdict and checked.verdict.district
    choices = "".join(
        f'<label><input type="radio" name="district_pk" value="{district.pk}" required'
        f"{' checked' if district == meant else ''}> "
        f"{escape(district.label)}</label>"
        for district in checked.offered
    )
    return (
        f'<form method="post" action="{_address(look)}" class="question">'
        f"<fieldset><legend>{say['mean']}</legend>{choices}</fieldset>"
        f'<input type="hidden" name="address" value="{escape(street)}">'
        f"<p><button>{say['accept']}</button></p></form>"
    )


def _plain_line(look: Look, say: Mapping[str, str], sent: Sent) -> str:
    return (
        f'<form class="gd-paste gd-field" method="post" action="{_address(look)}">'
        f'<label for="line">{say["paste"]}</label>'
        f'<textarea id="line" name="line" rows="2">{escape(sent.line)}</textarea>'
        f'<p class="gd-said">{say["paste_hint"]}</p>'
        f'<div class="gd-buttons"><button>{say["fill"]}</button></div>'
        '<div class="gd-answer"></div></form>'
    )


def _plain_steps(gazetteer: Gazetteer, look: Look, checked: Checked, street: str) -> Iterable[str]:
    """Write the plain fields: each list is there once the place above it is chosen.

    The steps are addresses of their own, so that the way back leads through them. A street is in
    none: it is the last step's, and once it is written all steps are posted.
    """
    say = TEXTS[look.language]
    is_last = checked.township is not None
    has_street = is_last or bool(street)
    method = "post" if has_street else "get"
    yield f'<form method="{method}" action="{_address(look)}"><div class="gd-fields">'
    yield _select(say, "city", gazetteer.cities, checked.city)
    townships = () if checked.city is None else gazetteer.townships_of(checked.city)
    yield _select(say, "township", townships, checked.township)
    districts = () if checked.township is None else gazetteer.districts_of(checked.township)
    yield _select(say, "district", districts, checked.district)
    yield (
        f'<div class="gd-field gd-street"><label for="address">{say["address"]}</label>'
        '<textarea id="address" name="address" rows="2" autocomplete="street-address"'
        f"{'' if has_street else ' disabled'}>{escape(street)}</textarea></div></div>"
    )
    if not has_street:
        yield from (
            f'<input type="hidden" name="{name}" value="{escape(value)}">'
            for name, value in (("lang", look.language), ("api_key", look.token))
            if value
        )
    step = say["send" if is_last else "next"]
    yield (
        f'<div class="gd-pin"><div class="gd-buttons"><button>{step}</button></div>'
        '<p class="gd-said"></p></div></form>'
    )


def _select(
    say: Mapping[str, str],
    level: str,
    places: Sequence[City | Township | District],
    chosen: City | Township | District | None,
) -> str:
    ordered = sorted(places, key=lambda place: collation_key(place.display_name))
    options = "".join(
        f'<option value="{place.pk}"{" selected" if place == chosen else ""}>'
        f"{escape(place.display_name)}</option>"
        for place in ordered
    )
    disabled = "" if places else " disabled"
    return (
        f'<div class="gd-field"><label for="{level}_pk">{say[level]}</label><div class="gd-box">'
        f'<select id="{level}_pk" name="{level}_pk"{disabled}>'
        f'<option value="">{say["choose"]}</option>{options}</select></div>'
        '<p class="gd-said"></p></div>'
    )
