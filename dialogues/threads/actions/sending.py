"""Starting a thread and replying: once, under a label and a rule that are never laxer than what lies around."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogues.spaces.models import Space
from dialogues.spaces.partitions import principal_of_body
from dialogues.threads import authors, events
from dialogues.threads.actions.drafting import drop_draft
from dialogues.threads.actions.holding import hold, hold_thread
from dialogues.threads.actions.marking import all_of, mark
from dialogues.threads.containing import (
    is_of_one_body,
    labels_of_space,
    labels_of_thread,
    rule_in_force,
    rules_within,
    tells_of_body,
)
from dialogues.threads.holding_back import held, waits
from dialogues.threads.limits import refuse_haste
from dialogues.threads.models import Authorship, Post, Thread
from dialogues.threads.permissions import may_reply, may_start
from dialogues.threads.speaking import Speaker, facts_of, speakers_for, speakers_through_head
from portal.attribution import Attribution, Fact
from portal.audit import log
from portal.marking import Label
from portal.viewer import viewer_for


@dataclass(frozen=True, kw_only=True)
class Words:
    """What somebody sends. ``speaker`` is a code of :class:`Speaker`; the first that may be where none is said."""

    text: str
    language: str
    label: Label
    rule: Attribution
    sending: UUID
    speaker: str = ""
    reason: str = ""
    quoted: Post | None = None


def sent_before(*, sending: UUID, by: Any) -> Post | None:
    """What this person has sent with the same form already: the second click of two."""
    found = Authorship.objects.select_related("post__thread__space").filter(post__sending=sending, user=by).first()
    return found.post if found else None


@transaction.atomic
def start_thread(*, space: Space, title: str, words: Words, by: Any) -> Post:
    """Start a thread with its first post; answers the post, also for the second click of two.

    Raises PermissionDenied for who may not, TooManyError for haste, ValidationError for what cannot be.
    """
    space = hold(space)
    before = sent_before(sending=words.sending, by=by)
    if before is not None:
        return before
    viewer = viewer_for(by)
    if not may_start(viewer, space):
        raise PermissionDenied
    refuse_haste(by)
    _refuse_laxer(words, labels_of_space(space), Attribution(space.attribution_rule))
    thread = Thread.objects.create(
        space=space,
        title=title,
        language=words.language,
        label=words.label.value,
        attribution_rule=words.rule.value,
    )
    speaker = _speaker(by, space, words)
    _mark(thread, words.label, space, speaker)
    if waits(viewer, space):
        # A title is words too: the thread waits with its first post.
        thread.live = False
        thread.save(update_fields=["live"])
    log.write("threads.started", by=by, on=thread, label=words.label.value, attribution=words.rule)
    return _say(thread, words, speaker, by)


@transaction.atomic
def reply(*, thread: Thread, words: Words, by: Any, released: bool = False) -> Post:
    """Send a post to a thread that is open; answers the post, also for the second click of two.

    ``released`` is what the head of their delegation has released: for that they may speak then, and there is no haste.
    Raises PermissionDenied for who may not, TooManyError for haste, ValidationError for what cannot be.
    """
    thread = hold_thread(thread)
    before = sent_before(sending=words.sending, by=by)
    if before is not None:
        return before
    if not may_reply(viewer_for(by), thread):
        raise PermissionDenied
    if not thread.is_open:
        raise ValidationError(_("This thread takes no more posts. Your text is still here: copy it if you need it."))
    if not released:
        refuse_haste(by)
    refuse_in(thread, words)
    return _say(thread, words, _speaker(by, thread.space, words, released=released), by)


def refuse_in(thread: Thread, words: Words) -> None:
    """Raise ValidationError for words that would be laxer than the thread, or than what they quote."""
    is_shared = words.label is Label(thread.label) and not is_of_one_body(thread)
    _refuse_laxer(words, labels_of_thread(thread), rule_in_force(thread.space, thread.rule), is_shared=is_shared)
    if words.quoted is not None and words.label.is_laxer_than(Label(words.quoted.label)):
        raise ValidationError(_("What you quote has a stricter label than your post."))


def _refuse_laxer(words: Words, labels: list[Label], outer: Attribution, *, is_shared: bool = False) -> None:
    if words.label not in labels:
        raise ValidationError(_("This label is laxer than what is around it."))
    if words.rule not in rules_within(outer):
        raise ValidationError(_("This rule tells more of the speaker than is allowed here."))
    if tells_of_body(words.label, words.rule) and not is_shared:
        raise ValidationError(
            _("TLP:AMBER+STRICT would tell of which body the speaker is. Choose another rule or label.")
        )


def _speaker(by: Any, space: Space, words: Words, *, released: bool = False) -> Speaker:
    """For whom it is said; raises PermissionDenied for who speaks for nobody here."""
    viewer = viewer_for(by)
    allowed = speakers_for(viewer, space, words.rule)
    if released:
        allowed += [replace(one, waits=False) for one in speakers_through_head(viewer, space, words.rule)]
    found = next((one for one in allowed if one.code == words.speaker), None)
    if found is None and (not allowed or words.speaker):
        raise PermissionDenied
    return found or allowed[0]


def _say(thread: Thread, words: Words, speaker: Speaker, by: Any) -> Post:
    is_named = Fact.NAME in words.rule.facts
    follows = words.label is Label(thread.label)
    post = Post.objects.create(
        thread=thread,
        # What carries the label of its thread stands under the marking of its thread.
        translation_key=thread.translation_key if follows else uuid.uuid4(),
        label=words.label.value,
        attribution_rule=words.rule.value,
        language=words.language,
        text=words.text,
        reason=words.reason,
        capacity=speaker.capacity.value,
        facts=facts_of(speaker, by, words.rule),
        voice=None if is_named else authors.voice_of(thread, by),
        quoted=words.quoted,
        sending=words.sending,
        live=not waits(viewer_for(by), thread.space, thread),
    )
    authors.seal(post, by)
    if not follows:
        _mark(post, words.label, thread.space, speaker)
    if follows and post.live:
        # What fewer people read moves nothing that others see.
        Thread.objects.filter(pk=thread.pk).update(moved_at=timezone.now())
    drop_draft(space=thread.space, thread=thread, by=by)
    log.write("threads.posted", by=by, on=post, label=words.label.value, attribution=words.rule)
    events.said(post, by)
    if not post.live:
        held(post)
    return post


def _mark(thing: Thread | Post, label: Label, space: Space, speaker: Speaker) -> None:
    """Mark it for its readers: under AMBER+STRICT those of the speaker's body alone, else everybody in the space."""
    of_body = label is Label.AMBER_STRICT
    mark(thing, label, [principal_of_body(space, speaker.seat.body)] if of_body else all_of(space, label))
