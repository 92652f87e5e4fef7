"""Putting entries into the chain, at the end of the transaction that writes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from portal.audit.chain import FORM, START, hash_of
from portal.audit.models import Entry, Link
from portal.locks import alone

#: Whoever makes the chain longer does so alone.
HEAD = "head of the chain of the log"
_AT_ONCE = 500


def chain(connection: Any, entries: Sequence[int]) -> None:
    """Give the entries with these numbers the next places in the chain, as far as they were not rolled back.

    Called right before the commit. On SQLite the whole database is held by then. On PostgreSQL the head is locked here
    and until the commit, after everything else that this transaction locks: links between tables, which it would look
    into later and for which it could have to wait, are looked into first.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    alone(HEAD)
    number, previous = head()
    for start in range(0, len(entries), _AT_ONCE):
        some = Entry.objects.filter(pk__in=entries[start : start + _AT_ONCE], link__isnull=True).order_by("pk")
        links = []
        for entry in some:
            number += 1
            previous = hash_of(entry, number, previous)
            links.append(Link(number=number, entry_id=entry.pk, form=FORM, hash=previous))
        Link.objects.bulk_create(links)


def head() -> tuple[int, str]:
    """The number and the hash of the last link; nought and START where there is none."""
    return Link.objects.order_by("-number").values_list("number", "hash").first() or (0, START)
