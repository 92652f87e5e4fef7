"""An initiative: an agency names a challenge, tries something, sees what changes and what it learned."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from portal.pages.rich_text import FEATURES, CleanRichTextField
from resources.models.publication import PublicationPage
from resources.types import INITIATIVE


class InitiativePage(PublicationPage):
    """Challenge, what was done, what changed, what was learned."""

    type_code = INITIATIVE
    own_texts = ("challenge", "done", "changed", "learned")
    template = "resources/initiative.html"

    challenge = CleanRichTextField(_("the challenge"), features=FEATURES)
    done = CleanRichTextField(_("what was done"), features=FEATURES)
    changed = CleanRichTextField(_("what changed"), features=FEATURES)
    learned = CleanRichTextField(_("what was learned"), features=FEATURES)
    contact = models.CharField(
        _("contact"), max_length=200, blank=True, help_text=_("A function, never a person’s name.")
    )

    content_panels: ClassVar[list[Any]] = [
        *PublicationPage.opening_panels,
        PublicationPage.identity_panel,
        *PublicationPage.marking_panels,
        PublicationPage.answer_panel,
        MultiFieldPanel(
            [FieldPanel("challenge"), FieldPanel("done"), FieldPanel("changed"), FieldPanel("learned")],
            heading=_("The initiative"),
        ),
        PublicationPage.subject_panel,
        FieldPanel("contact"),
        *PublicationPage.closing_panels,
    ]

    class Meta:
        verbose_name = _("initiative")

    @cached_property
    def search_texts(self) -> list[str]:
        """The four parts are found."""
        return [self.challenge, self.done, self.changed, self.learned, *super().search_texts]
