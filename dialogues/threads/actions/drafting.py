"""Keeping what is not sent yet. It is its writer's alone, so the log has no entry of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from dialogues.spaces.models import Space
from dialogues.threads.models import Draft, Thread


@transaction.atomic
def save_draft(*, space: Space, thread: Thread | None, fields: Mapping[str, str], by: Any) -> Draft:
    """Keep what stands in a form, in place of what was kept before."""
    kept = {"fields": dict(fields), "saved_at": timezone.now()}
    draft, _made = Draft.objects.update_or_create(user=by, space=space, thread=thread, defaults=kept)
    return draft


def drop_draft(*, space: Space, thread: Thread | None, by: Any) -> None:
    """What was kept of a form that was sent, or is not wanted, is gone."""
    Draft.objects.filter(user=by, space=space, thread=thread).delete()
