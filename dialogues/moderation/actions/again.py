"""Hiding again what was hidden since a backup was made that has been restored."""

from __future__ import annotations

from django.db import transaction

from dialogues.moderation.actions.standing import held_post, take_down
from dialogues.moderation.models import Case, Decision
from dialogues.threads.models import Post


@transaction.atomic
def hide_again(*, post: Post) -> bool:
    """Hide a post until a moderator has looked once more; whether it stood. Nobody is mailed but by the reminder."""
    post = held_post(post)
    if not post.live:
        return False
    case, _new = Case.objects.get_or_create(post=post, kind=Case.Kind.FLAGGED, settled_at=None)
    case.urgent = True
    case.save(update_fields=["urgent"])
    take_down(post, case)
    Decision.objects.create(case=case, act=Decision.Act.HELD, edits=post.edits)
    return True
