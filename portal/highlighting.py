"""What somebody searched for, marked in a text that they read; told by whoever searches.

A link from a hit carries the question, the page it leads to asks here for its marks. Without a search app nothing is
marked and everything else works.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import urlencode, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.safestring import SafeString

#: What the question is called in an address, on a page of a file as on the page of results.
PARAMETER = "q"

#: Answers the lines of a text, escaped and marked, for a question and the reader's language; None to mark nothing.
Marker = Callable[[Sequence[str], str, str], list[SafeString] | None]

_marker: Marker | None = None


def register(marker: Marker) -> None:
    """Make known how lines are marked. Raises ImproperlyConfigured when another has been made known before."""
    global _marker
    if _marker not in (None, marker):
        raise ImproperlyConfigured("Two apps mark what was searched for.")
    _marker = marker


def marked(lines: Sequence[str], question: str, language: str) -> list[SafeString] | None:
    """The lines, each escaped, with what the question asks for marked; None where nothing of it is there."""
    return _marker(lines, question, language) if _marker and question.strip() else None


def with_question(address: str, question: str) -> str:
    """An address of this portal that carries the question too; as it was where there is none."""
    if not address or not question:
        return address
    parts = urlsplit(address)
    query = "&".join(part for part in (parts.query, urlencode({PARAMETER: question})) if part)
    return parts._replace(query=query).geturl()
