"""What members say to moderators: a report, and an appeal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dialogues.moderation.models import Flag
from dialogues.threads.models.marked import LANGUAGE_CHOICES
from portal.members.forms.languages import LanguageSelect
from portal.victim_data.forms import GuardedForm

#: So many signs may be said to a moderator.
LONGEST = 2_000


class SayingForm(GuardedForm):
    """A text in a language, which passes the guard."""

    guarded_fields = ("text",)
    guarded_surface = "moderation"

    text = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
        error_messages={"required": _("Write something first.")},
    )
    language = forms.ChoiceField(label=_("Language of the text"), choices=LANGUAGE_CHOICES, widget=LanguageSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language() or "en"


class AppealForm(SayingForm):
    """Why somebody else should look."""


class FlagForm(SayingForm):
    """Why a moderator should look; what the reason does not say may be added."""

    reason = forms.ChoiceField(label=_("Reason"), choices=Flag.Reason.choices)
    field_order = ("reason", "text", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = False
