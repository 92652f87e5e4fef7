"""Threads and posts, who wrote them, how they read before, and what waits to be sent."""

from dialogues.threads.models.attachment import Attachment, Upload
from dialogues.threads.models.authorship import Authorship
from dialogues.threads.models.draft import Draft
from dialogues.threads.models.former_address import FormerAddress
from dialogues.threads.models.post import Post
from dialogues.threads.models.revision import Revision
from dialogues.threads.models.statement import Statement
from dialogues.threads.models.thread import Thread
from dialogues.threads.models.unsealing import Unsealing
from dialogues.threads.models.visit import Visit

__all__ = [
    "Attachment",
    "Authorship",
    "Draft",
    "FormerAddress",
    "Post",
    "Revision",
    "Statement",
    "Thread",
    "Unsealing",
    "Upload",
    "Visit",
]
