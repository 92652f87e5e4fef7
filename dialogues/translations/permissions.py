"""What a viewer may do with translations of posts they may read."""

from __future__ import annotations

from dataclasses import dataclass

from dialogues.spaces.permissions import Right, rights_of
from dialogues.threads.models import Thread
from dialogues.translations.models import Translation
from portal.viewer import Viewer


@dataclass(frozen=True)
class Hand:
    """What a viewer may do with the translations of a thread, asked once for all of them."""

    writes: bool
    moderates: bool

    def may_read(self, translation: Translation, is_mine: bool) -> bool:
        """Whether they read it: one that waits is read by who wrote it and by moderators alone."""
        return not translation.waits or is_mine or self.moderates

    def may_change(self, translation: Translation, is_mine: bool, *, stale: bool, waits: bool) -> bool:
        """Whether they give it another text; ``waits`` is whether what they write is read by a moderator first."""
        if not self.writes:
            return False
        is_settled = translation.state != Translation.State.PROPOSED and not stale
        return is_mine or self.moderates or not (is_settled or waits or translation.waits)

    def may_review(self, translation: Translation, is_mine: bool) -> bool:
        """Whether they say that it is right: somebody else than its translator, of a text that is proposed."""
        is_proposed = translation.state == Translation.State.PROPOSED
        return self.writes and is_proposed and not is_mine and (self.moderates or not translation.waits)

    def may_certify(self, translation: Translation, is_mine: bool) -> bool:
        """Whether they certify it: a moderator, and not of their own."""
        return self.moderates and not is_mine and translation.state != Translation.State.CERTIFIED

    def may_take_out(self, is_mine: bool) -> bool:
        """Whether they take it out: who wrote it, or a moderator."""
        return self.moderates or (is_mine and self.writes)


def hand_of(viewer: Viewer, thread: Thread) -> Hand:
    """What a viewer may do in a thread now. A thread that is locked takes no translations; one concluded does."""
    rights = rights_of(viewer, thread.space)
    is_locked = thread.state == Thread.State.LOCKED
    return Hand(writes=Right.REPLY in rights and not is_locked, moderates=Right.MODERATE in rights)
