"""The statements of delegations that wait, on the page of a thread: for their writers, and for the heads."""

from __future__ import annotations

from django.http import HttpRequest

from dialogues.threads.models import Thread
from dialogues.threads.parts import Shown
from dialogues.threads.queries import statements_for


def part(request: HttpRequest, thread: Thread) -> Shown | None:
    """What waits for this reader; None for nothing."""
    found = statements_for(request.viewer, thread)  # type: ignore[attr-defined]
    return Shown("threads/parts/statements.html", {"thread": thread, "statements": found}) if found else None
