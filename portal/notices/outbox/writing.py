"""Posting a mail: a row in the transaction of the act, so that both stand or neither."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from portal.members.models import User
from portal.notices.models import Mail
from portal.notices.outbox.kinds import UnknownKindError, is_known
from portal.notices.outbox.waking import wake


def post(
    kind: str, *, to: User | None = None, address: str = "", language: str = "", **about: int | str | bool
) -> Mail:
    """Have a mail sent to a person, or to an address in a language.

    ``about`` are keys and codes, never text and never a secret. Raises RuntimeError outside a transaction, and
    UnknownKindError for a kind that nobody would write.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A mail is posted in the transaction of the act it tells of.")
    if not is_known(kind):
        raise UnknownKindError(kind)
    mail = Mail.objects.create(
        kind=kind, user=to, address=address, language=language, about=about, next_try=timezone.now()
    )
    wake()
    return mail


def post_to_all(kind: str, people: Iterable[User], *, but: object = None, **about: int | str | bool) -> None:
    """Have a mail sent to each of several people, except to whoever did it."""
    for person in people:
        if person != but:
            post(kind, to=person, **about)


def withdraw(kind: str, **about: int | str) -> None:
    """Take back mails of a kind that nobody is sending yet, because another one says it better."""
    told = {f"about__{name}": value for name, value in about.items()}
    Mail.objects.filter(kind=kind, held_by="", given_up__isnull=True, **told).delete()


def withdraw_all_of(user: User) -> None:
    """Take back whatever was to be sent to somebody, who is not to be told of anything any more."""
    Mail.objects.filter(user=user, handed_over_at__isnull=True).delete()
