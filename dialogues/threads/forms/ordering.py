"""Moving, splitting and merging threads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dialogues.spaces.models import Space
from dialogues.threads.models import Post, Thread
from dialogues.threads.models.marked import LANGUAGE_CHOICES
from portal.members.forms.languages import LanguageSelect
from portal.victim_data.forms import GuardedForm

_CHOOSE = {"required": _("Choose one of these."), "invalid_choice": _("Choose one of these.")}


class _OneOfForm(forms.Form):
    """Chooses one thing of several by its public id."""

    def _offer(self, name: str, things: dict[str, Any]) -> None:
        self._things = things
        field: Any = self.fields[name]
        field.choices = [(token, str(thing)) for token, thing in things.items()]

    def _chosen(self, name: str) -> Any:
        return self._things[self.cleaned_data[name]]


class MoveForm(_OneOfForm):
    """The space a thread is moved to."""

    space = forms.ChoiceField(label=_("Space"), error_messages=_CHOOSE)

    def __init__(self, *args: Any, spaces: Iterable[Space], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("space", {space.slug: space for space in spaces})

    @property
    def chosen(self) -> Space:
        """The space, of a form that is valid."""
        found: Space = self._chosen("space")
        return found


class MergeForm(_OneOfForm):
    """The thread that another is merged into."""

    into = forms.ChoiceField(label=_("Thread"), error_messages=_CHOOSE)

    def __init__(self, *args: Any, threads: Iterable[Thread], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("into", {str(thread.token): thread for thread in threads})

    @property
    def chosen(self) -> Thread:
        """The thread, of a form that is valid."""
        found: Thread = self._chosen("into")
        return found


class SplitForm(GuardedForm):
    """The title of the new thread, and which posts stand in it."""

    guarded_fields, guarded_surface = ("title",), "post"
    title = forms.CharField(label=_("Title"), max_length=200, error_messages={"required": _("Write something first.")})
    language = forms.ChoiceField(label=_("Language of the text"), choices=LANGUAGE_CHOICES, widget=LanguageSelect)
    posts = forms.MultipleChoiceField(
        label=_("Posts"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose some of the posts, and leave at least one."),
            "invalid_choice": _("Choose some of the posts, and leave at least one."),
        },
    )

    def __init__(self, *args: Any, posts: Iterable[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._posts = {str(post.token): post for post in posts}
        field: Any = self.fields["posts"]
        field.choices = [(token, token) for token in self._posts]
        self.fields["language"].initial = get_language() or "en"

    @property
    def chosen(self) -> list[Post]:
        """The posts, of a form that is valid."""
        return [self._posts[token] for token in self.cleaned_data["posts"]]
