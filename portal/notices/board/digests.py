"""The mails that come once a day or on chosen days: at seven by each reader's clock, and never empty."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import DatabaseError, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from portal.members.clock import clock_of
from portal.members.models import User
from portal.notices.board.actions import send_together
from portal.notices.board.models import Delivery, Notice
from portal.notices.board.queries import lines_for
from portal.viewer import viewer_for

#: How often somebody looks whose morning it is.
EVERY = timedelta(minutes=10)
#: The hour of the reader's clock from which a mail may come.
MORNING = 7

logger = logging.getLogger("portal.notices")


def send_digests(now: datetime | None = None) -> int:
    """Post the mails of everybody whose morning it is and for whom something waits; how many that were.

    Each person is settled in a transaction with the mail: whoever dies between has sent nothing twice, and whoever
    comes next goes on with those who are left. What fails for one person keeps nobody else's mail back.
    """
    at = now or timezone.now()
    waiting = Notice.objects.filter(user=OuterRef("pk"), letter__isnull=True, read_at__isnull=True, by_mail=True)
    # Numbers alone: so little is held in memory, and nobody's rights are older than their mail.
    people = list(User.objects.filter(Exists(waiting), is_active=True).order_by("pk").values_list("pk", flat=True))
    return sum(_settled(number, at) for number in people)


def is_due(delivery: Delivery, at: datetime) -> bool:
    """Whether a mail may come to its owner now: it is morning, one of their days, and none came today."""
    local = at.astimezone(clock_of(delivery.user))
    if delivery.cadence == Delivery.Cadence.OFF.value or local.hour < MORNING:
        return False
    if delivery.cadence == Delivery.Cadence.WEEKLY.value and local.weekday() not in delivery.days:
        return False
    return delivery.told_on is None or delivery.told_on < local.date()


def _settled(number: int, at: datetime) -> bool:
    try:
        return _settle(number, at)
    except DatabaseError:
        raise
    except Exception as error:
        logger.error("A mail of a day could not be posted: %s", type(error).__name__)
        return False


@transaction.atomic
def _settle(number: int, at: datetime) -> bool:
    person = User.objects.filter(pk=number, is_active=True).first()
    if person is None:
        return False
    delivery, _made = Delivery.objects.get_or_create(user=person)
    delivery.user = person
    if not is_due(delivery, at):
        return False
    today = at.astimezone(clock_of(person)).date()
    untold = Q(told_on__isnull=True) | Q(told_on__lt=today)
    # Of two who come at once, one finds it done.
    if not Delivery.objects.filter(untold, pk=delivery.pk).update(told_on=today):
        return False
    waiting = Notice.objects.filter(user=person, letter__isnull=True, read_at__isnull=True, by_mail=True)
    if not lines_for(viewer_for(person), waiting):
        # Nothing of it is theirs to read now; should it be again, it comes then.
        return False
    return send_together(person)
