"""The mails of watches: a question to an address whether it wishes one, and what is new."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import get_language, gettext, ngettext

from portal import indexing
from portal.indexing import Hit
from portal.languages import BY_CODE
from portal.marking import Label, strictest
from portal.notices.models import Mail
from portal.notices.outbox.kinds import Letter, register
from portal.notices.outbox.letters import letter, link, stopped_by
from search.watches.limits import MOST_TOLD
from search.watches.links import path_of_own, path_to_begin, path_to_end
from search.watches.models import Told, Watch, Watcher
from search.watches.queries import viewer_of


def connect() -> None:
    """Say how these mails read, once, at start."""
    register("watches.confirm", _question)
    register("watches.new", _news)


def _question(mail: Mail) -> Letter | None:
    """Whether an address wishes a watch; not what is watched, because somebody else may have typed it."""
    waiting = Watch.objects.filter(token=mail.about["watch"], begun_at__isnull=True, watcher__address=mail.address)
    watch = waiting.select_related("watcher").first()
    if watch is None:
        return None
    days = settings.RETENTION["PORTAL_KEEP_UNCONFIRMED"]
    return letter(gettext("Please confirm"), "watch_confirm", link=_whole(path_to_begin(watch)), days=days)


def _news(mail: Mail) -> Letter | None:
    """What of that which was new its reader may read now, newest first; None where nothing is left of it."""
    told = list(Told.objects.filter(mail=mail.about["mail"]).select_related("watcher__user").order_by("-at", "-pk"))
    if not told or not _is_theirs(mail, told[0].watcher):
        return None
    watcher, language = told[0].watcher, get_language() or "en"
    readable = indexing.hits_for(viewer_of(watcher), [one.key for one in told])
    hits = [readable[one.key] for one in told if one.key in readable]
    if not hits:
        return None
    label = strictest(Label(hit.marking) for hit in hits)
    new = ngettext("%(number)s new publication", "%(number)s new publications", len(hits)) % {"number": len(hits)}
    end = _whole(path_to_end(watcher, language))
    written = letter(
        f"{label.written} {new}",
        "watch_new",
        label=label.written,
        new=new,
        hits=[_entry(hit, len(hits) > 1) for hit in hits[:MOST_TOLD]],
        more=len(hits) - MOST_TOLD,
        all=link("search:results"),
        own=link("own_watches:mine") if watcher.user else _whole(path_of_own(watcher, language)),
        end=end,
    )
    return stopped_by(written, end)


def _is_theirs(mail: Mail, watcher: Watcher) -> bool:
    return (mail.user_id, mail.address) == (watcher.user_id, watcher.address)


def _entry(hit: Hit, is_among_others: bool) -> dict[str, str]:
    """A publication in a mail, with its own label where the mail holds several."""
    label = f"{Label(hit.marking).written} " if is_among_others else ""
    told = (hit.reference, hit.type_label, BY_CODE[hit.language].own_name, *hit.places)
    return {"title": f"{label}{hit.title}", "about": " · ".join(filter(None, told)), "url": _whole(hit.url)}


def _whole(path: str) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"
