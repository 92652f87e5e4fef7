"""The translations of a post on a page of their own: the original, what there is, and writing one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods

from dialogues.spaces.entering import entered
from dialogues.spaces.models import Space
from dialogues.threads.containing import rule_in_force
from dialogues.threads.holding_back import waits
from dialogues.threads.limits import TooManyError
from dialogues.threads.models import Post
from dialogues.threads.presenting import speaker_of
from dialogues.threads.queries import post_or_404, thread_or_404
from dialogues.threads.writing import html_of
from dialogues.translations import actions
from dialogues.translations.forms import TranslationForm
from dialogues.translations.models import Translation
from dialogues.translations.permissions import Hand, hand_of
from dialogues.translations.queries import Shown, translations_of
from portal.attribution import Fact
from portal.members.views.directory import ways
from portal.victim_data.forms import REASON

_SETTLE: dict[str, Callable[..., Any]] = {"review": actions.review, "certify": actions.certify}


@entered
@require_http_methods(["GET", "HEAD", "POST"])
def translations(request: HttpRequest, space: Space, token: UUID, post: UUID) -> HttpResponse:
    """The translations of a post for whoever may read it; where they may, they add one or say that one is right."""
    viewer = request.viewer  # type: ignore[attr-defined]
    found = post_or_404(viewer, thread_or_404(viewer, space, token), post)
    if Fact.WORDS not in rule_in_force(space, found.thread.rule, found.rule).facts:
        raise Http404
    hand = hand_of(viewer, found.thread)
    listed = translations_of(viewer, hand, found.thread, [found]).get(found.pk, [])
    act = request.POST.get("act", "")
    if request.method != "POST":
        return _page(request, found, hand, listed, _empty(request, found, listed), [], 200)
    if act == "propose":
        return _propose(request, found, hand, listed)
    try:
        _do(request, act, listed)
    except ValidationError as refusal:
        return _page(request, found, hand, listed, _empty(request, found, listed), refusal.messages, 422)
    return HttpResponseRedirect(request.path)


def _empty(request: HttpRequest, post: Post, listed: list[Shown]) -> TranslationForm:
    """A form; of the language that is asked for, with the text there is."""
    asked = request.GET.get("language", "")
    text = next((one.translation.text for one in listed if one.translation.language == asked), "")
    return TranslationForm(post=post, initial={"text": text, **({"language": asked} if text else {})})


def _propose(request: HttpRequest, post: Post, hand: Hand, listed: list[Shown]) -> HttpResponse:
    form = TranslationForm(request.POST, post=post)
    if not hand.writes:
        raise PermissionDenied
    if not form.is_valid():
        return _page(request, post, hand, listed, form, [], 422)
    data = form.cleaned_data
    told = {"language": data["language"], "text": data["text"], "of_edit": data["of_edit"]}
    try:
        actions.propose(post=post, by=request.user, reason=data.get(REASON) or "", **told)
    except TooManyError as haste:
        form.add_error(None, str(haste))
        refused = _page(request, post, hand, listed, form, [], 429)
        refused.headers["Retry-After"] = str(haste.seconds)
        return refused
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return _page(request, post, hand, listed, form, [], 422)
    return HttpResponseRedirect(request.path)


def _do(request: HttpRequest, act: str, listed: list[Shown]) -> None:
    """Do what was sent with one of them. Raises ValidationError with a sentence, Http404 for what is not there."""
    one = _chosen(request, listed)
    if act == "take_out":
        actions.take_out(translation=one, by=request.user)
    elif act in _SETTLE:
        version = request.POST.get("version", "")
        number = int(version) if version.isdecimal() and len(version) < 10 else 0
        _SETTLE[act](translation=one, version=number, by=request.user)
    else:
        raise Http404


def _chosen(request: HttpRequest, listed: list[Shown]) -> Translation:
    language = request.POST.get("language", "")
    for one in listed:
        if one.translation.language == language:
            return one.translation
    raise Http404


def _page(
    request: HttpRequest,
    post: Post,
    hand: Hand,
    listed: list[Shown],
    form: TranslationForm,
    trouble: list[str],
    status: int,
) -> HttpResponse:
    must_wait = waits(request.viewer, post.thread.space, post.thread)  # type: ignore[attr-defined]
    rows = [
        {
            "shown": one,
            "may_change": hand.may_change(one.translation, one.is_mine, stale=one.stale, waits=must_wait),
            "may_review": hand.may_review(one.translation, one.is_mine) and not one.stale,
            "may_certify": hand.may_certify(one.translation, one.is_mine) and not one.stale,
            "may_take_out": hand.may_take_out(one.is_mine),
        }
        for one in listed
    ]
    context = {
        "space": post.thread.space,
        "thread": post.thread,
        "post": post,
        "speaker": speaker_of(post.thread, post),
        "html": mark_safe(html_of(post.text)),  # noqa: S308 - cleaned by nh3
        "rows": rows,
        "form": form if hand.writes else None,
        "trouble": trouble,
        **ways(request),
    }
    return render(request, "translations/translations.html", context, status=status)
