"""Writing a translation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dialogues.threads.limits import LONGEST_POST
from dialogues.threads.models import Post
from dialogues.threads.models.marked import LANGUAGE_CHOICES
from portal.members.forms.languages import LanguageSelect
from portal.victim_data.forms import GuardedForm


class TranslationForm(GuardedForm):
    """A language other than that of the post, and a text."""

    guarded_fields = ("text",)
    guarded_surface = "post"

    language = forms.ChoiceField(label=_("Language of the text"), widget=LanguageSelect)
    text = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=LONGEST_POST,
        error_messages={"required": _("Write something first.")},
    )
    # A field of the page, so that it says what was shown: see ``templates/translations/translations.html``.
    of_edit = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, name) for code, name in LANGUAGE_CHOICES if code != post.language]
        language: Any = self.fields["language"]
        language.choices = choices
        own = get_language() or "en"
        language.initial = own if own != post.language else choices[0][0]
