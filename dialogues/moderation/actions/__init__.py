"""What is done about posts: opening cases, reporting, deciding, masking, appealing."""

from dialogues.moderation.actions.appealing import appeal
from dialogues.moderation.actions.claiming import claim, lay_down
from dialogues.moderation.actions.deciding import decide
from dialogues.moderation.actions.flagging import flag
from dialogues.moderation.actions.setting import set_first_reading, set_thread_reading
from dialogues.moderation.actions.unsealing import unseal

__all__ = [
    "appeal",
    "claim",
    "decide",
    "flag",
    "lay_down",
    "set_first_reading",
    "set_thread_reading",
    "unseal",
]
