"""The tasks of watching, run by the worker. They hold numbers of posts, and never who wrote one."""

from __future__ import annotations

from django_tasks import task


@task()
def tell_of_post(post: int) -> str:
    """Tell whoever watches its thread of a post."""
    from dialogues.watching.telling import tell_of_post as tell

    return f"{tell(post)} told"


@task()
def tell_of_mention(post: int, people: list[int]) -> str:
    """Tell people that a post names them."""
    from dialogues.watching.telling import tell_of_mention as tell

    return f"{tell(post, people)} told"
