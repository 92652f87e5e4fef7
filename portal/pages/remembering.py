"""What was counted is kept in memory until anything changes that could change it.

Counting thousands of publications by country and theme takes longer than all the rest of a page. A number is kept
under the labels its viewer may read, which is all that tells one reader of pages from another: members share what was
counted for the first of them. It is kept besides under a stamp that lies in the database and is renewed inside the
transaction of every write the index is told of: publish, unpublish, move, delete, a marking. The stamp is read before
the number is counted, so a number is never older than its stamp, and no write can leave an old number behind.

Time is not a write. While anything live is past its expiry, nothing that is kept is used and everything is counted
anew, until the worker has taken it down.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.db import connection
from django.db.models.expressions import RawSQL
from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from portal import access, indexing
from portal.countries.models import Country
from portal.glossary.models import Provision, Theme
from portal.pages.models.stamp import PublishedStamp
from portal.viewer import Viewer

#: Beyond so many numbers everything is forgotten: more than all pages of the portal show together.
MOST_KEPT = 10_000
_STAMP = (
    "SELECT value FROM pages_publishedstamp WHERE NOT EXISTS"
    " (SELECT 1 FROM wagtailcore_page WHERE expire_at <= %s AND live) ORDER BY id"
)
_FREE = "SELECT id FROM pages_publishedstamp ORDER BY id LIMIT 1"

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class _Memory:
    stamp: str
    kept: dict[Hashable, Any] = field(default_factory=dict)


_memory = _Memory("")


def renew(_key: str = "") -> None:
    """Make everything that is kept worthless, in the caller's transaction.

    It writes to a part of the stamp that no other transaction is writing to, or adds one: two who publish several
    pages each never wait here for one another, while each holds pages that the other is about to write.
    """
    free = _FREE
    if connection.features.has_select_for_update_skip_locked:
        free = f"{_FREE} {connection.ops.for_update_sql(skip_locked=True)}"
    fresh = uuid.uuid4()
    if not PublishedStamp.objects.filter(pk=RawSQL(free, ())).update(value=fresh):  # noqa: S611 (constants only)
        # Numbers by lot: two who add one at once must not wait for one another either.
        PublishedStamp.objects.create(pk=secrets.randbits(62), value=fresh)


def connect() -> None:
    """Renew the stamp with every change the index is told of, and with every change of what is counted by; once."""
    indexing.listen(renew)
    for model in (Country, Theme, Provision):
        for signal in (post_save, post_delete):
            signal.connect(_renew_with_a_code, sender=model, dispatch_uid=f"pages.renew.{model.__name__}")


def _renew_with_a_code(**_signal: Any) -> None:
    renew()


def forget() -> None:
    """Forget everything in this process."""
    global _memory
    _memory = _Memory("")


def remembered(
    count: Callable[Concatenate[Viewer, Asked], Answer],
) -> Callable[Concatenate[Viewer, Asked], Answer]:
    """Keep what a function of a viewer and plain values answers of pages; nobody may change what it answered."""

    @wraps(count)
    def recall(viewer: Viewer, *asked: Asked.args, **named: Asked.kwargs) -> Answer:
        kept = _kept()
        if kept is None:
            return count(viewer, *asked, **named)
        key = (count, access.readable_labels(viewer), asked, tuple(sorted(named.items())))
        if key not in kept:
            kept[key] = count(viewer, *asked, **named)
        found: Answer = kept[key]
        return found

    return recall


def _kept() -> dict[Hashable, Any] | None:
    """What is kept under the present stamp; None while nothing may be kept."""
    global _memory
    with connection.cursor() as cursor:
        cursor.execute(_STAMP, [connection.ops.adapt_datetimefield_value(timezone.now())])
        parts = cursor.fetchall()
    if not parts:
        return None
    stamp = " ".join(str(value) for (value,) in parts)
    memory = _memory
    if memory.stamp != stamp or len(memory.kept) > MOST_KEPT:
        memory = _memory = _Memory(stamp)
    return memory.kept
