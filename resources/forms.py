"""The form of a publication: why it asks what it asks, and what it can fill in by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.pages.forms import PortalPageForm
from resources.numbering import next_reference


class ReferencesField(forms.CharField):
    """Reference numbers in one line, kept as a list."""

    def prepare_value(self, value: Any) -> Any:
        """The numbers with commas between them."""
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        """The numbers, each once, whatever stands between them."""
        text = super().to_python(value) or ""
        return list(dict.fromkeys(text.replace(",", " ").replace(";", " ").upper().split()))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the numbers differ, not how they were typed."""
        return (initial or []) != self.to_python(data)


class PublicationPageForm(PortalPageForm):
    """Suggests the next free number and today's date, and refuses numbers nobody holds."""

    reasons: ClassVar[Mapping[str, Any]] = {
        "title": _("Readers find the page by it."),
        "reference": _("Readers cite it."),
        "version": _("By it readers see whether a translation follows the newest text."),
        "issued": _("Lists are ordered by it."),
        "posted": _("Subscribers learn by it what is new."),
        "bodies": _("Readers must know who stands behind the text; the citation names them."),
        "themes": _("The text stands on the page of each theme."),
        "audiences": _("By it officials find what is written for them."),
        "says": _("It is shown first, in lists and in the results of a search."),
        "do": _("It is what an official with a case on the desk looks for."),
        "who": _("It tells a reader at once whether to read on."),
        "authors": _("The citation names them."),
        "methods": _("Readers judge by it how far a finding carries."),
        "limits": _("Without it a finding is read as more than it is."),
        "challenge": _("A reader recognises their own situation by it."),
        "done": _("Others can only repeat what is described."),
        "changed": _("It is what others decide by."),
        "learned": _("It spares others the same mistakes."),
    }

    related = ReferencesField(
        label=_("Related publications"),
        required=False,
        help_text=_("Reference numbers with commas between them: G-2026-014, B-2025-009."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("bodies", "countries"):
            if name in self.fields:
                choices = sorted(self.fields[name].choices, key=lambda choice: str(choice[1]))
                self.fields[name].choices = choices
        if self.instance.pk is None:
            self.initial["posted"] = self.initial.get("posted") or timezone.localdate()
            self.initial["reference"] = self.initial.get("reference") or next_reference(self.instance.type_code)

    def clean_related(self) -> list[str]:
        """Only numbers of publications there are."""
        return list(self._known(self.cleaned_data["related"]))

    def clean_superseded_by(self) -> str:
        """Only the number of a publication there is."""
        return next(iter(self._known([self.cleaned_data["superseded_by"]])), "")

    def _known(self, references: Iterable[str]) -> Iterable[str]:
        wanted = [reference for reference in references if reference]
        publications = apps.get_model("resources", "PublicationPage")._default_manager
        held = set(publications.filter(reference__in=wanted).values_list("reference", flat=True))
        missing = [reference for reference in wanted if reference not in held]
        if missing:
            message = _("No publication has this number: %(numbers)s.")
            raise ValidationError(message % {"numbers": ", ".join(missing)})
        return wanted
