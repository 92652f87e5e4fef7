"""How long memberships that ended, proposals that were settled, and entries of administrators are kept."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, Q, QuerySet

from dialogues.spaces.models import BreakGlassEntry, Proposal, RulesAcceptance, SpaceDenial, SpaceMembership
from portal.retention import holds
from portal.retention.rows import Rows, register_rows

_FORMER = "PORTAL_KEEP_FORMER_MEMBERSHIPS"


def register() -> None:
    """Join the table of what is kept for a time."""
    ended = Rows(lambda before: SpaceMembership.objects.filter(ended_at__lt=before), _of_held_seats)
    _kept("memberships of spaces", ended, "they ended", "spaces.SpaceMembership")
    denied = Rows(lambda before: SpaceDenial.objects.filter(ended_at__lt=before), _of_held_seats)
    _kept("denials in spaces", denied, "they ended", "spaces.SpaceDenial")
    _kept("former rules accepted", Rows(_former, _of_held_people), "they were accepted", "spaces.RulesAcceptance")
    settled = Rows(lambda before: Proposal.objects.filter(settled_at__lt=before))
    _kept("proposals in spaces", settled, "they were settled", "spaces.Proposal", "spaces.Consent")
    entered = Rows(lambda before: BreakGlassEntry.objects.filter(until__lt=before), _of_held_people)
    _kept("entries of administrators", entered, "they ended", "spaces.BreakGlassEntry")


def _kept(kind: str, rows: Rows, what: str, *models: str) -> None:
    register_rows(kind, period_setting="PORTAL_KEEP_FORMER_MEMBERSHIPS", rows=rows, models=models, what=what)


def _former(before: datetime) -> QuerySet[RulesAcceptance]:
    """Acceptances of rules that hold no more; who accepted those in force is known as long as they hold."""
    return RulesAcceptance.objects.filter(accepted_at__lt=before).exclude(version=F("space__rules_version"))


def _of_held_people() -> Q:
    return Q(user__in=holds.held_numbers("members.user"))


def _of_held_seats() -> Q:
    return Q(seat__holders__user__in=holds.held_numbers("members.user"))
