"""What becomes of files: those that wait go with the draft's time, and a stored file with its row."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_delete

from dialogues.threads.models.attachment import Attachment
from portal.retention import holds
from portal.retention.rows import Rows, register_rows


def register() -> None:
    """Join the table of what is kept for a time, and listen to what is deleted."""
    register_rows(
        "files of posts that were not sent",
        period_setting="PORTAL_KEEP_DRAFTS",
        rows=Rows(
            lambda before: Attachment.objects.filter(post=None, upload__at__lt=before),
            lambda: Q(upload__user__in=holds.held_numbers("members.user")),
        ),
        models=("threads.Attachment", "threads.Upload"),
        what="they were put into the form; those of posts go with their posts",
    )
    post_delete.connect(_deleted, sender=Attachment, dispatch_uid="threads.attachment_deleted")


def _deleted(instance: Attachment, **_told: Any) -> None:
    """The stored file goes once it is sure that its row has gone."""
    file = instance.file
    transaction.on_commit(partial(file.storage.delete, str(file.name)))
