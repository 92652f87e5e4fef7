"""Saying why something is taken home."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.victim_data.forms import GuardedForm


class ReasonForm(GuardedForm):
    """Everything in a space is TLP:AMBER or stricter, so it never leaves without a reason."""

    guarded_fields, guarded_surface = ("motive",), "export"
    motive = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Every owner of the space reads it, and it stands in the file."),
        error_messages={"required": _("Say why you take this with you.")},
    )
