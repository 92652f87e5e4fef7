"""What is done again after a restore: how each act of the log that took something away is taken away once more.

Only what closes is done again. What opened something since (a seat taken, a label lowered, an account made) is asked
for anew by the people concerned, because a log says that it was done and not all that went with it. Where the thing an
act was about is not in the backup, nothing is left to be taken. Each function answers whether it changed anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.backups.revoking_notices import end_mails
from portal.backups.revoking_posts import hide_post, hide_reported, read_first, read_thread_first
from portal.backups.revoking_spaces import close_space, deny_right, hide_space, put_out
from portal.backups.revoking_watches import end_watch
from portal.marking import Label
from portal.markings.actions import set_marking, unname_reader
from portal.markings.models import Lowering, Marking, NamedReader
from portal.members import actions
from portal.members.models import Body, Deputy, Invitation, Seat, SeatHolder, User
from portal.members.second_factor.kept import drop_all, proofs_of

Entry = Mapping[str, Any]


def close_account(entry: Entry) -> bool:
    """An account that was closed."""
    user = _user(entry)
    if user is None or not user.is_active:
        return False
    actions.close_account(user=user, by=None)
    return True


def erase_account(entry: Entry) -> bool:
    """An account that its owner erased."""
    user = _user(entry)
    if user is None or user.email.endswith("@erased.invalid"):
        return False
    if not user.is_active:
        # What was closed a moment ago cannot be closed once more; the erasing does both.
        user.is_active = True
        user.save(update_fields=["is_active"])
    actions.erase_account(user=user, by=user)
    return True


def end_seat(entry: Entry) -> bool:
    """Somebody who left a seat."""
    held = SeatHolder.objects.filter(seat__pk=entry["object_key"], user=entry["details"].get("person"), until=None)
    return _each(held, lambda holder: actions.end_seat(holder=holder, by=None))


def close_seat(entry: Entry) -> bool:
    """A seat that was closed."""
    open_ones = Seat.objects.filter(pk=entry["object_key"], closed_at=None)
    return _each(open_ones, lambda seat: actions.close_seat(seat=seat, by=None))


def remove_body(entry: Entry) -> bool:
    """A body that was removed."""
    there = Body.objects.filter(pk=entry["object_key"], removed_at=None)
    return _each(there, lambda body: actions.remove_body(body=body, by=None))


def end_deputy(entry: Entry) -> bool:
    """A deputy whose time was ended."""
    acting = Deputy.objects.filter(seat=entry["object_key"], user=entry["details"].get("person"), ended_at=None)
    return _each(acting, lambda deputy: actions.end_deputy(deputy=deputy, by=None))


def take_back_invitation(entry: Entry) -> bool:
    """One that was taken back or ran out; or was used, by an account that is not here: it is sent anew."""
    waiting = Invitation.objects.filter(pk=entry["object_key"], accepted_at=None, withdrawn_at=None)
    return bool(waiting.update(withdrawn_at=timezone.now()))


def reset_proofs(entry: Entry) -> bool:
    """Second proofs that two people took away."""
    user = _user(entry)
    if user is None or not Authenticator.objects.filter(user=user).exists():
        return False
    drop_all(user)
    return True


def remove_proofs(entry: Entry) -> bool:
    """A second proof that its owner took out, or codes made anew: which one is not in the log, so all of the kind go.

    Whoever has none left chooses a new password by mail before they set one up: the one in the backup is not enough.
    """
    user, kind = _user(entry), str(entry["details"].get("kind", ""))
    if user is None or not Authenticator.objects.filter(user=user, type=kind).delete()[0]:
        return False
    if not proofs_of(user).exists():
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return True


def tighten(entry: Entry) -> bool:
    """A label that was set; one that would be laxer than the present one is left."""
    group, label = UUID(entry["object_key"]), Label(entry["label"])
    marking = Marking.objects.filter(group=group).first()
    if marking is None or Label(marking.label) == label or label.is_laxer_than(Label(marking.label)):
        return False
    set_marking(group=group, label=label, by=None)
    return True


def refuse_lowering(entry: Entry) -> bool:
    """A request to lower a label that was refused."""
    waiting = Lowering.objects.filter(marking__group=entry["object_key"], granted=None)
    return bool(waiting.update(granted=False, decided_at=timezone.now()))


def unname_readers(entry: Entry) -> bool:
    """A reader who was taken off a label: who it was is not in the log, so all of that label are named anew."""
    named = NamedReader.objects.filter(marking__group=entry["object_key"])
    return _each(named, lambda reader: unname_reader(reader=reader, by=None))


#: How each action of the log is done again.
AGAIN: dict[str, Callable[[Entry], bool]] = {
    "members.account.closed": close_account,
    "members.account.erased": erase_account,
    "members.seat.left": end_seat,
    "members.seat.closed": close_seat,
    "members.body.removed": remove_body,
    "members.deputy.ended": end_deputy,
    "members.invitation.taken_back": take_back_invitation,
    "members.invitation.expired": take_back_invitation,
    "members.invitation.accepted": take_back_invitation,
    "members.proofs.reset": reset_proofs,
    "members.factor.removed": remove_proofs,
    "members.factor.renewed": remove_proofs,
    "marking.set": tighten,
    "marking.lowering_refused": refuse_lowering,
    "marking.reader_unnamed": unname_readers,
    "spaces.removed": put_out,
    "spaces.denied": deny_right,
    "spaces.hidden": hide_space,
    "spaces.archived": close_space,
    "moderation.hide": hide_post,
    "moderation.mask": hide_post,
    "moderation.flagged": hide_reported,
    "moderation.first_reading": read_first,
    "moderation.thread_reading": read_thread_first,
    "notices.stopped": end_mails,
    "watches.ended": end_watch,
}
#: What opened something and is asked for anew; told at the end, with how often.
ANEW = {
    "members.account.opened": "accounts opened",
    "members.account.reopened": "accounts opened again",
    "members.seat.taken": "seats taken",
    "members.invitation.sent": "invitations sent",
    "members.deputy.named": "deputies named",
    "marking.lowered": "labels lowered",
    "marking.reader_named": "readers named by a label",
    "spaces.admitted": "seats let into spaces",
    "spaces.revealed": "spaces shown",
    "administrator.made": "administrators made",
}


def _user(entry: Entry) -> User | None:
    return User.objects.filter(pk=entry["object_key"]).first()


def _each(rows: Any, act: Callable[[Any], object]) -> bool:
    done = False
    for row in rows:
        act(row)
        done = True
    return done


#: Raised by an act that cannot be done again as things stand: the last administrator, say.
REFUSED = (ValidationError,)
