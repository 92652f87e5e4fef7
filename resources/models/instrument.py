"""A legal instrument: what it is and how to use it; its articles are data in the glossary."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from portal.glossary.models import Instrument
from portal.pages.translatable import facts
from resources.models.publication import PublicationPage
from resources.models.status import StatusMixin
from resources.types import INSTRUMENT


class LegalInstrumentPage(StatusMixin, PublicationPage):
    """A treaty, plan or model text, explained; others point to its articles."""

    type_code = INSTRUMENT
    template = "resources/instrument.html"
    override_translatable_fields: ClassVar[list[Any]] = [
        *PublicationPage.override_translatable_fields,
        *StatusMixin.status_facts,
        *facts("instrument"),
    ]

    instrument = models.ForeignKey(
        Instrument,
        verbose_name=_("articles as data"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The instrument whose articles this page lists."),
    )

    content_panels: ClassVar[list[Any]] = [
        *PublicationPage.opening_panels,
        PublicationPage.identity_panel,
        *PublicationPage.marking_panels,
        PublicationPage.answer_panel,
        MultiFieldPanel(
            [FieldPanel("instrument"), FieldPanel("status"), FieldPanel("superseded_by")],
            heading=_("Articles and status"),
        ),
        PublicationPage.subject_panel,
        FieldPanel("body"),
        *PublicationPage.closing_panels,
    ]

    class Meta:
        verbose_name = _("legal instrument")
