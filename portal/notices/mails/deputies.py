"""Mails about deputies: named, and ended before their last day; to both sides."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from portal.members import signals
from portal.members.acting import holder_of
from portal.members.models import Deputy, User
from portal.notices.models import Mail
from portal.notices.outbox.kinds import Letter, register
from portal.notices.outbox.letters import letter, link
from portal.notices.outbox.writing import post_to_all


def connect() -> None:
    """Say how these mails read, and listen, once, at start."""
    register("deputy.named", _of_naming)
    register("deputy.ended", _of_ending)
    signals.deputy_named.connect(_named, dispatch_uid="notices.deputy_named")
    signals.deputy_ended.connect(_ended, dispatch_uid="notices.deputy_ended")


def _of_naming(mail: Mail) -> Letter | None:
    deputy = _deputy(mail, ended_at__isnull=True)
    if deputy is None:
        return None
    subject = gettext("You are named as deputy") if deputy.user == mail.user else gettext("A deputy for your seat")
    return letter(subject, "deputy_named", **_told(deputy, mail), link=link("members:seat", deputy.seat.token))


def _of_ending(mail: Mail) -> Letter | None:
    deputy = _deputy(mail, ended_at__isnull=False)
    if deputy is None:
        return None
    subject = gettext("You are deputy no longer") if deputy.user == mail.user else gettext("Your deputy has ended")
    return letter(subject, "deputy_ended", **_told(deputy, mail))


def _told(deputy: Deputy, mail: Mail) -> dict[str, Any]:
    return {"deputy": deputy, "seat": deputy.seat, "own": deputy.user == mail.user}


def _deputy(mail: Mail, **how: Any) -> Deputy | None:
    """The deputy, as long as the recipient is one of the two sides."""
    found = Deputy.objects.select_related("seat__body", "user").filter(pk=mail.about["deputy"], **how).first()
    return found if found is not None and mail.user in _sides(found) else None


def _sides(deputy: Deputy) -> list[User]:
    holder = holder_of(deputy.seat)
    return [deputy.user, holder.user] if holder else [deputy.user]


def _named(deputy: Deputy, **_more: Any) -> None:
    post_to_all("deputy.named", _sides(deputy), but=deputy.named_by, deputy=deputy.pk)


def _ended(deputy: Deputy, **_more: Any) -> None:
    post_to_all("deputy.ended", _sides(deputy), deputy=deputy.pk)
