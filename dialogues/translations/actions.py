"""What is done with translations of posts: proposing, reviewing, certifying, taking out."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dialogues.threads.actions.holding import hold_thread
from dialogues.threads.containing import rule_in_force
from dialogues.threads.holding_back import waits
from dialogues.threads.models import Post
from dialogues.threads.queries import posts_in
from dialogues.translations import translators
from dialogues.translations.models import Translation
from dialogues.translations.permissions import Hand, hand_of
from dialogues.translations.sources import fingerprint, is_stale, with_open_sources
from portal.audit import log
from portal.viewer import Viewer, viewer_for


@transaction.atomic
def propose(*, post: Post, language: str, text: str, of_edit: int, by: Any, reason: str = "") -> Translation:
    """Add a translation of a post, or give the one there is another text; then nobody has reviewed it.

    Args:
        of_edit: how often the post had been changed when it was read for this.
        reason: why something has to stand in it that the guard asked about.

    Raises PermissionDenied for who may not, TooManyError for haste, ValidationError for what cannot be.
    """
    viewer, post, hand = _held(post, by)
    if not hand.writes:
        raise PermissionDenied
    if language == post.language:
        raise ValidationError(_("The post is in this language."))
    if of_edit != post.edits:
        raise ValidationError(_("The original has changed meanwhile. Compare it with your text and send again."))
    found = Translation.objects.filter(post=post, language=language).first()
    translation = found or Translation(post=post, language=language)
    must_wait = waits(viewer, post.thread.space, post.thread)
    if found is not None:
        is_mine = found.pk in translators.mine(viewer.user_id, [found])
        found.post = post
        is_outdated = is_stale(found, post) or not with_open_sources([found])
        if found.text == text and is_mine and not is_outdated:
            return found
        if not hand.may_change(found, is_mine, stale=is_outdated, waits=must_wait):
            raise ValidationError(_("Now only a moderator or whoever made this translation changes it."))
        translation.version += 1
    translators.refuse_haste(by)
    translation.text, translation.reason, translation.state = text, reason, Translation.State.PROPOSED.value
    translation.waits, translation.of_edit, translation.of_text = must_wait, post.edits, fingerprint(post.text)
    translation.save()
    translators.seal(translation, by)
    _note("translations.proposed", translation, by)
    return translation


@transaction.atomic
def review(*, translation: Translation, version: int, by: Any) -> Translation:
    """Say that a translation is right, as somebody else than who made it; ``version`` is the one that was read."""
    viewer, translation, hand = _found(translation, by)
    if not hand.may_review(translation, _is_mine(viewer, translation)):
        raise PermissionDenied
    return _settle(translation, Translation.State.REVIEWED, version, by)


@transaction.atomic
def certify(*, translation: Translation, version: int, by: Any) -> Translation:
    """Certify a translation, as a moderator of its space; ``version`` is the one that was read."""
    viewer, translation, hand = _found(translation, by)
    if not hand.may_certify(translation, _is_mine(viewer, translation)):
        raise PermissionDenied
    return _settle(translation, Translation.State.CERTIFIED, version, by)


@transaction.atomic
def take_out(*, translation: Translation, by: Any) -> None:
    """Delete a translation: who made it, or a moderator. Raises PermissionDenied for others."""
    viewer, translation, hand = _found(translation, by)
    if not hand.may_take_out(_is_mine(viewer, translation)):
        raise PermissionDenied
    _note("translations.taken_out", translation, by)
    translation.delete()


def _held(post: Post, by: Any) -> tuple[Viewer, Post, Hand]:
    """Whoever acts, the post as it stands now, and what they may do; PermissionDenied for who does not read it."""
    viewer, thread = viewer_for(by), hold_thread(post.thread)
    now = posts_in(viewer, thread).filter(pk=post.pk).first()
    if now is None:
        raise PermissionDenied
    now.thread = thread
    return viewer, now, hand_of(viewer, thread)


def _found(translation: Translation, by: Any) -> tuple[Viewer, Translation, Hand]:
    viewer, post, hand = _held(translation.post, by)
    now = Translation.objects.filter(pk=translation.pk).first()
    if now is None:
        raise PermissionDenied
    now.post = post
    return viewer, now, hand


def _settle(translation: Translation, state: Translation.State, version: int, by: Any) -> Translation:
    is_same = translation.version == version and not is_stale(translation, translation.post)
    if not is_same or not with_open_sources([translation]):
        raise ValidationError(_("Original or translation have changed meanwhile. Compare them once more."))
    translation.state, translation.waits = state.value, False
    translation.save(update_fields=["state", "waits"])
    _note(f"translations.{state.value}", translation, by)
    return translation


def _is_mine(viewer: Viewer, translation: Translation) -> bool:
    return translation.pk in translators.mine(viewer.user_id, [translation])


def _note(action: str, translation: Translation, by: Any) -> None:
    post = translation.post
    rule = rule_in_force(post.thread.space, post.thread.rule, post.rule)
    number, language = translation.version, translation.language
    log.write(action, by=by, on=translation, label=post.label, attribution=rule, language=language, version=number)
