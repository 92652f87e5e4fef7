"""The page of a thread: its posts, and the form for a reply."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dialogues.spaces.entering import entered
from dialogues.spaces.models import Space
from dialogues.spaces.rule_names import RULE_NAMES
from dialogues.threads import actions
from dialogues.threads.attaching.queries import waiting
from dialogues.threads.forms import ClosingForm, PostForm
from dialogues.threads.models import Post, Statement, Thread
from dialogues.threads.paging import MOST, address_at
from dialogues.threads.parts import parts_of_posts, parts_of_thread
from dialogues.threads.permissions import may_moderate, may_reply
from dialogues.threads.presenting import shown
from dialogues.threads.queries import draft_for, led_on_to, opened_or_404, posts_in, seen_until, thread_or_404
from dialogues.threads.speaking import WAITING
from dialogues.threads.views.answering import answer
from portal.members.views.directory import ways
from portal.viewer import Viewer


@entered
@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: HttpRequest, space: Space, token: UUID) -> HttpResponse:
    """The posts of a thread that somebody may read, and, where they may, what they write into it."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if request.method == "POST":
        return _reply(request, _standing(viewer, space, token))
    try:
        found = opened_or_404(viewer, space, token)
    except Http404:
        return HttpResponseRedirect(led_on_to(viewer, space, token).get_absolute_url())
    form = None
    if found.is_open and may_reply(viewer, found):
        initial = draft_for(viewer, space, found)
        quoted = _quoted(viewer, found, request.GET.get("quote", ""))
        if quoted is not None:
            initial = {**initial, "quoted": quoted.token, "label": quoted.label}
        form = PostForm(viewer=viewer, space=space, thread=found, initial=initial)
    return _page(request, found, form, {}, 200)


def _standing(viewer: Viewer, space: Space, token: UUID) -> Thread:
    """The thread that somebody answers; they may have begun before it was moved, and what they wrote is not lost."""
    try:
        return thread_or_404(viewer, space, token)
    except Http404:
        return led_on_to(viewer, space, token)


def _reply(request: HttpRequest, found: Thread) -> HttpResponse:
    viewer = request.viewer  # type: ignore[attr-defined]
    if not may_reply(viewer, found):
        raise PermissionDenied
    act = request.POST.get("act", "send")
    form = PostForm(request.POST, request.FILES, viewer=viewer, space=found.space, thread=found, act=act)

    def send(form: PostForm) -> Post | Statement:
        words = form.words(_quoted(viewer, found, str(form.cleaned_data.get("quoted") or "")))
        if words.speaker.startswith(WAITING):
            if waiting(viewer, found.space, found):
                raise ValidationError(
                    _("A statement that waits for the head takes no files. Take them out, or speak for yourself.")
                )
            return actions.ask_release(thread=found, words=words, by=request.user)
        return actions.reply(thread=found, words=words, by=request.user)

    return answer(
        request,
        form,
        space=found.space,
        thread=found,
        send=send,
        following=lambda post: led_to(request, post),
        render=lambda form, more, status: _page(request, found, form, more, status),
    )


def led_to(request: HttpRequest, post: Post | Statement) -> str:
    """Where whoever has sent a post goes then; who has to wait for a moderator, or for the head, is told so."""
    if isinstance(post, Statement):
        messages.success(request, _("Your statement waits for the head of your delegation."))
        return post.thread.get_absolute_url()
    if post.live:
        return address_of(request.viewer, post)  # type: ignore[attr-defined]
    messages.success(request, _("Your post waits for a moderator. Until then nobody else reads it."))
    return (
        post.thread.get_absolute_url() if post.thread.live else reverse("spaces:space", args=[post.thread.space.slug])
    )


def address_of(viewer: Viewer, post: Post) -> str:
    """Where a post stands for this viewer."""
    number = posts_in(viewer, post.thread).filter(pk__lte=post.pk).count()
    return address_at(post, number)


def _quoted(viewer: Viewer, found: Thread, token: str) -> Post | None:
    """The post of this thread that is to be quoted; None for what is none, or not theirs to read."""
    try:
        wanted = UUID(token)
    except ValueError:
        return None
    return posts_in(viewer, found).filter(token=wanted).first()


def _page(
    request: HttpRequest, found: Thread, form: PostForm | None, more: dict[str, Any], status: int
) -> HttpResponse:
    viewer = request.viewer  # type: ignore[attr-defined]
    readable = posts_in(viewer, found)
    language = request.GET.get("language", "")
    spoken = sorted(set(readable.order_by().values_list("language", flat=True)))
    posts = readable.filter(language=language) if language in spoken else readable
    page = Paginator(posts, MOST).get_page(request.GET.get("page"))
    listed = shown(viewer, found, list(page.object_list), seen_until(viewer, found))
    if language not in spoken:
        # Whoever reads one language has not seen the others.
        newest = max((one.post.pk for one in listed), default=0)
        actions.visited(thread=found, last_post=newest, by=request.user)
    moderates = may_moderate(viewer, found.space)
    quoted = form["quoted"].value() if form is not None else None
    below = parts_of_posts(request, found, [one.post for one in listed])
    context = {
        "space": found.space,
        "thread": found,
        "rule": RULE_NAMES[found.rule],
        "posts": [(one, below[one.post.pk]) for one in listed],
        "parts": parts_of_thread(request, found),
        "page": page,
        "spoken": spoken if len(spoken) > 1 else [],
        "only": language if language in spoken else "",
        "form": form,
        "quotes": _quoted(viewer, found, str(quoted or "")),
        "has_draft": bool(draft_for(viewer, found.space, found)),
        "may_reply": found.is_open and may_reply(viewer, found),
        "closing": ClosingForm() if moderates and found.is_open else None,
        "may_reopen": moderates and not found.is_open,
        **ways(request),
        **more,
    }
    return render(request, "threads/thread.html", context, status=status)
