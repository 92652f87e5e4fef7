"""A concept of the thesaurus and its terms in every language: what an interpreter opens, and what search expands."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from portal.glossary.groups import ConceptGroup
from portal.languages import LANGUAGES
from portal.translated import TranslatedField, label_in


class Concept(ClusterableModel):
    """One meaning. Its terms in all languages stand for one another; search finds any of them by each of them."""

    slug = models.SlugField(_("slug"), unique=True)
    group = models.CharField(_("group"), max_length=20, choices=ConceptGroup)
    term = TranslatedField(_("term"))
    definition = TranslatedField(_("plain definition"), long=True)
    # With an index, because every search asks when the last one was changed.
    changed_at = models.DateTimeField(_("changed"), auto_now=True, db_index=True)

    class Meta:
        verbose_name = _("concept")
        verbose_name_plural = _("concepts")
        ordering: ClassVar[list[str]] = ["slug"]

    def __str__(self) -> str:
        return label_in(self.term).text or self.slug

    def get_absolute_url(self) -> str:
        """The page of the concept in the active language."""
        return reverse("glossary:concept", args=[self.slug])


class Synonym(models.Model):
    """Another way people write a concept in one language."""

    concept = ParentalKey(Concept, verbose_name=_("concept"), on_delete=models.CASCADE, related_name="synonyms")
    language = models.CharField(
        _("language"), max_length=10, choices=[(language.code, language.own_name) for language in LANGUAGES]
    )
    text = models.CharField(_("term"), max_length=120)

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        ordering: ClassVar[list[str]] = ["language", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["concept", "language", "text"], name="a_synonym_stands_once")
        ]

    def __str__(self) -> str:
        return self.text
