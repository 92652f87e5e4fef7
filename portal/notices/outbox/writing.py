"""Posting a mail: a row in the transaction of the act, so that both stand or neither."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from portal.members.models import User
from portal.notices.models import Mail
from portal.notices.outbox.kinds import UnknownKindError, is_known
from portal.notices.outbox.waking import wake

#: What a row may hold of what a mail is about.
Code = int | str | bool


def post(kind: str, *, to: User | None = None, address: str = "", language: str = "", **about: Code) -> Mail:
    """Have a mail sent to a person, or to an address in a language.

    ``about`` are keys and codes, never text and never a secret. Raises RuntimeError outside a transaction, and
    UnknownKindError for a kind that nobody would write.
    """
    return _write(kind, to, address, language, about)


def post_to_all(kind: str, people: Iterable[User], *, but: object = None, **about: Code) -> None:
    """Have a mail sent to each of several people, except to whoever did it."""
    for person in people:
        if person != but:
            _write(kind, person, "", "", about)


def withdraw(kind: str, **about: int | str) -> None:
    """Take back mails of a kind that nobody is sending yet, because another one says it better."""
    told = {f"about__{name}": value for name, value in about.items()}
    Mail.objects.filter(kind=kind, held_by="", given_up__isnull=True, **told).delete()


def withdraw_all_of(user: User) -> None:
    """Take back whatever was to be sent to somebody, who is not to be told of anything any more."""
    Mail.objects.filter(user=user, handed_over_at__isnull=True).delete()


def _write(kind: str, to: User | None, address: str, language: str, about: Mapping[str, Code]) -> Mail:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A mail is posted in the transaction of the act it tells of.")
    if not is_known(kind):
        raise UnknownKindError(kind)
    mail = Mail.objects.create(
        kind=kind, user=to, address=address, language=language, about=dict(about), next_try=timezone.now()
    )
    wake()
    return mail
