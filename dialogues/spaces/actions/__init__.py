"""Every write of spaces: keyword-only, in one transaction, with its entry in the log."""

from dialogues.spaces.actions.joining import admit, remove
from dialogues.spaces.actions.opening import accept_rules, change_rules, open_space

__all__ = ["accept_rules", "admit", "change_rules", "open_space", "remove"]
