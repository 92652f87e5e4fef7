"""Why a text was found: word by word, where it stands and in what form.

Told from the text itself and not by the engine, so it is the same for every engine; and only of texts that whoever asks
was shown.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.indexing import Hit
from search.analysis.folding import fold, fold_each
from search.analysis.normalise import normalise
from search.engines.base import FoundText
from search.query import Chunk, Plan, Tier, Word
from search.seeking import Seeker, Sought

#: What is looked at of a text, by name.
Fields = Mapping[str, Sought]


class Form(StrEnum):
    """How a word stands in a text."""

    AS_TYPED = "as typed"
    WITHOUT_ACCENTS = "with other accents or none"
    BEGINNING = "a word that begins so"
    OTHER = "another form of it"
    CONCEPT = "by another term of the concept"
    MISSING = "not seen"


FORMS: dict[Form, Promise] = {
    Form.AS_TYPED: _("as typed"),
    Form.WITHOUT_ACCENTS: _("with other accents or none"),
    Form.BEGINNING: _("a word that begins so"),
    Form.OTHER: _("another form of it"),
    Form.CONCEPT: _("by another term of the concept"),
    Form.MISSING: _("not seen"),
}
FIELDS: dict[str, Promise] = {"title": _("in the title"), "text": _("in the text")}


@dataclass(frozen=True)
class Place:
    """Where one word of a question was seen: in ``field`` (``title`` or ``text``) as ``seen``."""

    word: str
    form: Form
    field: str = ""
    seen: str = ""

    @property
    def form_label(self) -> Promise:
        """The form, for a page."""
        return FORMS[self.form]

    @property
    def field_label(self) -> Promise | str:
        """The field, for a page."""
        return FIELDS.get(self.field, "")


@dataclass(frozen=True)
class Reason:
    """Why one hit stands where it does. ``score`` compares within one tier and one partition alone.

    ``carrier`` is the language and the tier of another version for which it stands before others of its own tier.
    """

    hit: Hit
    tier: Tier
    score: float
    in_own_language: bool
    places: tuple[Place, ...]
    carrier: tuple[str, Tier] | None = None


def reason_for(hit: Hit, found: FoundText, plan: Plan) -> Reason:
    """Why this hit was found."""
    fields = {"text": _sought(found.text)}
    if hit.page is None:
        # A page of a file is not found by the title of what carries it.
        fields = {"title": _sought(normalise(hit.title)), **fields}
    places = tuple(_places(plan, found.tier, fields))
    return Reason(hit, found.tier, float(f"{found.score:.4g}"), hit.language == plan.language, places, found.carrier)


def _sought(text: str) -> Sought:
    return Sought(text, fold_each(text))


def _places(plan: Plan, tier: Tier, fields: Fields) -> Iterator[Place]:
    """A place for each word that says something; for a phrase between quotes one for all of it."""
    number = 0
    for chunk in plan.wanted:
        if chunk.quoted:
            yield from list(_seen(chunk, Tier.PHRASES, fields)) or [Place(chunk.typed, Form.MISSING)]
        else:
            for offset, word in enumerate(chunk.words):
                # The looser tiers do not ask for words that say nothing.
                if tier is Tier.PHRASES or not word.stop:
                    yield from _of_word(word, number + offset, plan, fields)
        number += len(chunk.words)


def _of_word(word: Word, number: int, plan: Plan, fields: Fields) -> list[Place]:
    """Where a word stands: itself or a form of it, else what begins so, else what the concept has in its place."""
    alone = Chunk(typed=word.accented or word.plain, quoted=False, words=(word,), units=word.units)
    found = [place for tier in (Tier.WORDS, Tier.PREFIXES) for place in _seen(alone, tier, fields)]
    first_in = {place.field: place for place in reversed(found)}
    if first_in:
        return [first_in[field] for field in fields if field in first_in]
    return [_by_concept(word, number, plan, fields)]


def _seen(chunk: Chunk, tier: Tier, fields: Fields) -> Iterator[Place]:
    for name, sought in fields.items():
        span = Seeker(chunk, tier, sought).first()
        if span and tier is Tier.PREFIXES:
            end = next((place for place in range(span[1], len(sought.text)) if not _goes_on(sought.text[place])), None)
            yield Place(chunk.typed, Form.BEGINNING, name, sought.text[span[0] : end])
        elif span:
            seen = sought.text[slice(*span)]
            yield Place(chunk.typed, _form(chunk, seen), name, seen)


def _goes_on(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LMN"


def _form(chunk: Chunk, seen: str) -> Form:
    """Accents are told only of a word that was typed with them."""
    typed, accented = "".join(w.plain for w in chunk.words), "".join(w.accented or w.plain for w in chunk.words)
    bare = "".join(filter(_goes_on, seen.casefold()))
    if accented not in (typed, bare) and fold(bare) == typed:
        return Form.WITHOUT_ACCENTS
    return Form.AS_TYPED if typed in (bare, fold(bare), fold_each(bare)) else Form.OTHER


def _by_concept(word: Word, number: int, plan: Plan, fields: Fields) -> Place:
    """The first other term of the concept this word helps to name that stands in the text."""
    for expansion in plan.expansions:
        if expansion.start <= number < expansion.end:
            for term in expansion.terms:
                for place in _seen(term, Tier.PHRASES, fields):
                    return Place(word.accented or word.plain, Form.CONCEPT, place.field, place.seen)
    return Place(word.accented or word.plain, Form.MISSING)
