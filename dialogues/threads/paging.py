"""On which page of its thread a post stands, and the address of it there."""

from __future__ import annotations

from dialogues.threads.models import Post

#: So many posts stand on a page.
MOST = 50


def address_at(post: Post, place: int) -> str:
    """The address of a post of which a reader finds so many, itself among them, until there in its thread."""
    page = max(1, -(-place // MOST))
    return f"{post.thread.get_absolute_url()}?page={page}#post-{post.token}"
