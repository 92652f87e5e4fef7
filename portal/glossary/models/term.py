"""Terms that publications are marked with: themes, audiences and victim groups."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.translated import TranslatedField, label_in


class Term(models.Model):
    """A term with a label in every language. ``slug`` stands in addresses, ``place`` gives the order to show."""

    slug = models.SlugField(_("slug"), unique=True)
    label = TranslatedField(_("label"))
    place = models.PositiveSmallIntegerField(_("place in lists"), default=0)

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["place", "slug"]

    def __str__(self) -> str:
        return label_in(self.label).text or self.slug


class Theme(Term):
    """A subject."""

    class Meta(Term.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")


class Audience(Term):
    """For whom a publication is written."""

    class Meta(Term.Meta):
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")


class VictimGroup(Term):
    """Whose situation a publication is about."""

    class Meta(Term.Meta):
        verbose_name = _("victim group")
        verbose_name_plural = _("victim groups")
