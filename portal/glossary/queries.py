"""Reads of the glossary: labels by code, in the order to show."""

from __future__ import annotations

from collections.abc import Mapping

from portal.glossary.models import Audience, Provision, Theme, VictimGroup
from portal.glossary.models.term import Term
from portal.translated import label_in


def _term_labels(model: type[Term], language: str) -> Mapping[str, str]:
    return {term.slug: label_in(term.label, language).text for term in model._default_manager.all()}


def theme_labels(language: str) -> Mapping[str, str]:
    """Every theme's label by slug."""
    return _term_labels(Theme, language)


def audience_labels(language: str) -> Mapping[str, str]:
    """Every audience's label by slug."""
    return _term_labels(Audience, language)


def victim_group_labels(language: str) -> Mapping[str, str]:
    """Every victim group's label by slug."""
    return _term_labels(VictimGroup, language)


def provision_labels(language: str) -> Mapping[str, str]:
    """How every provision is cited, by code."""
    return {provision.code: provision.cited(language) for provision in Provision.objects.select_related("instrument")}
