"""The form of a page in the administration: its content, and the marking that lies outside the content."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain, count
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from portal import access
from portal.marking import PAGE_LABELS, Label
from portal.markings.actions import LoweringNeedsConsentError, set_marking
from portal.markings.models import Marking


class PortalPageForm(WagtailAdminPageForm):
    """Asks for the marking beside the content. No label is preset: somebody has to decide."""

    #: Why a field is required, by its name: said below the field, and again when it was left empty.
    reasons: ClassVar[Mapping[str, Any]] = {
        "title": _("Readers find the page by it."),
        "body": _("A page without text has nothing to say."),
    }

    #: Whether somebody pressed a button to save; neither a preview nor the saving that goes on by itself sets a label.
    is_by_hand = False

    marking_label = forms.ChoiceField(
        label=_("TLP label"),
        choices=[("", _("Choose who may read this")), *((label.value, label.written) for label in PAGE_LABELS)],
        help_text=_(
            "TLP:CLEAR: anyone may read and pass on. TLP:GREEN: members only. One label holds for every language."
            " A stricter label takes effect when you save; a laxer one takes a second person."
        ),
        error_messages={"required": _("Choose a label: without one nobody can read this page.")},
    )
    marking_source = forms.CharField(
        label=_("Source of the marking"),
        max_length=200,
        required=False,
        help_text=_("Who decided on the label, for example the issuing body."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._say_why()
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("Unaccented letters, digits and hyphens. Left empty, one is made.")
        if not getattr(self.instance, "asks_for_marking", False):
            del self.fields["marking_label"], self.fields["marking_source"]
            return
        marking = Marking.objects.filter(group=self.instance.translation_key).first()
        if marking:
            self.initial.setdefault("marking_label", marking.label)
            self.initial.setdefault("marking_source", marking.source)

    def _say_why(self) -> None:
        for name, reason in self.reasons.items():
            field = self.fields.get(name)
            if field is not None:
                said = str(field.help_text)
                field.help_text = f"{said}{'' if not said or said.endswith('.') else '.'} {reason}".strip()
                field.error_messages["required"] = _("Not filled in yet. %(reason)s") % {"reason": reason}

    def defer_required_fields(self) -> None:
        """A draft may be kept before anybody decided on the label or chose from a list; it is closed until then."""
        super().defer_required_fields()
        for name, field in self.fields.items():
            if field.required and (name == "marking_label" or isinstance(field, forms.ModelMultipleChoiceField)):
                field.required = False
                self.deferred_required_fields.append(name)

    def clean(self) -> dict[str, Any]:
        """Refuse to lower a label without a second person, and to open a published page without a publisher."""
        data: dict[str, Any] = super().clean()
        if "slug" in self.fields and not data.get("slug") and data.get("title"):
            data["slug"] = self._free_slug(data["title"])
        chosen, present = data.get("marking_label"), access.marking_of(self.instance)
        is_published = self.instance.pk is not None and self.instance.live
        if chosen and not present and is_published and not self._may_publish():
            self.add_error("marking_label", _("This page is published and has no label yet: a publisher sets it."))
        if chosen and present and Label(chosen).is_laxer_than(present):
            self.add_error("marking_label", LoweringNeedsConsentError())
        return data

    def _may_publish(self) -> bool:
        return bool(self.for_user and self.instance.permissions_for_user(self.for_user).can_publish())

    def _free_slug(self, title: str) -> str:
        self.instance.title = title
        made = self.instance.made_slug()
        names = chain([made], (f"{made}-{number}" for number in count(2)))
        return next(name for name in names if Page._slug_is_available(name, self.parent_page, self.instance))

    def save(self, commit: bool = True) -> Any:
        """Save the content, and set the marking of the whole translation group."""
        page = super().save(commit=commit)
        chosen = self.cleaned_data.get("marking_label")
        if chosen and self.is_by_hand:
            set_marking(
                group=page.translation_key,
                label=Label(chosen),
                by=self.for_user,
                source=self.cleaned_data.get("marking_source", ""),
            )
        return page
