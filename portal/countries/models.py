"""A country: a Member State with its place in the tile grid, a partner or an observer."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.translated import TranslatedField, label_in


class Country(models.Model):
    """A country. ``code`` is ISO 3166-1 alpha-2 in capitals; ``slug`` stands in addresses of every language."""

    class Kind(models.TextChoices):
        """What the country is to the Association."""

        MEMBER = "member", _("Member State")
        PARTNER = "partner", _("Partner")
        OBSERVER = "observer", _("Observer")

    code = models.CharField(_("code"), max_length=2, primary_key=True)
    slug = models.SlugField(_("slug"), unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.MEMBER)
    name = TranslatedField(_("name"))
    formal_name = TranslatedField(_("formal name"))
    row = models.PositiveSmallIntegerField(_("row in the tile grid"), null=True, blank=True)
    column = models.PositiveSmallIntegerField(_("column in the tile grid"), null=True, blank=True)

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering: ClassVar[list[str]] = ["code"]

    def __str__(self) -> str:
        return label_in(self.name).text or self.code
