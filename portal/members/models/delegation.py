"""A delegation: the standing one of a Member State or of a partner, with a seat as its head."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.countries.models import Country
from portal.translated import TranslatedField, label_in


class Delegation(models.Model):
    """The standing delegation of a country, or of a partner that is none."""

    slug = models.SlugField(_("slug"), unique=True)
    name = TranslatedField(_("name"))
    country = models.OneToOneField(
        Country, verbose_name=_("country"), null=True, blank=True, on_delete=models.PROTECT, related_name="delegation"
    )
    head = models.OneToOneField(
        "members.Seat",
        verbose_name=_("seat of its head"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="leads",
        help_text=_("Whoever holds this seat speaks for the delegation, and gets what is meant for a vacant seat."),
    )

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering: ClassVar[list[str]] = ["slug"]

    def __str__(self) -> str:
        return label_in(self.name).text or self.slug
