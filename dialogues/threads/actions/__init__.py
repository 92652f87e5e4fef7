"""What is written in threads."""

from dialogues.threads.actions.closing import close_thread, reopen
from dialogues.threads.actions.drafting import drop_draft, save_draft
from dialogues.threads.actions.editing import edit_post, hide_revision
from dialogues.threads.actions.ordering import merge_threads, move_thread, split_thread
from dialogues.threads.actions.sending import Words, reply, sent_before, start_thread
from dialogues.threads.actions.visiting import visited

__all__ = [
    "Words",
    "close_thread",
    "drop_draft",
    "edit_post",
    "hide_revision",
    "merge_threads",
    "move_thread",
    "reopen",
    "reply",
    "save_draft",
    "sent_before",
    "split_thread",
    "start_thread",
    "visited",
]
