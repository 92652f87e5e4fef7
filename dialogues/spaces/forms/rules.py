"""Writing the next version of the rules of the house."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dialogues.spaces.actions.opening import MOST_SIGNS
from portal.members.forms.languages import OWN_NAMES, LanguageSelect
from portal.victim_data.forms import GuardedForm


class RulesForm(GuardedForm, forms.Form):
    """The text, and the language it is in."""

    guarded_fields, guarded_surface = ("text",), "rules"

    language = forms.ChoiceField(label=_("Language"), choices=OWN_NAMES, widget=LanguageSelect)
    text = forms.CharField(
        label=_("Rules of the house"),
        max_length=MOST_SIGNS,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Everybody accepts them before they read on. Please name no victim and no case."),
        error_messages={"required": _("Write the rules of the house.")},
    )
