"""The form of a watch: what for, in which languages, how often, and where to write to those who are no members."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.members.forms.languages import OWN_NAMES
from portal.victim_data.forms import GuardedForm
from search.watches.limits import LONGEST_QUESTION
from search.watches.words import Cadence

#: Nobody searches for more, and longer texts are no search.
_LONGEST_WORDS = 200


class WatchForm(GuardedForm):
    """Asks a visitor for an address, and a member for none. The guard looks at the words, because they are kept."""

    guarded_fields, guarded_surface = ("q",), "watch"

    filters = forms.CharField(required=False, max_length=LONGEST_QUESTION, widget=forms.HiddenInput)
    q = forms.CharField(label=_("Words"), required=False, max_length=_LONGEST_WORDS)
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=OWN_NAMES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose a language at least.")},
    )
    cadence = forms.ChoiceField(label=_("How often"), choices=Cadence)
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("It is used for this alone, and forgotten when you end it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Write your e-mail address."),
            "invalid": _("Write the address as name@office.example."),
        },
    )
    # People leave this empty: it is not shown. Programs that fill every field betray themselves.
    website = forms.CharField(required=False)

    def __init__(self, *args: Any, is_member: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_member:
            del self.fields["email"]
