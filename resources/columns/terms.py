"""Terms as people write them in a table: by code, by slug, or by their name in any language of the portal."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

from rapidfuzz import fuzz, process

from portal.countries.models import Country
from portal.glossary.models import Audience, Provision, Theme, VictimGroup
from portal.languages import LANGUAGES
from portal.members.models import Body
from resources.columns.refusals import CellRefusedError

#: How alike the nearest must be to be named, of a hundred.
_NEAR = 60


def _names(*fields: str) -> Callable[[Any], Iterable[str]]:
    return lambda term: (text for field in fields for text in (getattr(term, field) or {}).values())


def _citations(provision: Provision) -> Iterable[str]:
    return (provision.cited(language.code) for language in LANGUAGES)


#: For each column: the terms, the field that an export writes, and the other names they go by.
VOCABULARIES: dict[str, tuple[Any, str, Callable[[Any], Iterable[str]]]] = {
    "countries": (Country, "code", lambda one: (one.slug, *_names("name", "formal_name")(one))),
    "themes": (Theme, "slug", _names("label")),
    "provisions": (Provision, "code", _citations),
    "audiences": (Audience, "slug", _names("label")),
    "victim_groups": (VictimGroup, "slug", _names("label")),
    "bodies": (Body, "slug", _names("name")),
    "partners": (Body, "slug", _names("name")),
}


def folded(text: str) -> str:
    """A name as it is compared: composed, without case, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def nearest(wanted: str, known: Iterable[str]) -> str:
    """The known name most like the wanted one, or nothing when none is at all like it."""
    choices = {name: folded(name) for name in known}
    found = process.extractOne(folded(wanted), choices, scorer=fuzz.ratio, score_cutoff=_NEAR)
    return str(found[2]) if found else ""


class Vocabulary:
    """The terms a column may hold, read once."""

    def __init__(self, column: str) -> None:
        model, self._code, names = VOCABULARIES[column]
        self._column = column
        related = ("instrument",) if model is Provision else ()
        self._by_name: dict[str, Any] = {}
        self._written: dict[str, str] = {}
        for term in model.objects.select_related(*related):
            code = str(getattr(term, self._code))
            for name in (code, *names(term)):
                # The first to have a name keeps it; a code is always its own term's.
                if name and (name == code or folded(name) not in self._by_name):
                    self._by_name[folded(name)] = term
                    self._written[name] = code

    def terms(self, values: Iterable[str]) -> list[Any]:
        """The terms meant by values. Raises CellRefusedError that names the nearest."""
        found: dict[Any, Any] = {}
        for value in values:
            term = self._by_name.get(folded(value))
            if term is None:
                raise CellRefusedError(self._column, self._unknown(value))
            found[term.pk] = term
        return list(found.values())

    def codes(self, terms: Iterable[Any]) -> list[str]:
        """Terms as an export writes them, in the order of the alphabet."""
        return sorted(str(getattr(term, self._code)) for term in terms)

    def _unknown(self, value: str) -> str:
        near = nearest(value, self._written)
        if not near:
            return f"“{value}” is not known here."
        code = self._written[near]
        named = f"“{near}” ({code})" if near != code else f"“{code}”"
        return f"“{value}” is not known here; the nearest is {named}."
