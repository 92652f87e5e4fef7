"""One save of a page at a time.

The editing form sends drafts by itself while somebody types. Such a draft, already under way when the same person
presses *Submit* or *Publish*, could be written after it and put the half-typed text on top of the whole one: the
framework asks whether a draft is out of date before it writes, not while. So a form is read, judged and written in one
transaction, and whoever comes second sees what the first has written.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse

SAVED_ONE_AT_A_TIME = "wagtailadmin_pages:edit"


class OneSaveAtATimeMiddleware:
    """Runs the saving of a page inside a transaction that holds that page from its first read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Answer the saving of a page; leave every other request alone."""
        match = request.resolver_match
        if request.method != "POST" or match is None or match.view_name != SAVED_ONE_AT_A_TIME:
            return None
        with transaction.atomic():
            _hold(int(kwargs["page_id"]))
            return view(request, *args, **kwargs)


def _hold(page: int) -> None:
    """Keep others from this page until the transaction ends. SQLite holds the whole database from the start of one."""
    if connection.features.has_select_for_update:
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM wagtailcore_page WHERE id = %s FOR UPDATE", [page])
