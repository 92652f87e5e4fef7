"""Noticing that something was read, from the request and its answer alone; nothing of the reader is kept.

Left out are staff, machines that say what they are or say nothing, browsers that fetch ahead, everything but a plain
GET that succeeded, and the later parts of a file that is fetched in pieces.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from portal.pages.models import CountryPage
from portal.viewer import STAFF
from resources.models import PublicationPage
from resources.readership.models import Kind
from resources.readership.tally import Read, tally

logger = logging.getLogger(__name__)

#: Looked at and forgotten: words by which machines name themselves.
_MACHINE = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|archiver|harvest|monitor|uptime|probe|preview|headless|lighthouse|externalhit"
    r"|curl|wget|libwww|python|java/|go-http|okhttp|httpclient|node-fetch|axios|scrapy|^pyoai|^ruby",
    re.IGNORECASE,
)
#: The addresses that hand out files or their text, by name.
_FILES = {"files:document": Kind.DOWNLOAD, "reading:file": Kind.READ, "reading:page": Kind.READ}
_AHEAD = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")


class ReadershipMiddleware:
    """Counts after the answer is made. Whatever goes wrong here, the answer stands."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, then count what was answered."""
        response = self.get_response(request)
        if settings.COUNT_READING:
            try:
                _notice(request, response)
            except Exception as error:
                # Never what was read: the kind of error is enough to know that a count was lost.
                logger.warning("A count of what is read was lost: %s", type(error).__name__)
        return response


def page_is_served(page: Any, request: HttpRequest, *_arguments: Any) -> None:
    """Remember on the request which page is about to be shown, if it is one that is counted."""
    if isinstance(page, PublicationPage | CountryPage):
        request.page_being_read = page  # type: ignore[attr-defined]


def _notice(request: HttpRequest, response: HttpResponseBase) -> None:
    read = _read_of(request, response)
    if read is not None and _is_a_reader(request):
        tally.add(read)
        tally.begin()


def _read_of(request: HttpRequest, response: HttpResponseBase) -> Read | None:
    """What was read, or None."""
    if request.method != "GET" or not _begins(response):
        return None
    month = timezone.localdate().replace(day=1)
    page = getattr(request, "page_being_read", None)
    if page is not None:
        return Read(month, Kind.VIEW.value, group=str(page.translation_key), language=page.language)
    match = request.resolver_match
    kind = _FILES.get(match.view_name) if match else None
    if match is None or kind is None or "token" not in match.kwargs:
        return None
    return Read(month, kind.value, token=match.kwargs["token"])


def _begins(response: HttpResponseBase) -> bool:
    """Whether this is a whole answer, or the first part of one."""
    if response.status_code == 206:
        return response.headers.get("Content-Range", "").startswith("bytes 0-")
    return response.status_code == 200


def _is_a_reader(request: HttpRequest) -> bool:
    agent = request.headers.get("User-Agent", "")
    if not agent or _MACHINE.search(agent):
        return False
    if any("prefetch" in request.headers.get(name, "").lower() for name in _AHEAD):
        return False
    return not request.viewer.holds(STAFF)  # type: ignore[attr-defined]
