"""What threads tell to whoever stands above them, in the transaction of the act; a listener that raises undoes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dialogues.threads.models import Post, Thread
    from portal.members.models import User

#: Told once a post has become live, with who wrote it; under a rule without a name only to find whom not to tell.
Said = Callable[["Post", "User"], None]
#: Told when a thread takes no more posts.
Closed = Callable[["Thread"], None]
#: Told when somebody was named in a post that is live and that each of them may read.
Mentioned = Callable[["Post", "list[User]"], None]

_said: list[Said] = []
_closed: list[Closed] = []
_mentioned: list[Mentioned] = []


def on_said(callback: Said) -> None:
    """Hear of every post that has become live: sent, or let go by a moderator. Called from ``AppConfig.ready()``."""
    if callback not in _said:
        _said.append(callback)


def on_closed(callback: Closed) -> None:
    """Hear of every thread that is locked or concluded."""
    if callback not in _closed:
        _closed.append(callback)


def on_mentioned(callback: Mentioned) -> None:
    """Hear of the people whom a post names."""
    if callback not in _mentioned:
        _mentioned.append(callback)


def said(post: Post, by: User) -> None:
    """Tell of a post that has become live; nothing of one that is held back."""
    for callback in _said if post.live else ():
        callback(post, by)


def closed(thread: Thread) -> None:
    """Tell of a thread that was closed."""
    for callback in _closed:
        callback(thread)


def mentioned(post: Post, users: Iterable[User]) -> None:
    """Tell of the people named in a post; nothing where there are none."""
    people = list(users)
    for callback in _mentioned if people else ():
        callback(post, people)
