"""The element on a page of somebody else's, with a service or with nothing but files."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("playwright", reason="a browser is driven by playwright")

from playwright.sync_api import expect

from benchmarks.common.browser import serving_files
from form_fields import DISTRICT, choose, field, options, value
from geodistricts.gazetteer import Gazetteer
from geodistricts.service import Settings
from geodistricts.service.form import FOLDER
from geodistricts.tables import export_per_township
from serving import serving

if TYPE_CHECKING:
    from service.form.conftest import OpenForm


def write_page(folder: Path, scripts: str, element: str) -> None:
    (folder / "index.html").write_text(
        '<!doctype html><html lang="tr"><meta charset="utf-8"><title>Mağaza</title>'
        '<link rel="icon" href="data:,">'
        f'<script type="module" src="{scripts}"></script><h1>Mağaza</h1>'
        f'<form method="get" action="/">{element}<button>Gönder</button></form></html>',
        encoding="utf-8",
    )


def test_lists_in_files_need_no_service(
    open_form: OpenForm, bundled: Gazetteer, tmp_path: Path
) -> None:
    shutil.copytree(FOLDER, tmp_path / "form")
    export_per_township(bundled, tmp_path / "lists", bundled.city("İstanbul"))
    write_page(
        tmp_path, "form/address.js", '<geodistricts-address lists="lists/"></geodistricts-address>'
    )
    with serving_files(tmp_path) as address:
        page = open_form(address + "/")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        expect(page.get_by_label("Adresi yapıştır")).to_have_count(0)
        expect(page.get_by_role("button", name="Haritada göster")).to_have_count(0)
        choose(page, "İl", "ist", "İstanbul")
        choose(page, "İlçe", "kadkoy", "Kadıköy")
        field(page, DISTRICT).click()
        field(page, DISTRICT).press_sequentially("cafre")
        expect(options(page)).to_have_text(["Caferağa Mah."])
        options(page).first.click()
        assert value(page)["district"]["pk"] == 35760
        assert all("/lists/" in url for url in asked)
        page.get_by_role("button", name="Gönder").click()
        expect(page).to_have_url(re.compile("city_pk=40&.*township_pk=470&.*district_pk=35760"))


def test_a_page_of_another_origin(open_form: OpenForm, bundled: Gazetteer, tmp_path: Path) -> None:
    with serving_files(tmp_path) as address:
        settings = Settings(cors=(address,))
        with serving(bundled, settings) as service:
            write_page(
                tmp_path,
                f"{service}/form/address.js",
                "<geodistricts-address></geodistricts-address>",
            )
            page = open_form(address + "/")
            choose(page, "İl", "ank", "Ankara")
            field(page, DISTRICT).click()
            field(page, DISTRICT).press_sequentially("kardelen yenim")
            options(page).first.click()
            expect(field(page, "İlçe")).to_have_value("Yenimahalle")
            page.get_by_label("Adresi yapıştır").fill("Caferağa Mah. Moda Cd. 5 Kadıköy")
            page.get_by_role("button", name="Alanları doldur").click()
            expect(field(page, "İlçe")).to_have_value("Kadıköy")


def test_a_service_with_a_token(
    open_form: OpenForm, bundled: Gazetteer, tmp_path: Path, complaints: list[str]
) -> None:
    tokens = tmp_path / "tokens"
    tokens.write_text("sesame\n", encoding="utf-8")
    with serving(bundled, Settings(token_file=tokens)) as service:
        page = open_form(f"{service}/form?api_key=sesame")
        choose(page, "İl", "ist", "İstanbul")
        field(page, DISTRICT).click()
        field(page, DISTRICT).press_sequentially("caferağa")
        options(page).first.click()
        page.get_by_role("button", name="Adresi denetle").click()
        expect(page.locator("#district_pk")).to_have_text("35760")


def test_attributes_leave_parts_away(
    open_form: OpenForm, bundled: Gazetteer, tmp_path: Path
) -> None:
    shutil.copytree(FOLDER, tmp_path / "form")
    with serving_files(tmp_path) as address, serving(bundled, Settings(cors=(address,))) as service:
        element = (
            f'<geodistricts-address service="{service}" without-paste without-map required>'
            "</geodistricts-address>"
        )
        write_page(tmp_path, "form/address.js", element)
        page = open_form(address + "/")
        expect(field(page, "İl")).to_be_visible()
        expect(page.get_by_label("Adresi yapıştır")).to_have_count(0)
        expect(page.get_by_role("button", name="Haritada göster")).to_have_count(0)
        assert not page.evaluate("document.querySelector('form').checkValidity()")


CHOSEN = """{ district: { pk: 35760, name: 'Caferağa Mah.', township: { pk: 470,
  name: 'Kadıköy', city: { pk: 40, name: 'İstanbul' } } } }"""


def test_what_is_set_before_the_element_is_there(
    open_form: OpenForm, bundled: Gazetteer, tmp_path: Path
) -> None:
    with serving_files(tmp_path) as address, serving(bundled, Settings(cors=(address,))) as service:
        write_page(
            tmp_path,
            f"{service}/form/address.js",
            "<geodistricts-address required></geodistricts-address>"
            f"<script>document.querySelector('geodistricts-address').value = {CHOSEN}</script>",
        )
        page = open_form(address + "/")
        expect(field(page, DISTRICT)).to_have_value("Caferağa Mah.")
        assert value(page)["district"]["pk"] == 35760
        page.evaluate(
            f"""() => {{
              document.querySelector('geodistricts-address').remove();
              const made = document.createElement('geodistricts-address');
              made.value = {CHOSEN};
              document.querySelector('form').append(made);
            }}"""
        )
        expect(field(page, "İl")).to_have_value("İstanbul")
        page.get_by_role("button", name="Gönder").click()
        expect(page).to_have_url(re.compile("district_pk=35760"))


def test_types_say_what_there_is(page: Any) -> None:
    """Every member and event of the declarations is there, and no other is public."""
    declared = (FOLDER / "address.d.ts").read_text(encoding="utf-8")
    body = declared.partition("class GeodistrictsAddress")[2].partition("\n}")[0]
    members = set(re.findall(r"^  (?:readonly |static |get |set )?(\w+)[?(:]", body, re.MULTILINE))
    assert {"value", "complete", "checkValidity"} <= members
    missing = page.evaluate(
        """(names) => {
          const element = document.querySelector('geodistricts-address');
          return names.filter((name) => !(name in element) && !(name in element.constructor));
        }""",
        sorted(members),
    )
    assert missing == []
    attributes = set(
        re.findall(r"`([\w-]+)`", declared.partition("Attributes")[2].split("Its language")[0])
    )
    script = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.js"))
    read = set(re.findall(r"(?:get|has)Attribute\('([\w-]+)'\)", script))
    assert read == attributes
    told = set(re.findall(r"'(geodistricts-\w+)'", script)) - {
        "geodistricts-address",
        "geodistricts-paste",
    }
    assert told == set(re.findall(r"'(geodistricts-\w+)': CustomEvent", declared))
