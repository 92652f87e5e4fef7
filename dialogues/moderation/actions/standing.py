"""Taking a post down and putting it up again, with the thread and the title that go with it."""

from __future__ import annotations

from django.utils import timezone

from dialogues.moderation.masks import BLOCKS
from dialogues.moderation.models import Case, Sealed
from dialogues.moderation.queries import seals_of, was_said
from dialogues.threads import authors, events
from dialogues.threads.actions.holding import hold_thread
from dialogues.threads.models import Post, Thread


def held_post(post: Post) -> Post:
    """The post as it stands now, its thread held until the end of the transaction."""
    thread = hold_thread(post.thread)
    held = Post.objects.get(pk=post.pk)
    held.thread = thread
    return held


def is_first(post: Post) -> bool:
    """Whether a post began its thread, so that the title is its author's too."""
    return not Post.objects.filter(thread=post.thread_id, pk__lt=post.pk).exists()


def take_down(post: Post, case: Case) -> None:
    """Let nobody read a post; of a thread in which nothing is left, not even that it is there.

    Where others have answered, the title of what is hidden is blocks until the post stands again.
    """
    if not post.live:
        return
    post.live = False
    post.save(update_fields=["live"])
    thread = post.thread
    if not Post.objects.filter(thread=thread, live=True).exists():
        thread.live = False
        thread.save(update_fields=["live"])
    elif is_first(post) and thread.title != BLOCKS:
        Sealed.objects.create(case=case, title=thread.title)
        thread.title = BLOCKS
        thread.save(update_fields=["title"])


def put_up(post: Post) -> None:
    """Let a post be read by those to whom its label opens; one that never stood is new to everybody now."""
    if post.live:
        return
    is_new = not was_said(post)
    post.live = True
    post.save(update_fields=["live"])
    thread = post.thread
    _open_thread(thread, post, is_new)
    author = authors.to_be_told(post)
    if is_new and author is not None:
        events.said(post, author)


def _open_thread(thread: Thread, post: Post, is_new: bool) -> None:
    changed = []
    if not thread.live:
        thread.live = True
        changed.append("live")
    hidden_title = seals_of(post).filter(text="").exclude(title="").first()
    if hidden_title is not None:
        thread.title = hidden_title.title
        hidden_title.opened_again_at = timezone.now()
        hidden_title.save(update_fields=["opened_again_at"])
        changed.append("title")
    if is_new and post.translation_key == thread.translation_key:
        thread.moved_at = timezone.now()
        changed.append("moved_at")
    if changed:
        thread.save(update_fields=changed)
