"""A research brief: what was found, how, and what it cannot tell."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, TranslatableMixin

from portal.members.models import Body
from portal.pages.translatable import facts
from resources.models.publication import PublicationPage
from resources.types import BRIEF


class ResearchBriefPage(PublicationPage):
    """Research, told for those who decide."""

    type_code = BRIEF
    own_texts = ("authors", "methods", "limits")
    template = "resources/brief.html"
    override_translatable_fields: ClassVar[list[Any]] = [
        *PublicationPage.override_translatable_fields,
        *facts("partners"),
    ]

    authors = models.CharField(_("authors"), max_length=300, help_text=_("As they wish to be named."))
    methods = models.TextField(_("methods"))
    limits = models.TextField(_("limits"), help_text=_("What this research cannot tell."))

    partners = ParentalManyToManyField(
        Body,
        verbose_name=_("partners"),
        blank=True,
        related_name="+",
        help_text=_("The bodies the research was done with."),
    )

    content_panels: ClassVar[list[Any]] = [
        *PublicationPage.opening_panels,
        PublicationPage.identity_panel,
        *PublicationPage.marking_panels,
        PublicationPage.answer_panel,
        InlinePanel("key_findings", heading=_("Key findings"), label=_("Finding"), min_num=1),
        PublicationPage.subject_panel,
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("authors"),
                FieldPanel("partners", widget=forms.CheckboxSelectMultiple),
                FieldPanel("methods"),
                FieldPanel("limits"),
            ],
            heading=_("How this is known"),
        ),
        *PublicationPage.closing_panels,
    ]

    class Meta:
        verbose_name = _("research brief")

    @cached_property
    def search_texts(self) -> list[str]:
        """Findings, methods and limits are found too."""
        findings = [finding.text for finding in self.key_findings.all()]
        return [*findings, *super().search_texts, self.methods, self.limits, self.authors]


class KeyFinding(TranslatableMixin, Orderable):
    """One finding, in one or two sentences."""

    page = ParentalKey(ResearchBriefPage, on_delete=models.CASCADE, related_name="key_findings")
    text = models.TextField(_("finding"))

    panels: ClassVar[list[Any]] = [FieldPanel("text")]
