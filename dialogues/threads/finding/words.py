"""The words of what was written, without its signs of writing; and what the types and states are called."""

from __future__ import annotations

from collections.abc import Mapping
from html import unescape

from django.utils.html import strip_tags
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from dialogues.threads.models import Thread
from dialogues.threads.writing import html_of

THREAD, POST = _("Thread"), _("Post")


def plain(text: str) -> str:
    """The text of what somebody wrote, a line for each paragraph."""
    html = html_of(text)
    for end in ("</p>", "</li>", "<br>"):
        html = html.replace(end, f"{end}\n")
    return unescape(strip_tags(html)).strip()


def type_labels(language: str) -> Mapping[str, str]:
    """What threads and posts are called in a language."""
    with override(language):
        return {"thread": gettext(str(THREAD)), "post": gettext(str(POST))}


def state_labels(language: str) -> Mapping[str, str]:
    """What the states of a thread are called in a language."""
    with override(language):
        return {state.value: str(state.label) for state in Thread.State}
