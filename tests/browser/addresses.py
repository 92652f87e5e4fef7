"""The kinds of page a reader meets, each by an address that exists in every language."""

from __future__ import annotations

#: A guideline that the demo has in all thirteen languages, and a text that it has in English alone.
EVERYWHERE = "G-2026-014"
ENGLISH_ONLY = "T-2026-004"

#: What the budgets of weight are held against.
WEIGHED = ("home", "results", "guideline", "country", "theme", "sign-in", "missing")
#: What axe looks at.
LOOKED_AT = (*WEIGHED, "provision", "information", "problem", "filtered")

PAGES: dict[str, str] = {
    "home": "",
    "results": "search/",
    "filtered": "search/?country=TH&country=-KH&type=guideline&theme=no-such-theme",
    "nothing found": "search/?q=qqqqqq",
    "search help": "search/help/",
    "guideline": f"publications/{EVERYWHERE.lower()}/",
    "brief": "publications/b-2026-021/",
    "tool": "publications/t-2026-006/",
    "initiative": "publications/i-2025-008/",
    "instrument": "publications/l-2015-001/",
    "not in this language": f"publications/{ENGLISH_ONLY.lower()}/",
    "countries": "member-states/",
    "country": "member-states/lao-pdr/",
    "themes": "themes/",
    "theme": "themes/online-scams/",
    "provision": "provisions/actip-14/",
    "information": "about/",
    "problem": "wrong/?page=/en/about/",
    "sign-in": "account/sign-in/",
    "forgotten password": "account/password/reset/",
    "asking for access": "account/ask/",
    "missing": "nothing-has-ever-been-here/",
}


def address_of(kind: str, language: str) -> str:
    """The address of a kind of page in a language, from the root of the portal."""
    return f"/{language}/{PAGES[kind]}"
