"""What goes with something else: drafts with access, a name on record with an erased account, a marking with its text,
and with the laxity of a space what its threads told by it.
"""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete

from dialogues.spaces import signals as of_spaces
from dialogues.spaces.models import Space, SpaceMembership
from dialogues.spaces.queries import spaces_open_to
from dialogues.threads import signals
from dialogues.threads.actions.tightening import tighten_all
from dialogues.threads.models import Attachment, Authorship, Draft, Post, Statement, Thread, Visit
from portal.attribution import Fact
from portal.markings.actions import remove_marking
from portal.members import signals as of_members
from portal.members.acting import people_for
from portal.members.models import SeatHolder, User
from portal.viewer import viewer_for


def connect() -> None:
    """Listen, once, at start."""
    of_spaces.removed.connect(_removed, dispatch_uid="threads.removed")
    of_spaces.tightened.connect(_tightened, dispatch_uid="threads.tightened")
    for model in (Thread, Post):
        post_delete.connect(_deleted, sender=model, dispatch_uid=f"threads.deleted.{model.__name__}")
    signals.moved.connect(_moved, dispatch_uid="threads.moved")
    of_members.seat_left.connect(_left, dispatch_uid="threads.seat_left")
    of_members.seat_closed.connect(_seat_closed, dispatch_uid="threads.seat_closed")
    of_members.account_closed.connect(_closed, dispatch_uid="threads.account_closed")
    of_members.account_erased.connect(_erased, dispatch_uid="threads.account_erased")


def drop_what_is_out_of_reach(user: User) -> None:
    """Drop somebody's drafts and visits in spaces that do not open to them any more."""
    reachable = spaces_open_to(viewer_for(user)).values("pk")
    Draft.objects.filter(user=user).exclude(space__in=reachable).delete()
    Attachment.objects.filter(post=None, upload__user=user).exclude(upload__space__in=reachable).delete()
    for model in (Visit, Statement):
        model.objects.filter(user=user).exclude(thread__space__in=reachable).delete()


def _tightened(space: Space, **_told: Any) -> None:
    tighten_all(space)


def _moved(thread: Thread, **_told: Any) -> None:
    """Whoever has no access where it stands now keeps neither a draft nor a visit of it."""
    kept = [model.objects.filter(thread=thread).values_list("user", flat=True) for model in (Draft, Statement, Visit)]
    for person in User.objects.filter(pk__in={pk for users in kept for pk in users}):
        drop_what_is_out_of_reach(person)


def _deleted(instance: Thread | Post, **_told: Any) -> None:
    """The marking of a group goes with the last of it."""
    group = instance.translation_key
    if not any(model.objects.filter(translation_key=group).exists() for model in (Thread, Post)):
        remove_marking(group=group, by=None)


def _removed(membership: SpaceMembership, **_told: Any) -> None:
    for person in people_for(membership.seat):
        drop_what_is_out_of_reach(person)


def _left(holder: SeatHolder, **_told: Any) -> None:
    drop_what_is_out_of_reach(holder.user)


def _seat_closed(seat: Any, **_told: Any) -> None:
    for holder in SeatHolder.objects.filter(seat=seat).select_related("user"):
        drop_what_is_out_of_reach(holder.user)


def _closed(user: User, **_told: Any) -> None:
    Attachment.objects.filter(post=None, upload__user=user).delete()
    for model in (Draft, Statement, Visit):
        model.objects.filter(user=user).delete()


def _erased(user: User, **_told: Any) -> None:
    """The words stay, as part of the record of the space; the name beside them does not."""
    written = Authorship.objects.filter(user=user)
    for post in Post.objects.filter(pk__in=written.values("post"), facts__has_key=Fact.NAME.value):
        del post.facts[Fact.NAME.value]
        post.save(update_fields=["facts"])
    written.update(user=None)
