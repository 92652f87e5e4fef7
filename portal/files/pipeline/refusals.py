"""Why a file is refused: for each reason one sentence that names the file, the reason and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

#: A reason as it is stored, and its sentence. None is called like an error of Django's fields (`empty`, `invalid`): a
#: form puts its own words in the place of those.
SENTENCES = {
    "no-name": _("The file has no name that can be kept: give it a name such as report.pdf and choose it again."),
    "odd-name": _(
        "“%(name)s” has signs in its name that hide what it is: rename it with plain letters and choose it again."
    ),
    "unknown-kind": _("“%(name)s” is of a kind that is not taken in: save it as one of %(kinds)s and choose that."),
    "no-content": _("“%(name)s” is empty: look for the whole file and choose that."),
    "too-large": _(
        "“%(name)s” has %(size)s and the most is %(most)s: make its pictures smaller or divide it, and choose it again."
    ),
    "no-room": _(
        "“%(name)s” finds no room, the store for files is full: ask whoever runs the portal for more, or delete files."
    ),
    "wrong-kind": _("“%(name)s” is not what the end of its name says: save it anew as %(kind)s and choose that."),
    "damaged": _("“%(name)s” is damaged or not complete: open it, save it anew, and choose the new file."),
    "encrypted": _("“%(name)s” is protected by a password or locked: save a copy without protection and choose that."),
    "no-pages": _("“%(name)s” has no pages: make the PDF again and choose the new file."),
    "script": _("“%(name)s” carries a program (JavaScript): print it to a new PDF and choose that."),
    "launch": _("“%(name)s” would start other programs or fetch data: print it to a new PDF and choose that."),
    "attachment": _(
        "“%(name)s” carries other files inside: print it to a new PDF, choose that, and upload the others one by one."
    ),
    "media": _("“%(name)s” carries sound or film: take them out or print it to a new PDF, and choose that."),
    "form": _("“%(name)s” is a form that builds its pages by program (XFA): print it to a new PDF and choose that."),
    "macro": _("“%(name)s” carries macros: save it as %(kind)s without macros and choose that."),
    "embedded": _(
        "“%(name)s” carries objects of other programs: replace them by pictures, save it, and choose it again."
    ),
    "changes": _(
        "“%(name)s” keeps tracked changes and who made them: accept or reject all, save it, and choose it again."
    ),
    "comments": _("“%(name)s” carries comments: delete them, save it, and choose it again."),
    "virus": _(
        "“%(name)s” holds harmful code, says the virus scanner: do not choose it again; have your computer looked at."
    ),
    "outside": _(
        "“%(name)s” fetches its template or other parts from elsewhere: cut these links, save it, and choose it again."
    ),
    "too-many-entries": _(
        "“%(name)s” is packed from too many parts (%(count)d): save it anew and choose the new file."
    ),
    "too-much-inside": _("“%(name)s” unpacks to far more than a paper holds: save it anew and choose the new file."),
    "bad-paths": _("“%(name)s” holds parts that lie outside of it: save it anew and choose the new file."),
    "too-many-dots": _("“%(name)s” is a picture of too many dots: make it smaller and choose it again."),
    "too-heavy": _("“%(name)s” takes too long or too much memory to read: print it to a new PDF and choose that."),
    "lost": _("“%(name)s” is no longer on the disk: upload it again."),
}


def refuse(reason: str, **details: Any) -> ValidationError:
    """The refusal to raise; the sentence is put together when it is shown, in the language of whoever reads it."""
    return ValidationError(SENTENCES[reason], code=reason, params=details)


def refusal_in(error: ValidationError) -> ValidationError | None:
    """The refusal of a file among the errors of a form or a model, or None."""
    found = getattr(error, "error_list", [error])
    return next((one for one in found if one.code in SENTENCES and one.params), None)


def sentence(reason: str, details: Mapping[str, Any]) -> str:
    """The sentence of a refusal that was stored; a reason that is no longer known gets a plain one."""
    if reason not in SENTENCES:
        return gettext("“%(name)s” was refused.") % {"name": details.get("name", "")}
    return str(SENTENCES[reason]) % details
