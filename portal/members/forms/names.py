"""The field in which somebody writes their own name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def own_name_field(**more: Any) -> forms.CharField:
    """The field for one's own name, asked for in the same words wherever it stands; ``more`` as for any field."""
    return forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name.")},
        **more,
    )


def member_name_field() -> forms.CharField:
    """The same for who is or becomes a member, with whom it is shown to."""
    return own_name_field(help_text=_("Other members see it only if you choose so."))
