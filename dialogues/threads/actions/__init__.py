"""What is written in threads."""

from dialogues.threads.actions.closing import close_thread, reopen
from dialogues.threads.actions.drafting import drop_draft, save_draft
from dialogues.threads.actions.editing import edit_post, hide_revision
from dialogues.threads.actions.ordering import merge_threads, move_thread, split_thread
from dialogues.threads.actions.sending import Words, reply, sent_before, start_thread
from dialogues.threads.actions.stating import ask_release, drop_statement, give_back, release
from dialogues.threads.actions.unsealing import ask_to_unseal, decide_unsealing, read_author
from dialogues.threads.actions.visiting import visited

__all__ = [
    "Words",
    "ask_release",
    "ask_to_unseal",
    "close_thread",
    "decide_unsealing",
    "drop_draft",
    "drop_statement",
    "edit_post",
    "give_back",
    "hide_revision",
    "merge_threads",
    "move_thread",
    "read_author",
    "release",
    "reopen",
    "reply",
    "save_draft",
    "sent_before",
    "split_thread",
    "start_thread",
    "visited",
]
