"""The addresses the URLconf has, as the table writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern

#: Below this every address belongs to staff, and one row of the table speaks for all of it.
ADMINISTRATION = "administration/"
_PLACE = re.compile(r"<(?:(?P<kind>\w+):)?\w+>")
_GROUP = re.compile(r"\(\?P<\w+>(?P<choices>[^()]*)\)")
_FILLED = {"int": "1", "path": "none/such", "uuid": "00000000-0000-4000-8000-000000000000"}


def patterns() -> Iterator[str]:
    """Every pattern, with ``*`` in the place of the language."""
    yield from _within(get_resolver(), "")


def _within(resolver: URLResolver, before: str) -> Iterator[str]:
    for one in resolver.url_patterns:
        own = "*/" if isinstance(one.pattern, LocalePrefixPattern) else str(one.pattern)
        if isinstance(one, URLPattern):
            yield before + own
        else:
            yield from _within(one, before + own)


def is_spoken_for(pattern: str, known: set[str]) -> bool:
    """Whether the table has a row for a pattern."""
    return pattern in known or (pattern.startswith(ADMINISTRATION) and f"{ADMINISTRATION}…" in known)


def staff_addresses(known: set[str]) -> Iterator[str]:
    """An address for every pattern of the administration without a row of its own, its places filled at random."""
    for pattern in patterns():
        if not pattern.startswith(ADMINISTRATION) or pattern in known:
            continue
        # The groups of a regular expression hold names in brackets too, so they go first.
        plain = _PLACE.sub(_fill, _GROUP.sub(_first_choice, pattern)).replace(r"\.", ".")
        yield "/" + plain.replace(".*", "none-such").replace("^", "").replace("$", "")


def _first_choice(group: re.Match[str]) -> str:
    return group["choices"].split("|")[0].replace(r"\d+", "1")


def _fill(place: re.Match[str]) -> str:
    return _FILLED.get(place["kind"] or "str", "none-such")
