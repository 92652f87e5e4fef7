"""Holds a language's catalogue against the messages of the sources, and says what readers would miss."""

from __future__ import annotations

import re
from dataclasses import dataclass

from babel.messages.catalog import Catalog, Message

from portal.catalogues.writing import forms_of, is_wanted, key_of, number_of_forms

MISSING = "not translated"
FUZZY = "marked as a guess"
FORMS = "without all plural forms"
PLACEHOLDERS = "with other placeholders"
KINDS = (MISSING, FUZZY, FORMS, PLACEHOLDERS)

_PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]|\{(\w+)\}")


@dataclass(frozen=True)
class Shortcoming:
    """One message a reader of the language would not get as it should be; ``kind`` is one of ``KINDS``."""

    kind: str
    text: str


def shortcomings(template: Catalog, catalogue: Catalog, code: str) -> list[Shortcoming]:
    """Everything that keeps a language from being complete, in the order of the English messages."""
    known = {key_of(message): message for message in catalogue if message.id}
    found = []
    if known and catalogue.num_plurals != number_of_forms(code):
        found.append(Shortcoming(FORMS, "Plural-Forms"))
    for message in sorted((message for message in template if message.id), key=lambda each: str(key_of(each))):
        translation = known.get(key_of(message))
        if is_wanted(message, translation, code):
            kind = _kind(message, translation, code)
            if kind:
                found.append(Shortcoming(kind, key_of(message)[0]))
    return found


def _kind(message: Message, translation: Message | None, code: str) -> str | None:
    if translation is None or not any(forms_of(translation)):
        return MISSING
    if translation.fuzzy:
        return FUZZY
    forms = forms_of(translation)
    wanted = number_of_forms(code) if message.pluralizable else 1
    if message.pluralizable != translation.pluralizable or len(forms) != wanted or not all(forms):
        return FORMS
    return None if _placeholders_agree(message, forms) else PLACEHOLDERS


def _placeholders_agree(message: Message, forms: list[str]) -> bool:
    """The form for many says exactly what the English one says; the form for one may leave out the number."""
    texts = [message.id] if isinstance(message.id, str) else list(message.id)
    english = [_placeholders(text) for text in texts]
    allowed, asked = frozenset.union(*english), frozenset.intersection(*english)
    *others, last = [_placeholders(form) for form in forms]
    return last == english[-1] and all(asked <= names <= allowed for names in others)


def _placeholders(text: str) -> frozenset[str]:
    return frozenset(percent or brace for percent, brace in _PLACEHOLDER.findall(text))
