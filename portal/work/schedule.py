"""Publishing what is scheduled and taking down what has expired, each in a transaction of its own.

The steps are Wagtail's own, one page at a time: a page that a guard refuses, or that cannot be published for any other
reason, keeps its place in the schedule and does not hold up the others. Staff read why in the page's history.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, Page, Revision

from portal.work.hindrances import attempt, forget_others

#: The entry in a page's history when its scheduled step was refused; the reason lies in the entry's data.
REFUSED = "portal.schedule.refused"


def publish_and_expire() -> None:
    """Do both. Publishing comes first, so that what is already past its expiry does not stay live until next time."""
    publish_due()
    expire_due()


def publish_due() -> int:
    """Publish every revision whose time has come, the earliest first; how many went live."""
    due = Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at", "pk")
    subjects = {f"publish:revision {pk}": pk for pk in due.values_list("pk", flat=True)}
    done = sum(attempt(subject, partial(_publish, pk), partial(_tell, pk)) for subject, pk in subjects.items())
    forget_others("publish", subjects)
    return done


def expire_due() -> int:
    """Take down everything live whose expiry has passed; how many."""
    subjects: dict[str, tuple[type[Model], object]] = {}
    for model in _models_with_drafts():
        due = model._default_manager.filter(live=True, expire_at__lt=timezone.now()).order_by("expire_at", "pk")
        subjects |= {f"expire:{model._meta.label_lower} {pk}": (model, pk) for pk in due.values_list("pk", flat=True)}
    done = sum(
        attempt(subject, partial(_expire, *item), partial(_tell_of, *item)) for subject, item in subjects.items()
    )
    forget_others("expire", subjects)
    return done


def _models_with_drafts() -> list[type[Model]]:
    """Page (once, for all page types) and every other model with drafts."""
    drafted = (model for model in apps.get_models() if issubclass(model, DraftStateMixin))
    return [Page, *(model for model in drafted if not issubclass(model, Page))]


def _publish(pk: int) -> None:
    """Publish one revision, unless somebody has published, changed or dropped it meanwhile."""
    due = Revision.objects.select_for_update().filter(pk=pk, approved_go_live_at__lt=timezone.now())
    if revision := due.first():
        revision.publish(log_action="wagtail.publish.scheduled")


def _expire(model: type[Model], pk: object) -> None:
    """Take one page or object down, unless that has happened or its expiry was moved meanwhile."""
    due = model._default_manager.select_for_update().filter(pk=pk, live=True, expire_at__lt=timezone.now())
    found: Any = due.first()
    if found:
        getattr(found, "specific", found).unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _tell(pk: int, reason: str) -> None:
    """Write a refused publish into the history of what it would have published."""
    revision = Revision.objects.filter(pk=pk).first()
    if revision and (instance := revision.content_object):
        log(instance=instance, action=REFUSED, revision=revision, data={"reason": reason})


def _tell_of(model: type[Model], pk: object, reason: str) -> None:
    """Write a refused expiry into the history of what should have gone."""
    if instance := model._default_manager.filter(pk=pk).first():
        log(instance=instance, action=REFUSED, data={"reason": reason})
