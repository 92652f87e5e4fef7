"""Every write of spaces: keyword-only, in one transaction, with its entry in the log."""

from dialogues.spaces.actions.breaking_glass import break_glass
from dialogues.spaces.actions.denying import allow, deny
from dialogues.spaces.actions.joining import admit, change_role, remove
from dialogues.spaces.actions.opening import accept_rules, change_rules, open_space
from dialogues.spaces.actions.proposing import consent, hide, propose, refuse
from dialogues.spaces.actions.tightening import rename_space, tighten

__all__ = [
    "accept_rules",
    "admit",
    "allow",
    "break_glass",
    "change_role",
    "change_rules",
    "consent",
    "deny",
    "hide",
    "open_space",
    "propose",
    "refuse",
    "remove",
    "rename_space",
    "tighten",
]
