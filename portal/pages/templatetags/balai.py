"""Filters that every template of the portal has: labels, dates, languages, sizes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from portal.dates import format_day, format_moment, format_partial
from portal.highlighting import with_question
from portal.languages import BY_CODE
from portal.marking import Label
from portal.pages import rich_text
from portal.translated import label_in

register = template.Library()


@register.filter
def label(labels: Any) -> str:
    """A translated label in the active language; with its ``lang`` where it had to fall back."""
    found = label_in(labels or {})
    if found.language == get_language():
        return found.text
    tag = BY_CODE[found.language].tag if found.language in BY_CODE else "en"
    return format_html('<span lang="{}">{}</span>', tag, found.text)


@register.filter
def plain_label(labels: Any) -> str:
    """A translated label as plain text, for attributes and titles."""
    return label_in(labels or {}).text


@register.filter(expects_localtime=True)
def day(value: date | None) -> str:
    """A day as readers of the active language write it; of a moment, the day it is by the reader's clock."""
    return format_day(value, get_language() or "en") if value else ""


@register.filter(expects_localtime=True)
def moment(value: datetime | None) -> str:
    """Day and hour by the reader's clock, and which clock that is."""
    return format_moment(value, get_language() or "en") if value else ""


@register.filter
def partial_date(value: str) -> str:
    """A date of which perhaps only the month or the year is known."""
    return format_partial(value, get_language() or "en") if value else ""


@register.filter
def own_name(code: str) -> str:
    """A language under its own name, with its ``lang``."""
    language = BY_CODE.get(code)
    if language is None:
        return code
    return format_html('<span lang="{}">{}</span>', language.tag, language.own_name)


@register.filter
def asked(address: str, question: str | None) -> str:
    """An address that carries the question somebody asked, so that its words are marked there."""
    return with_question(address, question or "")


@register.filter
def tag(code: str) -> str:
    """The tag for ``lang`` of a language code."""
    return BY_CODE[code].tag if code in BY_CODE else code


@register.filter
def size(number: int | None) -> str:
    """A file size in KB or MB."""
    kilobytes = max(1, round((number or 0) / 1024))
    return f"{kilobytes} KB" if kilobytes < 1024 else f"{kilobytes / 1024:.1f} MB"


@register.simple_tag
def tlp(value: str | Label | None) -> str:
    """The TLP label as FIRST prescribes it; labels are never translated."""
    if not value:
        return ""
    known = Label(value)
    return format_html('<span class="tlp {}" lang="en">{}</span>', known.css, known.written)


@register.filter
def paragraphs(text: str) -> str:
    """Plain text or Markdown as clean paragraphs."""
    return mark_safe(rich_text.from_markdown(text or ""))  # noqa: S308 - cleaned by nh3


@register.filter
def clean_to_show(html: str) -> str:
    """Rich text, clean, whatever was stored."""
    return mark_safe(rich_text.clean_to_show(html))  # noqa: S308 - cleaned by nh3


@register.filter
def language_of(code: str) -> Any:
    """The row of the language table for a code."""
    return BY_CODE.get(code)
