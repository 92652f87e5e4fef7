"""Beginning and ending watches, each in one transaction with its entry in the log, which holds no word of a search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from portal.audit import log
from portal.members.models import User
from portal.notices.outbox.writing import post
from search.watches.limits import MOST_UNCONFIRMED, MOST_WATCHES
from search.watches.models import Watch, Watcher
from search.watches.words import TOO_MANY


@transaction.atomic
def watch(*, user: User, question: str, languages: Sequence[str], cadence: str) -> Watch:
    """Begin a watch of a member; one of the same question is changed instead.

    Raises ValidationError where they have as many as anybody may have.
    """
    watcher = _held(Watcher.objects.get_or_create(user=user)[0])
    told = {"languages": list(languages), "cadence": cadence}
    same = watcher.watches.filter(question=question).first()
    if same is not None:
        Watch.objects.filter(pk=same.pk).update(**told)
        log.write("watches.changed", by=user, on=same, watch=same.token)
        same.refresh_from_db()
        return same
    if watcher.watches.count() >= MOST_WATCHES:
        raise ValidationError(str(TOO_MANY))
    now = timezone.now()
    made = watcher.watches.create(question=question, begun_at=now, looked_at=now, **told)
    log.write("watches.begun", by=user, on=made, watch=made.token)
    return made


@transaction.atomic
def ask_to_watch(*, address: str, language: str, question: str, languages: Sequence[str], cadence: str) -> Watch | None:
    """Have an address asked whether it wishes a watch; None, and no mail, where it was asked too often already.

    Whoever asks is not told which: the address may be somebody else's.
    """
    address = address.strip().lower()
    watcher = _held(Watcher.objects.get_or_create(address=address, defaults={"language": language})[0])
    waiting = watcher.watches.filter(begun_at__isnull=True).count()
    if waiting >= MOST_UNCONFIRMED or watcher.watches.count() >= MOST_WATCHES:
        return None
    made = watcher.watches.create(question=question, languages=list(languages), cadence=cadence)
    post("watches.confirm", address=address, language=language, watch=made.token)
    return made


@transaction.atomic
def begin(*, watch: Watch, language: str) -> None:
    """Begin a watch that its address has confirmed; once begun it stays as it is. An older one of it gives way."""
    watcher = _held(watch.watcher)
    now = timezone.now()
    waiting = Watch.objects.filter(pk=watch.pk, begun_at__isnull=True)
    if waiting.update(begun_at=now, looked_at=now):
        watcher.watches.filter(question=watch.question, begun_at__isnull=False).exclude(pk=watch.pk).delete()
        # The language of whoever proved the address, and not that of who may have typed it.
        Watcher.objects.filter(pk=watcher.pk).update(language=language)
        log.write("watches.begun", by=None, on=watch, watch=watch.token)


@transaction.atomic
def end(*, watch: Watch, by: Any) -> None:
    """End a watch. With the last one goes all that is known of an address."""
    watcher = _held(watch.watcher)
    log.write("watches.ended", by=by, on=watch, watch=watch.token)
    watch.delete()
    if not watcher.watches.exists():
        watcher.delete()


@transaction.atomic
def end_all(*, watcher: Watcher, by: Any) -> None:
    """End every watch of somebody, and forget the address."""
    for watch in list(_held(watcher).watches.all()):
        log.write("watches.ended", by=by, on=watch, watch=watch.token)
    watcher.delete()


def _held(watcher: Watcher) -> Watcher:
    """The same, held until the transaction ends: of two who do something of it, one waits."""
    return Watcher.objects.select_for_update().get(pk=watcher.pk)
