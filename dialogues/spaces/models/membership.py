"""Membership of a space: that of a seat, so that it passes on with it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogues.spaces import words
from dialogues.spaces.models.space import Space
from dialogues.spaces.rights import READING, Right
from portal.members.models import Delegation, Seat


class Role(models.TextChoices):
    """What a seat is in a space."""

    READER = "reader", words.READER
    OBSERVER = "observer", words.OBSERVER
    CONTRIBUTOR = "contributor", words.CONTRIBUTOR
    MODERATOR = "moderator", words.MODERATOR
    OWNER = "owner", words.OWNER

    @property
    def rights(self) -> frozenset[Right]:
        """What the role allows; observers are counted, and never post."""
        return _RIGHTS[self]


_POSTING = READING | {Right.START, Right.REPLY, Right.ATTACH}
_RIGHTS: dict[Role, frozenset[Right]] = {
    Role.READER: READING,
    Role.OBSERVER: READING,
    Role.CONTRIBUTOR: _POSTING,
    Role.MODERATOR: frozenset(Right),
    Role.OWNER: frozenset(Right),
}


class SpaceMembership(models.Model):
    """A seat in a space, on the account of the delegation that let it in. The rows of those who left stay."""

    space = models.ForeignKey(Space, verbose_name=_("space"), on_delete=models.CASCADE, related_name="memberships")
    seat = models.ForeignKey(Seat, verbose_name=_("seat"), on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=12, choices=Role)
    admitted_for = models.ForeignKey(
        Delegation, verbose_name=_("let in by"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    admitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("let in by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    since = models.DateTimeField(_("from"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)

    class Meta:
        verbose_name = _("membership of a space")
        verbose_name_plural = _("memberships of spaces")
        ordering: ClassVar[list[str]] = ["seat__body__slug", "seat_id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["space", "seat"], condition=models.Q(ended_at__isnull=True), name="a_seat_is_in_a_space_once"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="a_membership_has_a_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat}, {self.space}"
