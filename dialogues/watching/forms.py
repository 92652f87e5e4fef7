"""The form in which a member chooses what to be told of."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dialogues.watching import words
from dialogues.watching.models import Level


class LevelForm(forms.Form):
    """One level; in a thread also none of its own."""

    level = forms.ChoiceField(label=_("What I am told of"), required=False)

    def __init__(self, *args: Any, of_thread: bool, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="level_%s", **kwargs)
        field: Any = self.fields["level"]
        field.choices = [*([("", words.AS_IN_SPACE)] if of_thread else []), *Level.choices]
        field.required = not of_thread

    @property
    def chosen(self) -> Level | None:
        """The level that was sent; None for that of the space."""
        code = self.cleaned_data["level"]
        return Level(code) if code else None
