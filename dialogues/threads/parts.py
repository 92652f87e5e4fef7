"""What stands on the page of a thread beside its posts, and below each post, told by whoever has something there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest

from dialogues.spaces.sections import Shown
from dialogues.threads.models import Post, Thread

__all__ = ["Shown", "parts_of_posts", "parts_of_thread", "register_post_part", "register_thread_part"]

#: Answers what is shown to whoever asks, or None for nothing. It is asked after the thread has opened to them.
ProvideOfThread = Callable[[HttpRequest, Thread], Shown | None]
#: Answers, by the number of the post, what is shown below it. It is asked once for all posts of a page, each of which
#: whoever asks may read, so that there are as many queries for fifty posts as for one.
ProvideOfPosts = Callable[[HttpRequest, Thread, list[Post]], Mapping[int, Shown]]
_of_threads: dict[str, tuple[int, ProvideOfThread]] = {}
_of_posts: dict[str, tuple[int, ProvideOfPosts]] = {}


def register_thread_part(name: str, order: int, provide: ProvideOfThread) -> None:
    """Join the page of a thread, from ``AppConfig.ready()``. Raises ImproperlyConfigured where the name is taken."""
    _register(_of_threads, name, (order, provide))


def register_post_part(name: str, order: int, provide: ProvideOfPosts) -> None:
    """Join each post of a thread, from ``AppConfig.ready()``. Raises ImproperlyConfigured where the name is taken."""
    _register(_of_posts, name, (order, provide))


def parts_of_thread(request: HttpRequest, thread: Thread) -> list[Shown]:
    """The parts of a thread's page in their order, without those that have nothing to show."""
    told = (provide(request, thread) for _order, provide in sorted(_of_threads.values(), key=_place))
    return [part for part in told if part is not None]


def parts_of_posts(request: HttpRequest, thread: Thread, posts: list[Post]) -> dict[int, list[Shown]]:
    """By the number of each post its parts in their order; posts without any are among them too."""
    parts: dict[int, list[Shown]] = {post.pk: [] for post in posts}
    for _order, provide in sorted(_of_posts.values(), key=_place):
        told = provide(request, thread, posts)
        for pk in parts.keys() & told.keys():
            parts[pk].append(told[pk])
    return parts


def _place(registered: tuple[int, Any]) -> int:
    return registered[0]


def _register(register: dict[str, tuple[int, Any]], name: str, told: tuple[int, Any]) -> None:
    if register.get(name, told) != told:
        raise ImproperlyConfigured(f"Two parts of the page of a thread are called {name}.")
    register[name] = told
