"""Saying why: a statement is returned, or an author is asked for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.victim_data.forms import GuardedForm

_NOT_EMPTY = {"required": _("Write the reason.")}


class ReturnForm(GuardedForm):
    """Why a statement goes back to its writer, who alone reads it."""

    guarded_fields, guarded_surface = ("answer",), "post"
    answer = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}), error_messages=_NOT_EMPTY
    )


class MotiveForm(GuardedForm):
    """Why somebody has to learn who wrote a post; every owner reads it."""

    guarded_fields, guarded_surface = ("motive",), "post"
    motive = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Every owner of the space reads it."),
        error_messages=_NOT_EMPTY,
    )
