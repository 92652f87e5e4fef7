"""The log for administrators: they look for entries, and take them home as a table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import Any

from django.contrib.auth import get_user_model
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from portal.audit import log
from portal.audit.models import Entry, Origin
from portal.condition.log_search import LogForm, entries
from portal.condition.views import for_administrators
from portal.exporting.formats import CSV, download

EXPORTED = "log.exported"
COLUMNS = (
    *("row", "at", "actor", "pseudonym", "action", "object_type", "object_key"),
    *("label", "details", "request", "address"),
)
#: What a spreadsheet takes for the beginning of a formula, in narrow and in wide signs.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "＝", "＋", "－", "＠")
_ON_A_PAGE = 50
_AT_ONCE = 500


@for_administrators
@require_safe
def log_of_acts(request: HttpRequest) -> HttpResponse:
    """The form, and the entries that answer it, the latest first; all of them where nothing is asked."""
    form = LogForm(request.GET)
    page = Paginator(entries(form.cleaned_data) if form.is_valid() else Entry.objects.none(), _ON_A_PAGE)
    shown = page.get_page(request.GET.get("page"))
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {"form": form, "page": shown, "rows": _rows_of(list(shown)), "asked": asked.urlencode()}
    return render(request, "staff/log.html", context, status=200 if form.is_valid() else 422)


@for_administrators
@require_POST
def export_log(request: HttpRequest) -> HttpResponseBase:
    """The same entries as CSV, the oldest first. That they were taken is an entry itself, written beforehand."""
    form = LogForm(request.POST)
    if not form.is_valid():
        return render(request, "staff/log.html", {"form": form, "page": None}, status=422)
    found = entries(form.cleaned_data).order_by("pk")
    with transaction.atomic():
        count = found.count()
        filled = sorted(name for name, value in form.cleaned_data.items() if value)
        taken = log.write(EXPORTED, by=request.user, on=("log", "csv"), count=count, asked=filled)
    return download(_table(found.filter(pk__lt=taken.pk)), "log", CSV)


def _table(found: QuerySet[Entry]) -> Iterator[Sequence[str]]:
    """The header and a row for each entry, a few hundred in memory at once."""
    yield COLUMNS
    after = 0
    while some := list(found.filter(pk__gt=after)[:_AT_ONCE]):
        yield from ([_harmless(cell) for cell in _cells(entry)] for entry in some)
        after = some[-1].pk


def _cells(entry: Entry) -> Iterator[str]:
    origin = _origin_of(entry)
    yield from (str(entry.pk), entry.at.astimezone(UTC).isoformat(), str(entry.actor_id or ""), entry.pseudonym)
    yield from (entry.action, entry.object_type, entry.object_key, entry.label)
    yield json.dumps(entry.details, ensure_ascii=False, sort_keys=True) if entry.details else ""
    yield from (origin.request_id, origin.address) if origin else ("", "")


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet computes."""
    return f"'{cell}" if cell.lstrip().startswith(_FORMULA) else cell


def _rows_of(shown: list[Entry]) -> list[dict[str, Any]]:
    """What the page shows of each entry; people by the address of their account as long as they have one."""
    people = {entry.actor_id for entry in shown if entry.actor_id is not None}
    addresses = dict(get_user_model().objects.filter(pk__in=people).values_list("pk", "email"))
    return [
        {
            "entry": entry,
            "at": entry.at.astimezone(UTC),
            "by": addresses.get(entry.actor_id or 0, ""),
            "details": sorted(entry.details.items()),
            "origin": _origin_of(entry),
        }
        for entry in shown
    ]


def _origin_of(entry: Entry) -> Origin | None:
    """From where it came; None where that was not kept, or is gone. Asks no question of its own."""
    return getattr(entry, "origin", None)
