"""What somebody takes home: what they may read at this moment, as they see it, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dialogues.exporting.models import Export
from dialogues.threads.containing import rule_in_force
from dialogues.threads.models import Thread
from dialogues.threads.presenting import Shown, shown
from dialogues.threads.queries import posts_in, threads_in
from portal.attribution import Attribution
from portal.marking import Label, strictest
from portal.viewer import Viewer


@dataclass(frozen=True)
class TakenThread:
    """A thread with its posts, as one reader sees them."""

    thread: Thread
    posts: Sequence[Shown]

    @property
    def rule(self) -> Attribution:
        """What may be told of who speaks there now."""
        return rule_in_force(self.thread.space, self.thread.rule)


def gathered(viewer: Viewer, export: Export) -> list[TakenThread]:
    """The threads of an export that a viewer may read, in the order in which they were begun."""
    threads = threads_in(viewer, export.space).select_related("space").order_by("pk")
    if export.thread_id is not None:
        threads = threads.filter(pk=export.thread_id)
    return [TakenThread(thread, shown(viewer, thread, list(posts_in(viewer, thread)), None)) for thread in threads]


def label_of(export: Export, threads: Sequence[TakenThread]) -> Label:
    """The label of the whole: the strictest of all that is in it."""
    found = {Label(export.space.label)}
    for one in threads:
        found |= {Label(one.thread.label), *(Label(post.post.label) for post in one.posts)}
    return strictest(found)
