"""What of a text is held still, once the decisions on it are asked."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Model
from django.utils.crypto import salted_hmac

from portal.victim_data.findings import Finding, Findings
from portal.victim_data.models import Release
from portal.victim_data.reading import read


def key_of(thing: Model) -> tuple[str, str]:
    """How decisions name a thing."""
    return str(thing._meta.label_lower), str(thing.pk)


def marks_of(text: str, held: Iterable[Finding]) -> set[str]:
    """A keyed fingerprint of each number; without the key nobody can try numbers against it."""
    return {_mark(text[one.start : one.end]) for one in held}


def still_held(thing: Model, text: str, findings: Findings) -> tuple[Finding, ...]:
    """The identifiers of a text on which nobody has decided for this thing."""
    if not findings.held:
        return ()
    about, key = key_of(thing)
    decided = {
        mark for marks in Release.objects.filter(about=about, key=key).values_list("marks", flat=True) for mark in marks
    }
    return tuple(one for one in findings.held if _mark(text[one.start : one.end]) not in decided)


def _mark(found: str) -> str:
    plain = "".join(sign for sign in read(found).plain.upper() if sign.isalnum())
    return salted_hmac("portal.victim_data", plain, algorithm="sha256").hexdigest()[:32]
