"""What the portal keeps of a person in threads, for that person."""

from __future__ import annotations

from typing import Any

from dialogues.threads.models import Attachment, Authorship, Draft, Statement, Unsealing
from portal.attribution import Attribution
from portal.members import own_data


def register_own() -> None:
    """Join the register, at start."""
    own_data.register("threads", _told)


def _told(user: Any) -> dict[str, Any]:
    """Posts on record with their text; of all others only how many there are, so that no file gives a voice away."""
    written = Authorship.objects.filter(user=user)
    on_record = written.filter(post__attribution_rule=Attribution.ON_RECORD.value).order_by("pk")
    return {
        "posts": list(on_record.values("post__token", "post__text", "post__language", "post__sent_at")),
        "posts without a name": written.exclude(post__attribution_rule=Attribution.ON_RECORD.value).count(),
        "files": list(
            Attachment.objects.filter(post__in=on_record.values("post")).values("post__token", "name", "file_size")
        ),
        "files not sent": list(Attachment.objects.filter(post=None, upload__user=user).values("name", "upload__at")),
        "statements": list(Statement.objects.filter(user=user).order_by("pk").values("text", "asked_at", "answer")),
        "unsealings asked for": list(
            Unsealing.objects.filter(asked_by=user).order_by("pk").values("motive", "asked_at")
        ),
        "drafts": list(Draft.objects.filter(user=user).order_by("pk").values("fields", "saved_at")),
    }
