"""A tool: a checklist, a form, an aid, or training material."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from portal.pages.translatable import facts
from resources.models.publication import PublicationPage
from resources.models.status import StatusMixin
from resources.types import TOOL, TRAINING


class ToolPage(StatusMixin, PublicationPage):
    """Something to use on the desk, or to train with."""

    type_code = TOOL
    template = "resources/tool.html"
    override_translatable_fields: ClassVar[list[Any]] = [
        *PublicationPage.override_translatable_fields,
        *StatusMixin.status_facts,
        *facts("is_training"),
    ]

    is_training = models.BooleanField(_("training material"), default=False)

    content_panels: ClassVar[list[Any]] = [
        *PublicationPage.opening_panels,
        PublicationPage.identity_panel,
        *PublicationPage.marking_panels,
        PublicationPage.answer_panel,
        MultiFieldPanel(
            [FieldPanel("is_training"), FieldPanel("status"), FieldPanel("superseded_by")], heading=_("Kind and status")
        ),
        PublicationPage.subject_panel,
        FieldPanel("body"),
        *PublicationPage.closing_panels,
    ]

    class Meta:
        verbose_name = _("tool")

    @property
    def type_label(self) -> str:
        """Training material says so."""
        return str(TRAINING) if self.is_training else super().type_label

    @property
    def spine(self) -> str:
        """Training material has a colour of its own."""
        return "training" if self.is_training else super().spine
