"""A body: whoever issues a paper, holds a seat or gives a service."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.countries.models import Country
from portal.translated import TranslatedField, label_in


class Body(models.Model):
    """A ministry, agency, court, sectoral body, NGO, company, university or UN agency; of a country or of none.

    A body that was removed stays as the source of what it published, and holds no seats any more.
    """

    class Kind(models.TextChoices):
        """The kinds of body, over all three sectors."""

        MINISTRY = "ministry", _("Ministry")
        AGENCY = "agency", _("Agency")
        COURT = "court", _("Court")
        SECTORAL = "sectoral", _("Sectoral body")
        NGO = "ngo", _("Non-governmental organisation")
        COMPANY = "company", _("Company or employers’ body")
        UNIVERSITY = "university", _("University or research body")
        UN = "un", _("United Nations agency")
        PROGRAMME = "programme", _("Programme office")

    slug = models.SlugField(_("slug"), unique=True)
    name = TranslatedField(_("name"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    country = models.ForeignKey(
        Country, verbose_name=_("country"), null=True, blank=True, on_delete=models.PROTECT, related_name="bodies"
    )
    removed_at = models.DateTimeField(_("removed"), null=True, editable=False)

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering: ClassVar[list[str]] = ["slug"]

    def __str__(self) -> str:
        return label_in(self.name).text or self.slug
