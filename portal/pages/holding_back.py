"""No page comes before readers with a number of a person in it, unless a publisher decided so with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING, Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from portal.victim_data.findings import Finding, Findings
from portal.victim_data.guard import look
from portal.victim_data.releases import still_held
from portal.victim_data.sentences import MOST, place

if TYPE_CHECKING:
    from portal.pages.models import PortalPage

_TAGS = re.compile(r"<[^>]*>")
#: What the machine writes beside the words: numbers of blocks, moments, addresses of other sites.
_NO_WORDS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT\S+|https?://\S+")
_NO_TEXT = {"path", "url_path", "slug", "translation_key", "content_type", "id", "pk"}


class HeldError(ValidationError):
    """Raised when a page would come before readers with something on which nobody has decided.

    ``page`` is that page, ``held`` says where; neither holds what was found.
    """

    def __init__(self, page: PortalPage, held: tuple[Finding, ...]) -> None:
        self.page, self.held = page, held
        said = _("This may identify a person, and is not published until a publisher has decided, with a reason.")
        super().__init__({NON_FIELD_ERRORS: [said, *(place(one) for one in held[:MOST])]})


def text_of(page: PortalPage) -> str:
    """Everything that a page says, a line for each field."""
    data = {name: value for name, value in page.serializable_data().items() if name not in _NO_TEXT}
    return "\n".join(unescape(_TAGS.sub(" ", text)) for text in _texts(data))


def held_in(page: PortalPage) -> tuple[str, Findings, tuple[Finding, ...]]:
    """The text of a page, what was found in it, and what of that is still held."""
    text = text_of(page)
    findings = look(text, language=page.language)
    return text, findings, still_held(page, text, findings)


def require_decided(page: PortalPage) -> None:
    """Refuse to put a page before readers while something in it is held. Raises HeldError."""
    _text, _findings, held = held_in(page)
    if held:
        raise HeldError(page, held)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value.startswith(("[{", "{")):
            value = _NO_WORDS.sub(" ", value)
        if not _NO_WORDS.fullmatch(value):
            yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            if name not in _NO_TEXT:
                yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
