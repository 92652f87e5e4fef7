"""What no owner decides alone: it is proposed by one, and done when all have consented."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogues.spaces import words
from dialogues.spaces.models.membership import Role
from dialogues.spaces.models.space import Space
from portal.members.models import Delegation, Seat
from portal.members.models.tokens import new_token


class Proposal(models.Model):
    """Something that would widen who reads in a space, or close it. It waits for every owner's consent."""

    class Act(models.TextChoices):
        """What is proposed."""

        ADMIT = "admit", words.ADMIT
        REVEAL = "reveal", words.REVEAL
        ARCHIVE = "archive", words.ARCHIVE

    token = models.CharField(_("public id"), max_length=12, unique=True, default=new_token, editable=False)
    space = models.ForeignKey(Space, verbose_name=_("space"), on_delete=models.CASCADE, related_name="proposals")
    act = models.CharField(_("what"), max_length=10, choices=Act)
    seat = models.ForeignKey(Seat, verbose_name=_("seat"), null=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("role"), max_length=12, choices=Role, blank=True)
    proposed_for = models.ForeignKey(
        Delegation, verbose_name=_("proposed by"), on_delete=models.PROTECT, related_name="+"
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("proposed by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now, editable=False)
    settled_at = models.DateTimeField(_("settled"), null=True, editable=False)
    carried = models.BooleanField(_("done"), null=True, editable=False)

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering: ClassVar[list[str]] = ["-proposed_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["space", "act", "seat"],
                condition=models.Q(settled_at__isnull=True),
                name="a_seat_is_proposed_once",
            ),
            models.UniqueConstraint(
                fields=["space", "act"],
                condition=models.Q(settled_at__isnull=True, seat__isnull=True),
                name="an_act_is_proposed_once",
            ),
            models.CheckConstraint(
                condition=models.Q(act="admit", seat__isnull=False) | ~models.Q(act="admit"),
                name="a_proposal_to_admit_names_a_seat",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.space}"


class Consent(models.Model):
    """A delegation that owns the space agrees to a proposal."""

    proposal = models.ForeignKey(
        Proposal, verbose_name=_("proposal"), on_delete=models.CASCADE, related_name="consents"
    )
    delegation = models.ForeignKey(Delegation, verbose_name=_("delegation"), on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("given by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    given_at = models.DateTimeField(_("given"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["proposal", "delegation"], name="a_delegation_consents_once")
        ]

    def __str__(self) -> str:
        return f"{self.delegation}: {self.proposal}"
