"""Deciding on a post, once and again: a decision that was wrong is followed by another."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogues.moderation import telling
from dialogues.moderation.actions.masking import mask, take_mask_off
from dialogues.moderation.actions.standing import held_post, put_up, take_down
from dialogues.moderation.models import Case, Decision
from dialogues.moderation.permissions import may_decide
from dialogues.moderation.queries import latest, seals_of, was_said
from dialogues.threads.models import Post
from portal.audit import log
from portal.viewer import viewer_for

Act = Decision.Act
#: What needs no reason: nobody loses by it.
_WITHOUT_REASON = (Act.RELEASE,)


def acts_for(case: Case) -> list[Decision.Act]:
    """What may be decided of a case as its post stands now."""
    post = case.post
    acts: list[Decision.Act] = []
    if not post.live:
        acts.append(Act.RESTORE if was_said(post) else Act.RELEASE)
    if post.live or (case.is_open and case.kind != Case.Kind.APPEAL):
        acts.append(Act.HIDE)
    acts.append(Act.MASK)
    if seals_of(post).exclude(text="").exists():
        acts.append(Act.UNMASK)
    if case.is_open and (post.live or case.kind == Case.Kind.APPEAL):
        acts.append(Act.LEAVE)
    return acts


@transaction.atomic
def decide(
    *, case: Case, act: Decision.Act, reason: str, language: str, by: Any, words: str = "", seen: int = 0
) -> Decision:
    """Decide on a case; its author and whoever reported the post are told.

    Args:
        words: what is masked, where the act is that.
        seen: the number of the decision that was the last one when the form was shown; none is 0.

    Raises PermissionDenied for who may not, for the author, and, of an appeal, for who decided before; ValidationError
    without a reason, or where somebody else was quicker.
    """
    post = held_post(case.post)
    case = Case.objects.select_related("appealed").get(pk=case.pk)
    case.post = post
    if not may_decide(viewer_for(by), post) or decided_before(case, by):
        raise PermissionDenied
    last = latest(post)
    if act not in acts_for(case) or seen != (last.pk if last else 0):
        raise ValidationError(_("This has been decided already."))
    if act not in _WITHOUT_REASON and not reason.strip():
        raise ValidationError(_("Write the reason. Whoever wrote the post, or reported it, reads it."))
    _do(case, post, act, words)
    made = Decision.objects.create(
        case=case, act=act.value, reason=reason.strip(), language=language, by=by, edits=post.edits
    )
    if case.is_open:
        case.settled_at, case.claimed_by = timezone.now(), by
        case.save(update_fields=["settled_at", "claimed_by"])
    log.write(f"moderation.{act.value}", by=by, on=post, label=post.label, attribution=post.rule)
    telling.of_decision(made, post, but=by)
    return made


def decided_before(case: Case, user: Any) -> bool:
    """Whether this is an appeal against what this person decided themselves."""
    return case.appealed is not None and case.appealed.by_id == user.pk


def _do(case: Case, post: Post, act: Decision.Act, words: str) -> None:
    if act is Act.HIDE:
        take_down(post, case)
    elif act is Act.MASK:
        # Up before it is masked: a title that was hidden whole is the one that is masked.
        put_up_masked(post, case, words)
    elif act is Act.UNMASK:
        take_mask_off(post)
    elif act is not Act.LEAVE:
        put_up(post)


def put_up_masked(post: Post, case: Case, words: str) -> None:
    """Mask a part of a post, which stands then."""
    if post.live:
        mask(post, case, words)
        return
    title, thread = _hidden_title(post), post.thread
    if title:
        thread.title = title
    mask(post, case, words)
    after = thread.title
    put_up(post)
    if title and thread.title != after:
        thread.title = after
        thread.save(update_fields=["title"])


def _hidden_title(post: Post) -> str:
    hidden = seals_of(post).filter(text="").exclude(title="").first()
    return hidden.title if hidden else ""
