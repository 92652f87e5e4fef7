"""Changing a post, and closing a thread."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dialogues.threads.limits import LONGEST_POST
from dialogues.threads.models import Thread
from dialogues.threads.models.marked import LANGUAGE_CHOICES
from portal.members.forms.languages import LanguageSelect
from portal.victim_data.forms import GuardedForm

_NOT_EMPTY = {"required": _("Write something first.")}


class EditForm(GuardedForm):
    """Another text, and why."""

    guarded_fields = ("text", "reason")
    guarded_surface = "post"
    text = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=LONGEST_POST,
        error_messages=_NOT_EMPTY,
    )
    reason = forms.CharField(
        label=_("Why you change it"), max_length=200, error_messages={"required": _("Say why you change it.")}
    )


class ClosingForm(GuardedForm):
    """Whether a thread is locked or concluded, and the words that stand over it then."""

    guarded_fields = ("closing",)
    guarded_surface = "post"
    state = forms.ChoiceField(
        label=_("What becomes of it"),
        choices=[(Thread.State.LOCKED, _("Lock")), (Thread.State.CONCLUDED, _("Conclude"))],
    )
    closing = forms.CharField(
        label=_("Reason or conclusion"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_POST,
        error_messages=_NOT_EMPTY,
    )
    closing_language = forms.ChoiceField(
        label=_("Language of the text"), choices=LANGUAGE_CHOICES, widget=LanguageSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["closing_language"].initial = get_language() or "en"
