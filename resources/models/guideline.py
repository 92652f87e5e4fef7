"""A guideline: numbered sections, its status, and how each Member State carries it out."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, TranslatableMixin

from portal.countries.models import Country
from portal.pages.translatable import facts
from resources.models.publication import PublicationPage, validate_partial_date
from resources.models.status import StatusMixin
from resources.states import ImplementationSource, ImplementationStatus
from resources.types import GUIDELINE


class GuidelinePage(StatusMixin, PublicationPage):
    """What an official does in a case."""

    type_code = GUIDELINE
    template = "resources/guideline.html"
    override_translatable_fields: ClassVar[list[Any]] = [
        *PublicationPage.override_translatable_fields,
        *StatusMixin.status_facts,
    ]

    content_panels: ClassVar[list[Any]] = [
        *PublicationPage.opening_panels,
        PublicationPage.identity_panel,
        *PublicationPage.marking_panels,
        PublicationPage.answer_panel,
        MultiFieldPanel([FieldPanel("status"), FieldPanel("superseded_by")], heading=_("Status")),
        PublicationPage.subject_panel,
        FieldPanel("body"),
        InlinePanel("implementation", heading=_("Implementation by Member State"), label=_("Member State")),
        *PublicationPage.closing_panels,
    ]

    class Meta:
        verbose_name = _("guideline")


class ImplementationRow(TranslatableMixin, Orderable):
    """How one Member State carries a guideline out, as far as it was reported."""

    page = ParentalKey(GuidelinePage, on_delete=models.CASCADE, related_name="implementation")
    country = models.ForeignKey(Country, verbose_name=_("Member State"), on_delete=models.PROTECT, related_name="+")
    status = models.CharField(
        _("status"), max_length=20, choices=ImplementationStatus, default=ImplementationStatus.NOT_REPORTED
    )
    instrument = models.CharField(_("instrument or measure"), max_length=200, blank=True)
    since = models.CharField(_("since"), max_length=10, blank=True, validators=[validate_partial_date])
    note = models.CharField(_("note"), max_length=300, blank=True)
    source = models.CharField(_("source"), max_length=20, choices=ImplementationSource, blank=True)

    override_translatable_fields: ClassVar[list[Any]] = facts("country", "status", "since", "source")

    panels: ClassVar[list[Any]] = [
        FieldPanel("country"),
        FieldPanel("status"),
        FieldPanel("instrument"),
        FieldPanel("since"),
        FieldPanel("note"),
        FieldPanel("source"),
    ]

    @property
    def mark(self) -> str:
        """The class of the square before the word: full, half or empty."""
        return {"in-use": "done", "in-preparation": "half"}.get(self.status, "")
