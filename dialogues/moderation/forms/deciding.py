"""What moderators and owners decide."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dialogues.moderation import words
from dialogues.moderation.forms.saying import LONGEST
from dialogues.moderation.models import Decision
from dialogues.threads.limits import LONGEST_POST
from dialogues.threads.models.marked import LANGUAGE_CHOICES
from portal.members.forms.languages import LanguageSelect
from portal.victim_data.forms import GuardedForm

#: What is about to be done; a decision that was made is called otherwise.
_ACTS: dict[Decision.Act, Any] = {
    Decision.Act.RELEASE: words.RELEASE,
    Decision.Act.RESTORE: words.RESTORE,
    Decision.Act.LEAVE: words.LEAVE,
    Decision.Act.HIDE: words.HIDE,
    Decision.Act.MASK: words.MASK,
    Decision.Act.UNMASK: words.UNMASK,
}
#: So many posts of a newcomer may wait.
MOST_OF_NEWCOMERS = 20


class DecideForm(GuardedForm):
    """What becomes of a post, and why. What is to be masked is kept nowhere, so the guard does not stand before it."""

    guarded_fields = ("reason",)
    guarded_surface = "moderation"

    act = forms.ChoiceField(label=_("Decision"))
    words = forms.CharField(
        label=_("Words to be masked"),
        help_text=_("Only for masking: copy them from the post as they stand there."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONGEST_POST,
        required=False,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Whoever wrote the post, or reported it, reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
        required=False,
    )
    language = forms.ChoiceField(label=_("Language of the text"), choices=LANGUAGE_CHOICES, widget=LanguageSelect)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, acts: Iterable[Decision.Act], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = set(acts)
        field: Any = self.fields["act"]
        field.choices = [(act.value, name) for act, name in _ACTS.items() if act in allowed]
        self.fields["language"].initial = get_language() or "en"


class UnsealForm(GuardedForm):
    """Why somebody has to see what is masked."""

    guarded_fields = ("motive",)
    guarded_surface = "moderation"

    motive = forms.CharField(
        label=_("Why you have to see it"),
        max_length=500,
        error_messages={"required": _("Say why you have to see it.")},
    )


class FirstReadingForm(forms.Form):
    """What in a space is read by a moderator before others do."""

    premoderated = forms.BooleanField(label=_("A moderator reads every post before others do"), required=False)
    newcomer_posts = forms.IntegerField(
        label=_("How many posts of a newcomer a moderator reads first"),
        min_value=0,
        max_value=MOST_OF_NEWCOMERS,
        initial=0,
    )
