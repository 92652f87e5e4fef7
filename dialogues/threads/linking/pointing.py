"""What a text points to: reference numbers, and addresses of this portal. A pure reading; nobody's rights are asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from portal.languages import BY_CODE

#: So many things are shown below a post.
MOST = 10
_LANGUAGES = "|".join(re.escape(code) for code in sorted(BY_CODE, key=len, reverse=True))
#: The number of a publication, or an address: in full or from the language on, of whatever host. What is there is asked
#: of this portal, so a foreign address leads to nothing else than it would here.
_POINTER = re.compile(
    rf"(?<![\w-])(?P<number>[A-Z]-\d{{4}}-\d{{3}})(?![\w-])"
    rf"|(?:https?://[^\s/()<>\[\]]+|(?<![\w/]))/(?:{_LANGUAGES})/(?P<path>[^\s?#()<>\[\]\"']+)"
)
_PUBLICATION, _PROVISION = "publications/", "provisions/"


@dataclass(frozen=True)
class Pointer:
    """One thing a text points to: a ``publication`` or ``provision`` by its code, or a ``page`` by its path."""

    kind: str
    code: str


def pointers_in(text: str) -> list[Pointer]:
    """What a text points to, each once, in the order of the text."""
    found: list[Pointer] = []
    for match in _POINTER.finditer(text):
        one = Pointer("publication", match["number"].lower()) if match["number"] else _at(match["path"])
        if one not in found:
            found.append(one)
    return found[:MOST]


def _at(path: str) -> Pointer:
    plain = unquote(path).rstrip(".,;:!").strip("/")
    for kind, start in (("publication", _PUBLICATION), ("provision", _PROVISION)):
        if plain.startswith(start):
            return Pointer(kind, plain.removeprefix(start).partition("/")[0])
    return Pointer("page", plain)
