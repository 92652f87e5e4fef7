"""What administrators ask of the log: the form, and the entries that answer it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from portal.audit.models import Entry
from portal.marking import Label

_PSEUDONYM = re.compile(r"[0-9a-f]{20}")
_MOST_DIGITS = 18


class LogForm(forms.Form):
    """Every field may be left empty; an entry answers all that are filled in."""

    actor = forms.CharField(
        label="By whom", required=False, max_length=254, help_text="E-mail address, number, or pseudonym."
    )
    action = forms.CharField(
        label="Act", required=False, max_length=60, help_text="Its code or the beginning of it, as in “marking.”"
    )
    kind = forms.CharField(
        label="Kind of thing", required=False, max_length=60, help_text="As in “files.portaldocument”."
    )
    key = forms.CharField(label="Thing", required=False, max_length=80, help_text="Its number or code.")
    label = forms.ChoiceField(
        label="Label", required=False, choices=[("", "Any"), *((label.value, label.written) for label in Label)]
    )
    since = forms.DateField(label="From the day", required=False, help_text="In UTC, as 2026-11-22.")
    until = forms.DateField(label="To the day", required=False, help_text="In UTC, this day included.")
    request = forms.CharField(label="Request", required=False, max_length=32, help_text="All that one request wrote.")

    def clean(self) -> dict[str, Any]:
        """Refuse what no entry can answer."""
        asked: dict[str, Any] = super().clean() or {}
        since, until = asked.get("since"), asked.get("until")
        if since and until and since > until:
            self.add_error("until", "This day is before the first one.")
        return asked


def entries(asked: dict[str, Any]) -> QuerySet[Entry]:
    """The entries that answer a form that was filled in rightly, the latest first."""
    found = Entry.objects.select_related("origin").order_by("-pk")
    if asked.get("actor"):
        found = found.filter(_by(asked["actor"]))
    for name, condition in (
        ("action", "action__startswith"),
        ("kind", "object_type"),
        ("key", "object_key"),
        ("label", "label"),
        ("request", "origin__request_id"),
    ):
        if asked.get(name):
            found = found.filter(**{condition: asked[name]})
    if asked.get("since"):
        found = found.filter(at__gte=datetime.combine(asked["since"], time.min, UTC))
    if asked.get("until"):
        found = found.filter(at__lt=datetime.combine(asked["until"], time.min, UTC) + timedelta(days=1))
    return found


def _by(actor: str) -> Q:
    """The condition that somebody did it: under a pseudonym, a number or the address of an account."""
    if _PSEUDONYM.fullmatch(actor):
        return Q(pseudonym=actor)
    if actor.isascii() and actor.isdecimal() and len(actor) <= _MOST_DIGITS:
        return Q(actor_id=int(actor))
    return Q(actor_id__in=get_user_model().objects.filter(email__iexact=actor).values("pk"))
