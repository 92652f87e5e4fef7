"""The surviving log held against a restored portal: what was taken away since the backup is taken away again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from portal.audit import log
from portal.audit.models import Entry
from portal.backups.hiding import Hidings
from portal.backups.revoking import AGAIN, ANEW, REFUSED
from portal.backups.shelf import BackupError
from portal.notices.models import Mail

#: What of an entry must be the same for it to be the same entry.
_SAME = ("action", "object_type", "object_key")


@dataclass
class Replayed:
    """What came of a log.

    Args:
        done: how often each action was done again.
        left: acts that could not be, with the reason.
        anew: what opened something since, and is asked for anew.
        hidden: pages that were taken from readers again.
        deleted: files that were deleted again.
        reaches_back: whether the log begins before the backup ends, so that nothing between them is unknown.
    """

    done: Counter[str] = field(default_factory=Counter)
    left: list[str] = field(default_factory=list)
    anew: Counter[str] = field(default_factory=Counter)
    hidden: int = 0
    deleted: int = 0
    reaches_back: bool = False


@transaction.atomic
def replay(told: Iterable[Mapping[str, Any]]) -> Replayed:
    """Go through a log, oldest entry first. Raises BackupError for the log of another portal; then nothing is done."""
    replayed = Replayed()
    known = {entry.pop("id"): entry for entry in Entry.objects.values("id", *_SAME)}
    replayed.reaches_back = not known
    last_mail = Mail.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    hidings = Hidings()
    for entry in told:
        if entry["kind"] != "entry":
            hidings.note(entry)
        elif held := known.get(entry["id"]):
            if any(str(held[name]) != str(entry[name]) for name in _SAME):
                raise BackupError("The log is of another portal than the backup, or not of the time after it.")
            replayed.reaches_back = True
        else:
            _act(entry, replayed)
    replayed.hidden, replayed.deleted = hidings.hide(), hidings.delete()
    # Whoever is concerned was told when it happened.
    Mail.objects.filter(pk__gt=last_mail).delete()
    acts, hidden, deleted = sum(replayed.done.values()), replayed.hidden, replayed.deleted
    log.write("backup.replayed", by=None, on=("backup", "log"), acts=acts, hidden=hidden, deleted=deleted)
    return replayed


def _act(entry: Mapping[str, Any], replayed: Replayed) -> None:
    action = str(entry["action"])
    if action in ANEW:
        replayed.anew[ANEW[action]] += 1
    if action not in AGAIN:
        return
    try:
        with transaction.atomic():
            replayed.done[action] += AGAIN[action](entry)
    except REFUSED as refused:
        replayed.left.append(f"{action} {entry['object_key']}: {' '.join(refused.messages)}")
    except (ValueError, KeyError) as error:
        raise BackupError(f"Entry {entry['id']} of the log cannot be understood ({action}).") from error
