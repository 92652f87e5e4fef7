"""Numbers as a reader's language writes them."""

from __future__ import annotations

from babel import Locale
from babel.numbers import format_decimal

#: Languages Babel knows nothing of, and those whose way with numbers they share.
_AS = {"tet": "pt"}


def written(number: int, language: str) -> str:
    """A whole number with its thousands set apart as the language does."""
    code = _AS.get(language, language).replace("-hans", "-Hans")
    return format_decimal(number, locale=Locale.parse(code, sep="-"))
