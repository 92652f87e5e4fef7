"""A treaty or plan, and its articles: what guidance, practice and commitments point to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.glossary import citing
from portal.translated import TranslatedField, label_in


class Instrument(models.Model):
    """An instrument, for example ACTIP. ``short`` is how officials call it."""

    slug = models.SlugField(_("slug"), unique=True)
    short = TranslatedField(_("short name"))
    label = TranslatedField(_("full name"))
    place = models.PositiveSmallIntegerField(_("place in lists"), default=0)

    class Meta:
        verbose_name = _("instrument")
        verbose_name_plural = _("instruments")
        ordering: ClassVar[list[str]] = ["place"]

    def __str__(self) -> str:
        return label_in(self.short).text or self.slug


class Provision(models.Model):
    """An article of an instrument: its subject, and what it asks of an official in our own words."""

    instrument = models.ForeignKey(
        Instrument, verbose_name=_("instrument"), on_delete=models.PROTECT, related_name="provisions"
    )
    code = models.SlugField(_("code"), unique=True, help_text=_("As in addresses, for example actip-14."))
    article = models.PositiveSmallIntegerField(_("article"))
    label = TranslatedField(_("subject"))
    gist = TranslatedField(_("what it asks"), long=True)

    class Meta:
        verbose_name = _("provision")
        verbose_name_plural = _("provisions")
        ordering: ClassVar[list[str]] = ["instrument__place", "article"]

    def __str__(self) -> str:
        return self.cited()

    def cited(self, language: str | None = None) -> str:
        """How it is cited, in the active language or another: *ACTIP Article 14*."""
        return citing.article(label_in(self.instrument.short, language).text, self.article, language)

    def get_absolute_url(self) -> str:
        """The page of the provision in the active language."""
        return reverse("provisions:provision", args=[self.code])
