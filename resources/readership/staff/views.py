"""The screen of what is read, and its tables as CSV."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.exporting.formulas import harmless
from resources.readership.staff.tables import KINDS, Table, months_counted, tables

#: How many months are shown before somebody chooses.
_SHOWN_AT_FIRST = 12


class MonthsForm(forms.Form):
    """From which month to which."""

    first = forms.ChoiceField(label=_("From"), required=False)
    last = forms.ChoiceField(label=_("To"), required=False)

    def __init__(self, *args: object, months: list[date], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = [(f"{month:%Y-%m}", f"{month:%Y-%m}") for month in months]
        for name in ("first", "last"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def chosen(self, months: list[date]) -> tuple[date, date]:
        """The first and the last month; the latest year where nothing, or nothing that can be, was chosen."""
        given = self.cleaned_data if self.is_valid() else {}
        first = _month(given.get("first", "")) or months[-_SHOWN_AT_FIRST:][0]
        last = _month(given.get("last", "")) or months[-1]
        return (first, last) if first <= last else (last, first)


def readership(request: HttpRequest) -> HttpResponse:
    """The report: what was read, by month, publication, language and country page."""
    form, first, last = _asked(request)
    found = tables(first, last)
    everything = found.pop("everything")
    context = {
        "form": form,
        "first": f"{first:%Y-%m}",
        "last": f"{last:%Y-%m}",
        "tables": list(found.values()),
        "anything": bool(everything.rows),
        "kinds": KINDS,
    }
    return render(request, "staff/readership.html", context)


def table(request: HttpRequest, name: str) -> HttpResponse:
    """One of the tables as CSV, with the same words for what is hidden; raises Http404 for an unknown one."""
    _form, first, last = _asked(request)
    found = tables(first, last).get(name)
    if found is None:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="readership-{name}-{first:%Y-%m}-{last:%Y-%m}.csv"'}
    return HttpResponse("\ufeff" + _csv(found), content_type="text/csv; charset=utf-8", headers=headers)


def _csv(table: Table) -> str:
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([*table.heads, *(str(kind.label) for kind in KINDS)])
    for row in table.rows:
        writer.writerow([harmless(cell) for cell in (*row.words, *map(str, row.figures))])
    return out.getvalue()


def _asked(request: HttpRequest) -> tuple[MonthsForm, date, date]:
    months = months_counted() or [timezone.localdate().replace(day=1)]
    form = MonthsForm(request.GET, months=months)
    first, last = form.chosen(months)
    shown = MonthsForm({"first": f"{first:%Y-%m}", "last": f"{last:%Y-%m}"}, months=months)
    return shown, first, last


def _month(text: str) -> date | None:
    return date.fromisoformat(f"{text}-01") if text else None
