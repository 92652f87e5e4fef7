"""How an article is cited in each language."""

from __future__ import annotations

from django.utils.translation import get_language, gettext, override


def article(short: str, number: int, language: str | None = None) -> str:
    """The citation of an article of the instrument called ``short``, in the active language or another."""
    with override(language or get_language() or "en"):
        return gettext("%(instrument)s Article %(number)d") % {"instrument": short, "number": number}
