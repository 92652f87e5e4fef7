"""What a space is called and for, and how strict it is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dialogues.spaces.models import Space
from dialogues.spaces.models.space import LABELS
from dialogues.spaces.rule_names import RULE_NAMES
from portal.attribution import Attribution
from portal.marking import Label
from portal.members.forms.languages import OWN_NAMES, LanguageSelect
from portal.victim_data.forms import GuardedForm


class NameForm(GuardedForm, forms.Form):
    """The title and the purpose, in one language."""

    guarded_fields, guarded_surface = ("title", "purpose"), "rules"

    language = forms.ChoiceField(label=_("Language"), choices=OWN_NAMES, widget=LanguageSelect)
    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    purpose = forms.CharField(
        label=_("What it is for"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class TightenForm(forms.Form):
    """A label and a rule that are no laxer than those of now."""

    label = forms.ChoiceField(label=_("Label"))
    rule = forms.ChoiceField(label=_("What others learn of who speaks"))
    sure = forms.BooleanField(
        label=_("Nobody can take this back."), error_messages={"required": _("Tick this if you are sure.")}
    )

    def __init__(self, *args: Any, space: Space, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own, told = Label(space.label), Attribution(space.attribution_rule)
        choices: dict[str, list[tuple[str, Any]]] = {
            "label": [(label.value, label.written) for label in LABELS if not label.is_laxer_than(own)],
            "rule": [(rule.value, RULE_NAMES[rule]) for rule in Attribution if not rule.is_laxer_than(told)],
        }
        for name, offered in choices.items():
            field: Any = self.fields[name]
            field.choices, field.initial = offered, offered[0][0]

    @property
    def chosen(self) -> tuple[Label, Attribution]:
        """What was chosen, of a form that is valid."""
        return Label(self.cleaned_data["label"]), Attribution(self.cleaned_data["rule"])
