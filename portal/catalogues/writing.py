"""Catalogue files: where they lie, and how they are written so that two people's changes merge.

A file holds its messages sorted, the places they come from as file names only, and no date: it changes when a
message or a translation does, and at no other time.
"""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po
from django.utils.translation import to_locale

from portal.catalogues.extraction import BORROWED
from portal.catalogues.frameworks import spoken_by_a_framework
from portal.languages import LANGUAGES

#: The languages that have a catalogue; messages are written in English, which needs none.
TRANSLATED = tuple(language.code for language in LANGUAGES if language.code != "en")

# Languages that change a noun or verb by number, with the rule; the others have one form.
_TWO_FORMS = {"fil": "(n > 1)", "ta": "(n != 1)", "tet": "(n != 1)", "pt": "(n != 1)"}

Key = tuple[str, str | None]


class BrokenCatalogueError(Exception):
    """A catalogue file that cannot be read; the text names it and says why."""


def number_of_forms(code: str) -> int:
    """How many plural forms the language has in our catalogues."""
    return 2 if code in _TWO_FORMS else 1


def catalogue_path(folder: Path, code: str) -> Path:
    """Where the catalogue of a language lies below the folder of catalogues."""
    return folder / to_locale(code) / "LC_MESSAGES" / "django.po"


def read(path: Path) -> Catalog:
    """The catalogue in a file, or an empty one when there is no file. Raises BrokenCatalogueError."""
    if not path.is_file():
        return Catalog(charset="utf-8")
    try:
        with path.open("rb") as file:
            return read_po(file, charset="utf-8", abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError) as error:
        raise BrokenCatalogueError(f"{path}: {error}") from error


def key_of(message: Message) -> Key:
    """What tells a message from every other: its (singular) English text and its context."""
    return (message.id if isinstance(message.id, str) else message.id[0], message.context)


def forms_of(message: Message) -> list[str]:
    """The translations a message holds, one for each plural form, without the empty ones at the end; at least one."""
    if isinstance(message.string, str):
        return [message.string]
    forms = [form or "" for form in message.string or ("",)]
    while len(forms) > 1 and not forms[-1]:
        forms.pop()
    return forms


def is_wanted(message: Message, known: Message | None, code: str) -> bool:
    """Whether our catalogue should hold this message: a framework's own sentence only where it has none itself."""
    if {place for place, _line in message.locations} != {BORROWED}:
        return True
    return bool(known and any(forms_of(known))) or not spoken_by_a_framework(message, code)


def renewed(template: Catalog, known: Catalog, code: str) -> Catalog:
    """What the sources hold now, with the translations already known; what is gone is kept as obsolete."""
    fresh = Catalog(charset="utf-8")
    remembered = {key_of(old): old for old in (*known.obsolete.values(), *known) if old.id}
    kept: set[Key] = set()
    for message in template:
        if not message.id:
            continue
        old = remembered.get(key_of(message))
        if is_wanted(message, old, code):
            kept.add(key_of(message))
            fresh[message.id] = _with_translation(message, old, code)
    for key, old in remembered.items():
        if key not in kept and any(forms_of(old)):
            fresh.obsolete[old.id] = old
    return fresh


def _with_translation(message: Message, old: Message | None, code: str) -> Message:
    string: str | list[str] = ""
    forms = forms_of(old) if old else [""]
    if message.pluralizable:
        wanted = number_of_forms(code)
        string = ([*forms, *[""] * wanted])[:wanted] if wanted > 1 else [forms[-1]]
    else:
        string = forms[-1]
    return Message(
        message.id,
        string,
        locations=message.locations,
        flags={"fuzzy"} if old and old.fuzzy else (),
        auto_comments=message.auto_comments,
        user_comments=old.user_comments if old else (),
        context=message.context,
    )


def written(catalogue: Catalog, code: str) -> str:
    """The text of a catalogue file."""
    headers = {
        "Language": to_locale(code),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": f"nplurals={number_of_forms(code)}; plural={_TWO_FORMS.get(code, '0')};",
    }
    catalogue.mime_headers = list(headers.items())
    head = "".join(f'"{name}: {value}\\n"\n' for name, value in headers.items())
    body = io.BytesIO()
    write_po(body, catalogue, width=0, omit_header=True, sort_output=True, include_lineno=False)
    return f'msgid ""\nmsgstr ""\n{head}\n' + body.getvalue().decode().rstrip("\n") + "\n"
