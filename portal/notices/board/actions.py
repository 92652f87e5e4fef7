"""Putting notices on the board, marking them as read, and choosing how to be written to."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.audit import log
from portal.notices.board.models import Delivery, Notice
from portal.notices.outbox.writing import post

#: The kind under which the outbox knows mails with notices.
MAIL = "notices.news"


@transaction.atomic
def tell(*, user: Any, kind: str, reference: str, group: str, by_mail: bool = True, prompt: bool = True) -> None:
    """Tell somebody of a thing once, however often this is called; a kind that comes later takes the former's place.

    Args:
        reference: the public id of the thing; whoever registered the kind knows it by that.
        group: the public id of what it belongs to.
        by_mail: whether it is mailed besides.
        prompt: whether its mail may leave at once; where not, the hour of the mail would tell something.
    """
    given = {"kind": kind, "group": group, "by_mail": by_mail}
    notice, is_made = Notice.objects.get_or_create(user=user, reference=reference, defaults=given)
    if not is_made:
        return
    at_once = Delivery.objects.filter(user=user, cadence=Delivery.Cadence.AT_ONCE).exists()
    if by_mail and prompt and at_once and not _awaits_reading(notice):
        _send(user, [notice.pk])


@transaction.atomic
def retell(*, user: Any, kind: str, reference: str, group: str, prompt: bool = True) -> None:
    """Tell somebody of a thing as of another kind, which says more: it stands on the board once."""
    found = Notice.objects.filter(user=user, reference=reference)
    if not found.update(kind=kind, by_mail=True):
        tell(user=user, kind=kind, reference=reference, group=group, prompt=prompt)


def send_together(user: Any) -> bool:
    """Send all that waits for a mail as one, in the caller's transaction; whether there was any."""
    waiting = Notice.objects.filter(user=user, letter__isnull=True, read_at__isnull=True, by_mail=True)
    return _send(user, list(waiting.values_list("pk", flat=True)))


def read(*, user: Any, groups: Collection[str] | None = None) -> None:
    """Mark as read what stands on the board for somebody: of some groups, or all."""
    unread = Notice.objects.filter(user=user, read_at__isnull=True)
    if groups is not None:
        unread = unread.filter(group__in=groups)
    unread.update(read_at=timezone.now())


def regroup(*, references: Collection[str], group: str) -> None:
    """Let things that belong to something else now stand with it on every board."""
    Notice.objects.filter(reference__in=references).exclude(group=group).update(group=group)


@transaction.atomic
def choose(*, user: Any, cadence: Delivery.Cadence, days: list[int]) -> Delivery:
    """Choose how to be written to. What came while there were no mails is not sent afterwards."""
    delivery, _made = Delivery.objects.select_for_update().get_or_create(user=user)
    if delivery.cadence == Delivery.Cadence.OFF.value:
        Notice.objects.filter(user=user, letter__isnull=True).update(by_mail=False)
    delivery.cadence, delivery.days = cadence.value, sorted(days)
    delivery.save(update_fields=["cadence", "days"])
    log.write("notices.chosen", by=user, on=delivery, cadence=cadence.value)
    return delivery


@transaction.atomic
def stop(*, token: uuid.UUID) -> None:
    """End the mails of whoever has this link; of one that nobody has, nothing comes."""
    delivery = Delivery.objects.select_for_update().filter(token=token).first()
    if delivery is not None and delivery.cadence != Delivery.Cadence.OFF.value:
        delivery.cadence = Delivery.Cadence.OFF.value
        delivery.save(update_fields=["cadence"])
        # Whoever holds the link did it; that need not be its owner.
        log.write("notices.stopped", by=None, on=delivery)


def _awaits_reading(notice: Notice) -> bool:
    """Whether something of the same group was mailed already and nobody has looked: one mail until then."""
    mailed = Notice.objects.filter(user=notice.user, group=notice.group, letter__isnull=False, read_at__isnull=True)
    return mailed.exists()


def _send(user: Any, numbers: list[int]) -> bool:
    letter = uuid.uuid4()
    # Counted by the change itself: what another has taken meanwhile goes by the other's mail alone.
    if not Notice.objects.filter(pk__in=numbers, letter__isnull=True).update(letter=letter):
        return False
    post(MAIL, to=user, letter=str(letter))
    return True
