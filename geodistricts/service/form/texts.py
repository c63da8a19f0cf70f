"""What the page says, in Turkish and in English."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, Mapping[str, str]] = {
    "tr": {
        "title": "Teslimat adresi",
        "paste": "Adresi yapıştır",
        "paste_hint": "Adresin tamamını tek satırda yapıştırın, alanları biz dolduralım.",
        "fill": "Alanları doldur",
        "city": "İl",
        "township": "İlçe",
        "district": "Mahalle / köy",
        "address": "Cadde, sokak, bina ve kapı no",
        "choose": "Seçin",
        "next": "Devam",
        "send": "Adresi denetle",
        "again": "Yeni adres",
        "change": "Değiştir",
        "wrong": "Adreste düzeltilecek bir şey var",
        "missing": "seçin",
        "unclear": "bu adla bulunamadı, listeden seçin",
        "unknown": "böyle bir yer yok, listeden seçin",
        "elsewhere": "seçilen yerin içinde değil, yeniden seçin",
        "mean": "Bunu mu demek istediniz?",
        "accept": "Bu adresi kullan",
        "done": "Adres anlaşıldı",
        "written": "Yazılışı",
        "pinned": "İğne başka bir mahallede: {}",
        "other": "English",
        "unreadable": "Form okunamadı: {}",
    },
    "en": {
        "title": "Delivery address",
        "paste": "Paste an address",
        "paste_hint": "Paste the whole address in one line, and we fill in the fields.",
        "fill": "Fill in",
        "city": "City (il)",
        "township": "Township (ilçe)",
        "district": "District (mahalle, köy)",
        "address": "Street, building and door",
        "choose": "Choose",
        "next": "Next",
        "send": "Check the address",
        "again": "Another address",
        "change": "Change",
        "wrong": "Something in the address is to be put right",
        "missing": "choose one",
        "unclear": "not found by this name, choose from the list",
        "unknown": "there is no such place, choose from the list",
        "elsewhere": "not in the place that is chosen, choose again",
        "mean": "Did you mean this?",
        "accept": "Use this address",
        "done": "The address is understood",
        "written": "As it is written",
        "pinned": "The pin is in another district: {}",
        "other": "Türkçe",
        "unreadable": "The form cannot be read: {}",
    },
}


def language_of(asked: str | None, accepted: str | None) -> str:
    """Return the language to answer in.

    Parameters
    ----------
    asked : str or None
        What the address asks for.
    accepted : str or None
        What the browser accepts, as the header says it.

    Returns
    -------
    {"tr", "en"}
        Turkish, where neither says otherwise.

    Examples
    --------
    >>> language_of(None, "en-GB,tr;q=0.5"), language_of("tr", "en"), language_of("fr", None)
    ('en', 'tr', 'tr')
    """
    if asked is not None and asked in TEXTS:
        return asked
    for part in (accepted or "").split(","):
        language = part.partition(";")[0].strip()[:2].lower()
        if language in TEXTS:
            return language
    return "tr"
