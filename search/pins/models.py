"""What staff chose for a question: the ways it is asked, and the pages that answer it best."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable, Page

from portal.languages import LANGUAGES

#: More than these are a list of results, and the search makes better ones.
MOST_PAGES = 5
MOST_PHRASES = 30


class Pinning(ClusterableModel):
    """One question, in one or more phrasings, and what stands first for whoever asks it."""

    language = models.CharField(
        _("for readers of"),
        max_length=10,
        blank=True,
        choices=[(language.code, f"{language.english_name} ({language.own_name})") for language in LANGUAGES],
        help_text=_("The language of the page on which somebody searches. Left empty: all readers."),
    )
    until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The last day on which it is shown. Left empty: without end.")
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("pinned result")
        verbose_name_plural = _("pinned results")
        ordering: ClassVar[list[str]] = ["-changed_at", "-pk"]

    def __str__(self) -> str:
        return self.asked()

    def asked(self) -> str:
        """The first phrasings, to know it by."""
        return " · ".join(phrase.text for phrase in self.phrases.all()[:3])

    asked.short_description = _("What people search for")  # type: ignore[attr-defined]


class PinnedPhrase(models.Model):
    """One way the question is asked, in any language."""

    pinning = ParentalKey(Pinning, on_delete=models.CASCADE, related_name="phrases")
    text = models.CharField(_("as people type it"), max_length=120)

    class Meta:
        verbose_name = _("phrasing")
        verbose_name_plural = _("phrasings")
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return self.text


class PinnedPage(Orderable):
    """One page to show; it stands for its whole family of translations and vanishes with the page."""

    pinning = ParentalKey(Pinning, on_delete=models.CASCADE, related_name="pages")
    page = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+")

    class Meta(Orderable.Meta):
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def __str__(self) -> str:
        return str(self.page.title)
