"""The forms of administrators: opening a space, and breaking the glass of one."""

from __future__ import annotations

from typing import Any

from django import forms

from dialogues.spaces.models import Space
from dialogues.spaces.models.space import LABELS
from dialogues.spaces.rule_names import RULE_NAMES
from portal.members.models import Delegation
from portal.translated import TranslatedFormField
from portal.victim_data.forms import REASON, GuardedForm


class OpenSpaceForm(GuardedForm, forms.Form):
    """What a space begins with."""

    guarded_fields, guarded_surface = ("title", "purpose", "rules"), "rules"

    kind = forms.ChoiceField(choices=Space.Kind.choices)
    title = TranslatedFormField()
    purpose = TranslatedFormField(long=True, required=False, label="What it is for")
    owners = forms.ModelMultipleChoiceField(queryset=Delegation.objects.all(), widget=forms.CheckboxSelectMultiple)
    hidden = forms.BooleanField(
        required=False, initial=True, label="Hidden", help_text="Nobody but its members learns that it exists."
    )
    label = forms.ChoiceField(choices=[(label.value, label.written) for label in LABELS])
    attribution = forms.ChoiceField(
        choices=[(rule.value, name) for rule, name in RULE_NAMES.items()], label="Attribution rule"
    )
    premoderated = forms.BooleanField(required=False, label="A moderator reads what is written before others do")
    rules = TranslatedFormField(long=True, label="Rules of the house", help_text="Accepted before the first look.")

    def begun(self) -> dict[str, Any]:
        """The arguments of ``actions.open_space``, but for who opens it."""
        data = dict(self.cleaned_data)
        data.pop(REASON, None)
        data["purpose"] = data["purpose"] or {}
        return data


class ReasonForm(GuardedForm, forms.Form):
    """Why an administrator goes in."""

    guarded_fields, guarded_surface = ("reason",), "reason"

    reason = forms.CharField(
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Everybody who acts for an owner reads it, at once and by mail; so do the members. Name no victim.",
        error_messages={"required": "Say why you have to go in: the owners of the space read it."},
    )
