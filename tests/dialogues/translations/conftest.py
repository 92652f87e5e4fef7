"""What the tests of translations share."""

from __future__ import annotations

from dialogues.threads.models import Post
from dialogues.translations import actions
from dialogues.translations.models import Translation
from tests.dialogues.spaces.house import house
from tests.dialogues.threads.conftest import Talk, sealed_talk, talk

__all__ = ["house", "sealed_talk", "talk"]

LAO = "ສາຍດ່ວນບໍ່ວ່າງໃນຕອນກາງຄືນ."


def translated(talk: Talk, post: Post | None = None, *, by: object = None, text: str = LAO) -> Translation:
    """A translation into Lao; by the desk of Malaysia where nobody else is named."""
    post = post or talk.first
    edits = Post.objects.get(pk=post.pk).edits
    return actions.propose(post=post, language="lo", text=text, of_edit=edits, by=by or talk.my)


def address_of(talk: Talk, post: Post | None = None) -> str:
    """Where the translations of a post stand."""
    return f"{talk.address}posts/{(post or talk.first).token}/translations/"
