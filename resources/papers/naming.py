"""What the place in a file is called, in the reader's language: page 7 of a PDF, slide 3 of a presentation."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from portal.files.kinds import Kind, kind_of
from portal.languages import BY_CODE


def place_label(filename: str, number: int, language: str) -> SafeString:
    """The place as a phrase that stands by itself, the language of the file in it."""
    return format_html(_phrase(kind_of(filename)), number=number, language=_language_name(language))


def _phrase(kind: Kind | None) -> str:
    if kind is not None and kind.is_picture:
        return gettext("In the picture, {language}")
    phrases = {
        "pdf": gettext("Page {number} of the PDF, {language}"),
        "pptx": gettext("Slide {number} of the presentation, {language}"),
        "xlsx": gettext("Part {number} of the spreadsheet, {language}"),
    }
    return phrases.get(kind.name if kind else "", gettext("Section {number} of the document, {language}"))


def _language_name(code: str) -> str | SafeString:
    """A language as the reader's own language calls it; under its own name where nobody has told that."""
    language = BY_CODE[code]
    name = _told(code, get_language() or "en")
    return name or format_html('<span lang="{}">{}</span>', language.tag, language.own_name)


@lru_cache(maxsize=400)
def _told(code: str, reader: str) -> str:
    if code == reader or reader not in BY_CODE:
        return BY_CODE[code].own_name if code == reader else ""
    if reader == "en":
        return BY_CODE[code].english_name
    try:
        locale = Locale.parse(BY_CODE[reader].tag, sep="-")
    except UnknownLocaleError:
        return ""
    told = locale.languages.get(BY_CODE[code].tag.replace("-", "_"), "")
    # The CLDR puts invisible spaces into long names, where a line may end.
    return str(told).replace("\u200b", "")
