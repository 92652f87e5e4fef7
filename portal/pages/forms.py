"""The form of a page in the administration: its content, and the marking that lies outside the content."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from portal import access
from portal.marking import PAGE_LABELS, Label
from portal.markings.actions import LoweringNeedsConsentError, set_marking
from portal.markings.models import Marking


class PortalPageForm(WagtailAdminPageForm):
    """Asks for the marking beside the content. No label is preset: somebody has to decide."""

    marking_label = forms.ChoiceField(
        label=_("TLP label"),
        choices=[("", _("Choose who may read this")), *((label.value, label.written) for label in PAGE_LABELS)],
        help_text=_(
            "TLP:CLEAR: anyone may read and pass on. TLP:GREEN: members only. One label holds for every language."
            " A stricter label takes effect at once; a laxer one takes a second person."
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
        if not getattr(self.instance, "asks_for_marking", False):
            del self.fields["marking_label"], self.fields["marking_source"]
            return
        marking = Marking.objects.filter(group=self.instance.translation_key).first()
        if marking:
            self.initial.setdefault("marking_label", marking.label)
            self.initial.setdefault("marking_source", marking.source)

    def defer_required_fields(self) -> None:
        """A draft may be kept before anybody decided on the label; it is closed until then."""
        super().defer_required_fields()
        field = self.fields.get("marking_label")
        if field is not None and field.required:
            field.required = False
            self.deferred_required_fields.append("marking_label")

    def clean(self) -> dict[str, Any]:
        """Refuse to lower a label without a second person."""
        data: dict[str, Any] = super().clean()
        chosen, present = data.get("marking_label"), access.marking_of(self.instance)
        if chosen and present and Label(chosen).is_laxer_than(present):
            self.add_error("marking_label", LoweringNeedsConsentError())
        return data

    def save(self, commit: bool = True) -> Any:
        """Save the content, and set the marking of the whole translation group."""
        page = super().save(commit=commit)
        chosen = self.cleaned_data.get("marking_label")
        if chosen:
            set_marking(
                group=page.translation_key,
                label=Label(chosen),
                by=self.for_user,
                source=self.cleaned_data.get("marking_source", ""),
            )
        return page
