"""Masking a part of a post, and taking the mask off."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogues.moderation.actions.standing import is_first
from dialogues.moderation.masks import as_sent, masked
from dialogues.moderation.models import Case, Sealed
from dialogues.moderation.queries import seals_of
from dialogues.threads.models import Post


def mask(post: Post, case: Case, words: str) -> None:
    """Put blocks wherever these words stand in a post, in its title and in what was said for them.

    How the post read goes into the sealed table; former texts that hold the words are hidden for good. Raises
    ValidationError where they do not stand there.
    """
    text = post.text.replace("\r\n", "\n")
    wanted = as_sent(words)
    thread = post.thread
    in_title = is_first(post) and bool(wanted) and wanted in thread.title
    if not wanted or not (wanted in text or wanted in post.reason or in_title):
        raise ValidationError(_("These words do not stand in the post. Copy them from it."))
    Sealed.objects.create(case=case, title=thread.title if in_title else "", text=post.text, reason=post.reason)
    for revision in post.revisions.filter(hidden=False):
        if wanted in f"{revision.text}\n{revision.reason}".replace("\r\n", "\n"):
            revision.hidden = True
            revision.save(update_fields=["hidden"])
    post.text, post.reason = masked(text, wanted), masked(post.reason, wanted)
    post.save(update_fields=["text", "reason"])
    if in_title:
        thread.title = masked(thread.title, wanted)
        thread.save(update_fields=["title"])


def take_mask_off(post: Post) -> None:
    """Put back what was masked last. Raises ValidationError where the post was changed since, or nothing is masked."""
    seal = seals_of(post).exclude(text="").first()
    if seal is None:
        raise ValidationError(_("This has been decided already."))
    if post.revisions.filter(replaced_at__gt=seal.sealed_at).exists():
        raise ValidationError(_("The post was changed since it was masked."))
    post.text, post.reason = seal.text, seal.reason
    post.save(update_fields=["text", "reason"])
    if seal.title:
        post.thread.title = seal.title
        post.thread.save(update_fields=["title"])
    seal.opened_again_at = timezone.now()
    seal.save(update_fields=["opened_again_at"])
