"""An export for programs: JSON with the label, the reader, and of each post what a page would show."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from dialogues.exporting.gathering import TakenThread, label_of
from dialogues.exporting.models import Export
from dialogues.threads.presenting import Shown
from portal.marking import Label
from portal.translated import label_in


def json_of(export: Export, threads: Sequence[TakenThread], *, by: Any) -> str:
    """The file for one reader. Label and reader stand with each thread too, which programs pass on alone."""
    marked = {"label": label_of(export, threads).written, "taken_by": by.get_full_name() or by.email}
    told = {
        **marked,
        "taken_at": timezone.now().isoformat(timespec="seconds"),
        "reason": export.motive,
        "space": label_in(export.space.title).text,
        "threads": [{**marked, **_thread(one)} for one in threads],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def _thread(taken: TakenThread) -> dict[str, Any]:
    thread = taken.thread
    return {
        "label": Label(thread.label).written,
        "rule": taken.rule.value,
        "id": str(thread.token),
        "title": thread.title,
        "language": thread.language,
        "state": thread.state,
        "closing": thread.closing,
        "started_on": str(thread.started_on),
        "posts": [_post(post) for post in taken.posts],
    }


def _post(shown: Shown) -> dict[str, Any]:
    post = shown.post
    told: dict[str, Any] = {
        "id": str(post.token),
        "label": Label(post.label).written,
        "speaker": shown.speaker,
        "language": post.language,
        "html": str(shown.html),
        "changed": bool(post.edits),
    }
    if shown.capacity:
        told["capacity"] = post.capacity
    if shown.tells_time:
        told["sent_at"] = post.sent_at.isoformat(timespec="seconds")
    if shown.quoted is not None:
        told["quotes"] = _post(shown.quoted)
    return told
