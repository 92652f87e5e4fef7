"""Writing a post, alone or as the first of a thread."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dialogues.spaces.models import Space
from dialogues.spaces.permissions import Right, may
from dialogues.spaces.rule_names import RULE_NAMES
from dialogues.threads.actions import Words
from dialogues.threads.attaching.queries import waiting
from dialogues.threads.containing import labels_of_space, labels_of_thread, rule_in_force, rules_within
from dialogues.threads.forms.files import FilesField
from dialogues.threads.limits import LONGEST_POST
from dialogues.threads.models import Attachment, Post, Thread
from dialogues.threads.models.marked import LANGUAGE_CHOICES
from dialogues.threads.naming.named import nameable, with_names
from dialogues.threads.speaking import WAITING, is_alone, speakers_for, speakers_through_head
from portal.attribution import Attribution, Fact
from portal.marking import Label
from portal.members.forms.languages import LanguageSelect
from portal.victim_data.forms import REASON, GuardedForm
from portal.viewer import Viewer

#: Whose people all come from one country, so that a language tells nothing.
_OF_ONE_COUNTRY = (Space.Kind.COUNTRY, Space.Kind.DELEGATION_ROOM)
_NOT_EMPTY = {"required": _("Write something first.")}
#: So many delegations, seats and persons are offered to be named; of more the first, and the others by name.
MOST_OFFERED = 60
#: What a draft keeps.
KEPT = ("title", "text", "language", "label", "rule", "speaker", "quoted")


class PostForm(GuardedForm):
    """A post. What leaves no choice is not asked."""

    guarded_fields: Sequence[str] = ("text",)
    guarded_surface = "post"

    text = forms.CharField(
        label=_("Text"),
        help_text=_("**bold**, *emphasis*, - a list, > a quotation, [words](https://address)"),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=LONGEST_POST,
        error_messages=_NOT_EMPTY,
    )
    language = forms.ChoiceField(label=_("Language of the text"), choices=LANGUAGE_CHOICES, widget=LanguageSelect)
    label = forms.ChoiceField(label=_("Label"))
    rule = forms.ChoiceField(label=_("What others learn of who speaks"))
    speaker = forms.ChoiceField(label=_("For whom you speak"), required=False)
    named = forms.MultipleChoiceField(
        label=_("Whom to tell of it"),
        required=False,
        help_text=_("Or write @ and the name in the text."),
    )
    attached = FilesField(
        label=_("Files"),
        required=False,
        help_text=_("At most 5. What a file says of who made it is taken out; what stands in it is not."),
    )
    quoted = forms.UUIDField(required=False, widget=forms.HiddenInput)
    sending = forms.UUIDField(widget=forms.HiddenInput)
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, viewer: Viewer, space: Space, thread: Thread | None = None, act: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._space, self._act = space, act
        may_attach = may(viewer, space, Right.ATTACH)
        if not may_attach:
            del self.fields["attached"]
        #: What waits to be sent with it.
        self.waiting: list[Attachment] = waiting(viewer, space, thread) if may_attach else []
        self.warns_of_language = False
        outer = rule_in_force(space, thread.rule) if thread else Attribution(space.attribution_rule)
        labels = labels_of_thread(thread) if thread else labels_of_space(space)
        rules = rules_within(outer)
        # Asked for the laxest of the rules; under a stricter one everybody speaks for themselves.
        speakers = speakers_for(viewer, space, outer)
        if thread is not None:
            speakers += speakers_through_head(viewer, space, outer)
        is_alone_here = space.kind not in _OF_ONE_COUNTRY and is_alone(viewer, space)
        # Where everybody's country is kept back it stands above the form; else it is said to who chooses such a rule.
        self.tells_alone = is_alone_here and Fact.COUNTRY not in outer.facts
        self._warns_alone = is_alone_here and not self.tells_alone
        self._only: dict[str, str] = {}
        self._nameable = nameable(space, outer)[:MOST_OFFERED]
        self._choose_named()
        self._choose("label", [(label.value, label.written) for label in labels])
        self._choose("rule", [(rule.value, RULE_NAMES[rule]) for rule in rules])
        self._choose("speaker", [(one.code, one.described) for one in speakers])
        self.fields["language"].initial = get_language() or "en"
        self.fields["sending"].initial = uuid.uuid4

    def _choose_named(self) -> None:
        field: Any = self.fields["named"]
        field.choices = [(f"@{one.name}", one.name) for one in self._nameable]
        if not self._nameable:
            del self.fields["named"]

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices
        field.initial = choices[0][0] if choices else ""
        if len(choices) <= 1:
            self._only[name] = field.initial
            del self.fields[name]

    def _chosen(self, name: str) -> str:
        return str(self.cleaned_data.get(name) or self._only.get(name, ""))

    def clean(self) -> dict[str, Any]:
        """Warn whose language or delegation may tell what the rule keeps back; whoever sends again has been warned."""
        data = super().clean()
        self._name(data)
        rule = self._chosen("rule")
        hides = bool(rule) and Fact.COUNTRY not in Attribution(rule).facts and self._space.kind not in _OF_ONE_COUNTRY
        if self._act != "send" or not hides:
            return data
        if data.get("language", "en") != "en":
            self._warn("language", _("Your language may tell which country you come from. Send again if it may."))
        if self._warns_alone:
            self._warn("rule", _("You are the only one of your delegation here, and may be known by it. Send again."))
        return data

    def _name(self, data: dict[str, Any]) -> None:
        """Put those who were chosen from the list into the text. Persons are named only where names are told."""
        chosen = [one for one in self._nameable if f"@{one.name}" in (data.get("named") or [])]
        rule = self._chosen("rule")
        if rule and Fact.NAME not in Attribution(rule).facts and any(one.is_person for one in chosen):
            self.add_error("named", _("Where no names are told, persons cannot be named: choose a seat."))
        elif data.get("text"):
            data["text"] = with_names(data["text"], chosen)

    def _warn(self, name: str, warning: Any) -> None:
        self.warns_of_language = True
        if not self.cleaned_data.get("sure"):
            self.add_error(name if name in self.fields else None, warning)

    @property
    def is_held(self) -> bool:
        """Whether the guard lets nothing of it be stored yet."""
        reason = str(self.cleaned_data.get(REASON) or "").strip()
        return bool(self.findings.held or (self.findings.asks and not reason)) or bool(self.errors.get(REASON))

    def kept(self) -> dict[str, str]:
        """What a draft keeps of it, as it was typed."""
        typed = {name: str(self.data.get(name, "")) for name in KEPT if name in self.fields}
        # Those chosen from the list stand in the text.
        return {**typed, "text": str(self.cleaned_data.get("text") or typed["text"])}

    def words(self, quoted: Post | None = None) -> Words:
        """What is sent, of a form that is valid."""
        rule = Attribution(self._chosen("rule"))
        speaker = self._chosen("speaker")
        if rule is not Attribution.ON_RECORD:
            for kind in ("agency:", "delegation:", WAITING):
                speaker = speaker.replace(kind, "personal:")
        return Words(
            text=self.cleaned_data["text"],
            language=self.cleaned_data["language"],
            label=Label(self._chosen("label")),
            rule=rule,
            speaker=speaker,
            sending=self.cleaned_data["sending"],
            reason=self.cleaned_data.get(REASON) or "",
            quoted=quoted,
        )


class ThreadForm(PostForm):
    """A title, and the first post."""

    guarded_fields = ("title", "text")
    title = forms.CharField(label=_("Title"), max_length=200, error_messages=_NOT_EMPTY)
    field_order = ("title", "text")
