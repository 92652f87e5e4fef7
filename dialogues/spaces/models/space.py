"""A space: a closed place for discussion, and the delegations that own it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogues.spaces import words
from portal.attribution import Attribution
from portal.marking import Label
from portal.members.models import Delegation
from portal.members.models.tokens import new_token
from portal.translated import TranslatedField, label_in

#: What a space and all in it may carry.
LABELS = (Label.AMBER, Label.AMBER_STRICT, Label.RED)


class Space(models.Model):
    """A country's own space, one that two delegations share, one for a theme, or the room of a delegation.

    Nobody but its members learns that a hidden one exists. ``rules_version`` is the version of the rules of the house
    that has to be accepted before anything of it is read. Archived, it stays readable and nothing is written any more.
    """

    class Kind(models.TextChoices):
        """The kinds of space."""

        COUNTRY = "country", words.COUNTRY
        BILATERAL = "bilateral", words.BILATERAL
        THEMATIC = "thematic", words.THEMATIC
        DELEGATION_ROOM = "delegation_room", words.DELEGATION_ROOM

    slug = models.SlugField(_("public id"), unique=True, default=new_token)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    title = TranslatedField(_("title"))
    purpose = TranslatedField(_("what it is for"), long=True, blank=True)
    hidden = models.BooleanField(
        _("hidden"), default=True, help_text=_("Nobody but its members learns that it exists.")
    )
    label = models.CharField(_("label"), max_length=12, choices=[(label.value, label.written) for label in LABELS])
    attribution_rule = models.CharField(
        _("attribution rule"), max_length=16, choices=[(rule.value, rule.value) for rule in Attribution]
    )
    premoderated = models.BooleanField(_("read by a moderator before others do"), default=False)
    newcomer_posts = models.PositiveSmallIntegerField(_("so many posts of a newcomer wait"), default=0)
    rules_version = models.PositiveIntegerField(_("version of the rules"), default=0, editable=False)
    opened_at = models.DateTimeField(_("opened"), default=timezone.now, editable=False)
    archived_at = models.DateTimeField(_("archived"), null=True, editable=False)

    class Meta:
        verbose_name = _("space")
        verbose_name_plural = _("spaces")
        ordering: ClassVar[list[str]] = ["kind", "slug"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(label__in=[label.value for label in LABELS]), name="a_space_is_amber_or_stricter"
            ),
            models.CheckConstraint(
                condition=models.Q(attribution_rule__in=[rule.value for rule in Attribution]),
                name="a_space_has_an_attribution_rule",
            ),
        ]

    def __str__(self) -> str:
        return label_in(self.title).text or self.slug

    @property
    def css(self) -> str:
        """The class that colours its label."""
        return Label(self.label).css

    @property
    def is_archived(self) -> bool:
        """Whether nothing is written in it any more."""
        return self.archived_at is not None


class SpaceOwner(models.Model):
    """A delegation that owns a space, with the same rights as every other owner of it."""

    space = models.ForeignKey(Space, verbose_name=_("space"), on_delete=models.CASCADE, related_name="owners")
    delegation = models.ForeignKey(
        Delegation, verbose_name=_("delegation"), on_delete=models.PROTECT, related_name="owned_spaces"
    )

    class Meta:
        verbose_name = _("owner of a space")
        verbose_name_plural = _("owners of spaces")
        ordering: ClassVar[list[str]] = ["delegation__slug"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["space", "delegation"], name="a_delegation_owns_a_space_once")
        ]

    def __str__(self) -> str:
        return f"{self.delegation}: {self.space}"
