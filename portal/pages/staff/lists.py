"""What staff see at a glance of a page: its language, its marking, its state, and whether its translation lags."""

from __future__ import annotations

from typing import Any

from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.models import Page

from portal.languages import BY_CODE
from portal.marking import Label
from portal.markings.models import Marking
from portal.pages.completeness import progress


def language_of(page: Page) -> str:
    """The language under its English and its own name."""
    language = BY_CODE.get(page.locale.language_code)
    if language is None:
        return str(page.locale)
    both = language.english_name != language.own_name
    return f"{language.english_name} ({language.own_name})" if both else language.own_name


def marking_of(page: Page) -> str:
    """The label as it is written, or a warning that the page is closed."""
    found = Marking.objects.filter(group=page.translation_key).values_list("label", flat=True).first()
    return Label(found).written if found else gettext("not marked: closed")


def translation_state(page: Any) -> str:
    """How far a translation is, or which version it still follows."""
    specific = page.specific
    state = progress(specific)
    if state is not None and state[0] < state[1]:
        percent = 100 * state[0] // max(1, state[1])
        return gettext("%(percent)d%% translated") % {"percent": percent}
    version = getattr(specific, "version", "")
    if not version:
        return ""
    family = type(specific)._default_manager.filter(translation_key=specific.translation_key)
    newest = max((row.version for row in family), key=_parts)
    return gettext("follows version %(version)s") % {"version": version} if _parts(version) < _parts(newest) else ""


def updated(page: Page) -> Any:
    """When somebody last wrote it; what was loaded and never touched since has only the day it was published."""
    return page.latest_revision_created_at or page.last_published_at


def _parts(version: str) -> list[int]:
    return [int(part) if part.isdecimal() else 0 for part in version.split(".")]


class _TitleColumn(PageTitleColumn):
    """The title without language and marking, which have columns of their own."""

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        context.update(show_locale_labels=False, marking_has_column=True)
        return context


COLUMNS = [
    _TitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
    Column("language", label=_("Language"), accessor=language_of, sort_key="locale"),
    Column("marking", label=_("Marking"), accessor=marking_of),
    Column("translation", label=_("Translation"), accessor=translation_state),
    DateColumn("updated", label=_("Updated"), accessor=updated, sort_key="latest_revision_created_at", width="12%"),
    PageStatusColumn("status", label=_("Status"), sort_key="live", width="12%"),
]


class StaffIndexView(IndexView):
    """The flat list of a page type with the columns of this module."""

    columns = COLUMNS

    def order_queryset(self, queryset: Any) -> Any:
        """What was loaded and never written since stands by the day it was published."""
        if self.ordering == self.default_ordering and not self.is_searching:
            updated_at = Coalesce("latest_revision_created_at", "last_published_at")
            # Databases differ in where they put what has no day.
            return queryset.order_by(updated_at.desc(nulls_last=True), "title")
        return super().order_queryset(queryset)
