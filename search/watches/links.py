"""Links in mails that prove themselves: a token, and a signature that only this portal can make and keeps nowhere."""

from __future__ import annotations

from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import translation

from search.watches.models import Watch, Watcher

_SALT = "search.watches"
#: What a link is for: none serves for anything else.
BEGIN, OWN, END = "begin", "own", "end"


def path_to_begin(watch: Watch) -> str:
    """Where a watch is confirmed, in the language of its reader."""
    return _path(BEGIN, watch.token, watch.watcher.language)


def path_of_own(watcher: Watcher, language: str) -> str:
    """Where an address sees its watches."""
    return _path(OWN, watcher.token, language)


def path_to_end(watcher: Watcher, language: str) -> str:
    """Where all watches end with one click, without signing in."""
    return _path(END, watcher.token, language)


def is_ours(purpose: str, token: str, signature: str) -> bool:
    """Whether a link of this purpose was made here, by the present key or a former one."""
    signer = Signer(salt=_SALT)
    try:
        signer.unsign(f"{purpose}/{token}{signer.sep}{signature}")
    except BadSignature:
        return False
    return True


def watch_of(token: str, signature: str) -> Watch | None:
    """The watch a link confirms; None for a link not made here, or a watch that has gone."""
    if not is_ours(BEGIN, token, signature):
        return None
    return Watch.objects.select_related("watcher").filter(token=token, watcher__user__isnull=True).first()


def watcher_of(purpose: str, token: str, signature: str) -> Watcher | None:
    """The watcher of a link; None for a link not made here, or a watcher that has gone."""
    return Watcher.objects.filter(token=token).first() if is_ours(purpose, token, signature) else None


def _path(purpose: str, token: str, language: str) -> str:
    with translation.override(language):
        return reverse(f"watches:{purpose}", args=[token, Signer(salt=_SALT).signature(f"{purpose}/{token}")])
