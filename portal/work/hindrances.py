"""What stands in the way of a scheduled step: recorded with its reason, told once, tried again without noise."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from portal.work.limits import REASON_LENGTH, REFUSAL_PAUSE
from portal.work.models import Hindrance

logger = logging.getLogger("portal.work")


def attempt(subject: str, step: Callable[[], None], on_refusal: Callable[[str], None]) -> bool:
    """Take a step in a transaction of its own; whether it was taken. Never raises what the step raises.

    A refusal (ValidationError) rests for ``REFUSAL_PAUSE`` and is handed to ``on_refusal`` while its reason is new;
    anything else that goes wrong is tried again each time, and logged while its reason is new.
    """
    known = Hindrance.objects.filter(subject=subject).first()
    if known and known.next_try > timezone.now():
        return False
    try:
        with transaction.atomic():
            step()
    except ValidationError as refusal:
        reason = "; ".join(refusal.messages)[:REASON_LENGTH]
        if _record(subject, reason, refused=True):
            logger.warning("%s: refused, see its history", subject)
            on_refusal(reason)
        return False
    except Exception as error:
        if _record(subject, f"{type(error).__name__}: {error}"[:REASON_LENGTH], refused=False):
            logger.exception("%s: failed", subject)
        return False
    if known:
        known.delete()
        logger.warning("%s: no longer hindered", subject)
    return True


def forget_others(kind: str, subjects: Iterable[str]) -> None:
    """Drop the hindrances of a kind (the part before the colon) that are no longer about anything due."""
    Hindrance.objects.filter(subject__startswith=f"{kind}:").exclude(subject__in=list(subjects)).delete()


def _record(subject: str, reason: str, *, refused: bool) -> bool:
    """Write the reason down; whether it is a new one."""
    next_try = timezone.now() + REFUSAL_PAUSE if refused else timezone.now()
    if Hindrance.objects.filter(subject=subject, reason=reason).update(next_try=next_try):
        return False
    Hindrance.objects.update_or_create(subject=subject, defaults={"reason": reason, "next_try": next_try})
    return True
