"""Accepting the rules of the house."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class AcceptForm(forms.Form):
    """Which version was shown, and that it is accepted."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    sure = forms.BooleanField(
        label=_("I have read these rules and keep to them."),
        error_messages={"required": _("Tick this if you are sure.")},
    )
