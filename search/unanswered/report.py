"""The report of searches without results, and what can be done about each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import django_filters
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views.reports import ReportView

from portal.languages import BY_CODE, LANGUAGES
from search.pins.lookup import is_pinned
from search.query.question import question_in
from search.unanswered.models import UnansweredQuestion

_MARK_OF_UTF_8 = "\ufeff".encode()


def language_of(question: UnansweredQuestion) -> str:
    """The language of the reader, under its English and its own name."""
    language = BY_CODE.get(question.language)
    if language is None:
        return question.language
    both = language.english_name != language.own_name
    return f"{language.english_name} ({language.own_name})" if both else language.own_name


def _first_week(question: UnansweredQuestion) -> str:
    return question.first_week.isoformat()


def _last_week(question: UnansweredQuestion) -> str:
    return question.last_week.isoformat()


class _SearchColumn(Column):
    """The words, linked to the search for them."""

    cell_template_name = "staff/unanswered_search.html"

    def get_cell_context_data(self, instance: UnansweredQuestion, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        with override(instance.language if instance.language in BY_CODE else "en"):
            address = reverse("search:results")
        return {**context, "address": f"{address}?{urlencode({'q': instance.text})}"}


class _RemedyColumn(Column):
    """What staff may do: pin a result, or write it down as a synonym. As far as whoever looks has the right."""

    cell_template_name = "staff/unanswered_remedies.html"

    def get_cell_context_data(self, instance: UnansweredQuestion, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        user = parent_context["request"].user
        brought = urlencode({"phrase": instance.text, "language": instance.language})
        if is_pinned(question_in(instance.text)):
            context["pinned"] = f"{reverse('pinned-results:index')}?{urlencode({'q': instance.text})}"
        elif user.has_perm("pins.add_pinning"):
            context["pin"] = f"{reverse('pinned-results:add')}?{brought}"
        if user.has_perm("glossary.change_concept"):
            context["synonym"] = reverse("unanswered_synonym", args=[instance.pk])
        return context


class UnansweredFilterSet(WagtailFilterSet):
    """The report can be narrowed to readers of some languages."""

    language = django_filters.MultipleChoiceFilter(
        label=_("Language of the reader"),
        choices=[(language.code, f"{language.english_name} ({language.own_name})") for language in LANGUAGES],
        widget=CheckboxSelectMultiple,
    )

    class Meta:
        model = UnansweredQuestion
        fields: list[str] = []


class UnansweredReport(ReportView):
    """What visitors searched for in vain often enough to be shown, the most frequent first."""

    model = UnansweredQuestion
    any_permission_required = ["view"]
    page_title = _("Searches without results")
    header_icon = "search"
    index_url_name = "unanswered_report"
    index_results_url_name = "unanswered_report_results"
    results_template_name = "staff/unanswered_results.html"
    is_searchable = True
    search_fields = ["text"]
    filterset_class = UnansweredFilterSet
    default_ordering = "-times"
    export_filename = "searches-without-results"
    list_export = ["text", "language", "times", "first_week", "last_week"]
    columns = [
        _SearchColumn("text", label=_("Search"), sort_key="text", classname="title"),
        Column("language", label=_("Language of the reader"), accessor=language_of, sort_key="language"),
        NumberColumn("times", label=_("Times"), sort_key="times"),
        Column("first_week", label=_("First in the week of"), sort_key="first_week", accessor=_first_week),
        Column("last_week", label=_("Last in the week of"), sort_key="last_week", accessor=_last_week),
        _RemedyColumn("remedies", label=_("What you can do"), accessor="pk"),
    ]

    def get_base_queryset(self) -> QuerySet[UnansweredQuestion]:
        """Those whose words are kept; of all others nobody knows what they are."""
        return UnansweredQuestion.objects.exclude(text="")

    def stream_csv(self, queryset: QuerySet[UnansweredQuestion]) -> Iterator[bytes]:
        """The rows in UTF-8 that says so, or a spreadsheet shows Thai and Khmer as nonsense."""
        yield _MARK_OF_UTF_8
        yield from super().stream_csv(queryset)
