"""Putting threads where they belong: moving one to another space, splitting one, and merging two.

Nobody reads more by it than before, but whoever is in the space that a thread is moved to; and nobody who has no access
there reads on. Voices keep apart: no number is given to two speakers of one thread.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from dialogues.spaces.models import Space
from dialogues.spaces.partitions import Readers
from dialogues.threads import signals
from dialogues.threads.actions.holding import hold, hold_thread
from dialogues.threads.actions.marking import all_of, mark, those_left
from dialogues.threads.actions.tightening import tighten_thread, tighten_to
from dialogues.threads.authors import last_voice
from dialogues.threads.containing import opens_no_wider, takes_in
from dialogues.threads.models import Draft, FormerAddress, Post, Statement, Thread, Visit
from dialogues.threads.permissions import may_moderate, may_move
from portal import access
from portal.audit import log
from portal.marking import Label
from portal.viewer import viewer_for


@transaction.atomic
def move_thread(*, thread: Thread, to: Space, by: Any) -> Thread:
    """Move a thread to another space, under whose label and rule it comes; links to it lead there.

    Raises PermissionDenied for who is not an owner of both, ValidationError for a place that is laxer, is not owned by
    all who own this one, or where whoever moves it would not read it.
    """
    for space in sorted({thread.space, to}, key=lambda one: one.pk):
        hold(space)
    thread, to = hold_thread(thread), Space.objects.get(pk=to.pk)
    viewer, former = viewer_for(by), thread.space
    if not may_move(viewer, former) or not may_move(viewer, to):
        raise PermissionDenied
    if to == former or not takes_in(to, former):
        raise ValidationError(_("A thread does not move into a laxer place, or away from who owns it."))
    thread.space = to
    things: list[Thread | Post] = [thread, *thread.posts.exclude(translation_key=thread.translation_key)]
    for thing in things:
        label = Label(thing.label)
        mark(thing, label, all_of(to, label) if label is Label.AMBER else those_left(thing, to, label))
    thread.save(update_fields=["space"])
    tighten_thread(thread)
    if not access.can_view(viewer_for(by), thread):
        raise ValidationError(_("You would not read this thread there yourself."))
    FormerAddress.objects.filter(space=to, token=thread.token).delete()
    FormerAddress.objects.update_or_create(space=former, token=thread.token, defaults={"thread": thread})
    Draft.objects.filter(thread=thread).update(space=to)
    _write("threads.moved", thread, by, former=former.slug, to=to.slug)
    signals.moved.send(sender=Thread, thread=thread, former=former)
    return thread


@transaction.atomic
def split_thread(*, thread: Thread, posts: Iterable[Post], title: str, language: str, by: Any) -> Thread:
    """Let some posts of a thread stand in one of their own, with the same label, rule and readers; by a moderator.

    Answers the new thread. Raises ValidationError where none of its posts is chosen, or all of them.
    """
    thread = _moderated(thread, by)
    chosen = thread.posts.filter(pk__in=[post.pk for post in posts])
    numbers = list(chosen.values_list("pk", flat=True))
    if not numbers or not thread.posts.filter(live=True).exclude(pk__in=numbers).exists():
        raise ValidationError(_("Choose some of the posts, and leave at least one."))
    thread.voices = last_voice(thread)
    begun = Thread.objects.create(
        space=thread.space,
        title=title,
        language=language,
        label=thread.label,
        attribution_rule=thread.attribution_rule,
        premoderated=thread.premoderated,
        started_on=thread.started_on,
        moved_at=thread.moved_at,
        split_from=thread,
        voices=thread.voices,
    )
    mark(begun, Label(begun.label), _named(thread))
    _hand_over(thread, begun, numbers)
    seen = Visit.objects.filter(thread=thread)
    Visit.objects.bulk_create(Visit(user_id=one.user_id, thread=begun, last_post=one.last_post) for one in seen)
    thread.save(update_fields=["voices"])
    # Once more, with its posts in it, for whoever makes something of a thread that is saved.
    begun.save(update_fields=["moved_at"])
    _write("threads.split", thread, by, begun=str(begun.token), posts=len(numbers))
    signals.split.send(sender=Thread, thread=thread, begun=begun)
    return begun


@transaction.atomic
def merge_threads(*, thread: Thread, into: Thread, by: Any) -> Thread:
    """Put the posts of a thread into another of the same space, which stays; links lead there. By a moderator.

    The voices of the first get numbers behind those of the second, also where one person has spoken in both: nobody
    learns of it. Raises ValidationError where the other is laxer, closed, or read by people who did not read this one.
    """
    into, thread = _moderated(into, by), _moderated(thread, by)
    if into == thread or into.space_id != thread.space_id or not into.is_open:
        raise ValidationError(_("Choose another open thread of this space."))
    if not opens_no_wider(into, thread):
        raise ValidationError(_("A thread is not merged into one that is laxer, or that others read."))
    tighten_to(thread, Label(into.label), into.rule)
    behind = last_voice(into)
    into.voices = behind + last_voice(thread)
    thread.posts.filter(voice__isnull=False).update(voice=F("voice") + behind)
    _hand_over(thread, into, list(thread.posts.values_list("pk", flat=True)))
    _join_drafts(thread, into)
    Statement.objects.filter(thread=thread).update(thread=into)
    FormerAddress.objects.filter(thread=thread).update(thread=into)
    FormerAddress.objects.update_or_create(space=thread.space, token=thread.token, defaults={"thread": into})
    thread.begun.exclude(pk=into.pk).update(split_from=into)
    into.moved_at = max(into.moved_at, thread.moved_at)
    into.save(update_fields=["voices", "moved_at"])
    _write("threads.merged", into, by, merged=str(thread.token))
    signals.merged.send(sender=Thread, thread=thread, into=into)
    thread.delete()
    return into


def _moderated(thread: Thread, by: Any) -> Thread:
    thread = hold_thread(thread)
    viewer = viewer_for(by)
    if not may_moderate(viewer, thread.space) or not access.can_view(viewer, thread):
        raise PermissionDenied
    return thread


def _named(thread: Thread) -> list[Readers]:
    return [Readers(reader.principal, reader.within) for reader in access.readers_of(thread)]


def _hand_over(thread: Thread, other: Thread, numbers: list[int]) -> None:
    """Posts stand in another thread, and under its marking where they stood under that of their own."""
    posts = Post.objects.filter(pk__in=numbers)
    posts.filter(translation_key=thread.translation_key).update(translation_key=other.translation_key)
    posts.update(thread=other)


def _join_drafts(thread: Thread, into: Thread) -> None:
    """What somebody has not sent yet is kept, behind what they were writing in the other thread already."""
    own = {draft.user_id: draft for draft in Draft.objects.filter(thread=into)}
    for draft in Draft.objects.filter(thread=thread):
        other = own.get(draft.user_id)
        if other is None:
            draft.thread = into
            draft.save(update_fields=["thread"])
        else:
            texts = (one.fields.get("text", "") for one in (other, draft))
            other.fields["text"] = "\n\n".join(filter(None, texts))
            other.save(update_fields=["fields"])


def _write(action: str, thread: Thread, by: Any, **told: str | int) -> None:
    more: dict[str, Any] = dict(told)
    log.write(action, by=by, on=thread, label=thread.label, attribution=thread.rule, **more)
