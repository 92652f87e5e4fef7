"""What both forms for writing have in common: preview, draft, sending once, and sentences for what cannot be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from dialogues.spaces.models import Space
from dialogues.threads import actions
from dialogues.threads.forms import PostForm
from dialogues.threads.limits import TooManyError
from dialogues.threads.models import Post, Thread
from dialogues.threads.writing import html_of

Render = Callable[[PostForm, dict[str, Any], int], HttpResponse]


def answer(
    request: HttpRequest,
    form: PostForm,
    *,
    space: Space,
    thread: Thread | None,
    send: Callable[[PostForm], Post],
    following: Callable[[Post], str],
    render: Render,
) -> HttpResponse:
    """Answer a form that was sent. What was typed stands in every answer that does not lead on."""
    act = request.POST.get("act", "send")
    if act == "drop":
        actions.drop_draft(space=space, thread=thread, by=request.user)
        return HttpResponseRedirect(request.path)
    is_valid = form.is_valid()
    if act == "draft" and not form.is_held:
        actions.save_draft(space=space, thread=thread, fields=form.kept(), by=request.user)
        messages.success(request, _("Your draft is kept here. Nobody else sees it."))
        return HttpResponseRedirect(request.path)
    if not is_valid:
        return render(form, {}, 422)
    if act == "preview":
        # Cleaned by nh3.
        return render(form, {"preview": mark_safe(html_of(form.cleaned_data["text"]))}, 200)  # noqa: S308
    try:
        post = send(form)
    except TooManyError as haste:
        form.add_error(None, str(haste))
        refused = render(form, {}, 429)
        refused.headers["Retry-After"] = str(haste.seconds)
        return refused
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return render(form, {}, 422)
    return HttpResponseRedirect(following(post))
