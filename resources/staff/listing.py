"""The list of all publications: its columns, and what it can be narrowed by."""

from __future__ import annotations

from itertools import chain
from typing import Any, ClassVar

import django_filters
from django.db.models import Q, QuerySet
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Page, WorkflowState

from portal.countries.models import Country
from portal.exporting import formats
from portal.glossary.models import Theme
from portal.languages import LANGUAGES
from portal.marking import PAGE_LABELS
from portal.markings.models import Marking
from portal.pages.staff.editing import StaffPageViewSet
from portal.pages.staff.lists import COLUMNS, StaffIndexView
from resources.columns.table import EXPORTED
from resources.exporting.rows import rows_for_staff
from resources.models import PublicationPage, PublicationsPage
from resources.staff.new_publication import NewPublicationView
from resources.types import TYPES

_COLUMNS = [COLUMNS[0], Column("reference", label=_("Reference"), sort_key="reference"), *COLUMNS[1:]]
_IN_REVIEW = Page.objects.filter(_workflow_states__status=WorkflowState.STATUS_IN_PROGRESS).values("pk")
_STATES: dict[str, tuple[Any, dict[str, Any]]] = {
    "live": (_("Published"), {"live": True}),
    "changed": (_("Published, with a newer draft"), {"live": True, "has_unpublished_changes": True}),
    "draft": (_("Not published"), {"live": False}),
    # Asked of all pages: Wagtail keeps a review by the type of page, and this list is of many types.
    "review": (_("Waiting for review"), {"pk__in": _IN_REVIEW}),
}


class PublicationFilterSet(WagtailFilterSet):
    """What staff ask for: a language, a type, a label, a state, a subject, what one began oneself."""

    language = django_filters.MultipleChoiceFilter(
        label=_("Language"),
        field_name="locale__language_code",
        choices=[(language.code, f"{language.english_name} ({language.own_name})") for language in LANGUAGES],
        widget=CheckboxSelectMultiple,
    )
    type = django_filters.MultipleChoiceFilter(
        label=_("Type"), choices=list(TYPES.items()), widget=CheckboxSelectMultiple, method="of_type"
    )
    marking = django_filters.ChoiceFilter(
        label=_("Marking"),
        choices=[*((label.value, label.written) for label in PAGE_LABELS), ("none", _("not marked: closed"))],
        widget=RadioSelect,
        empty_label=_("Any"),
        method="marked",
    )
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[(code, label) for code, (label, _wanted) in _STATES.items()],
        widget=RadioSelect,
        empty_label=_("Any"),
        method="in_state",
    )
    themes = django_filters.ModelMultipleChoiceFilter(
        label=_("Theme"), queryset=Theme.objects.all(), widget=CheckboxSelectMultiple
    )
    countries = django_filters.ModelMultipleChoiceFilter(
        label=_("Country"), queryset=Country.objects.all(), widget=CheckboxSelectMultiple
    )
    mine = django_filters.BooleanFilter(label=_("Begun by me"), method="by_me")

    class Meta:
        model = PublicationPage
        fields: ClassVar[list[str]] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Wagtail adds one of its own, for one language at a time.
        self.filters.pop("locale", None)

    def of_type(self, queryset: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        """The publications of these types."""
        models = [model for model in PublicationPage.__subclasses__() if model.type_code in value]
        return queryset.type(*models) if value else queryset  # type: ignore[attr-defined,no-any-return]

    def marked(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """The publications under this label, or those nobody marked."""
        if value == "none":
            return queryset.exclude(translation_key__in=Marking.objects.values("group"))
        return queryset.filter(translation_key__in=Marking.objects.filter(label=value).values("group"))

    def in_state(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """The publications in this state."""
        return queryset.filter(**_STATES[value][1])

    def by_me(self, queryset: QuerySet[Any], name: str, value: bool | None) -> QuerySet[Any]:
        """What whoever looks began, or what others did."""
        if value is None:
            return queryset
        return queryset.filter(owner=self.request.user) if value else queryset.exclude(owner=self.request.user)


class PublicationIndexView(StaffIndexView):
    """The flat list of all publications."""

    add_item_label = _("New publication")

    def as_spreadsheet(self, queryset: QuerySet[Any], spreadsheet_format: str) -> HttpResponseBase:
        """The list as it is narrowed and ordered, in the columns of an import."""
        rows = chain([EXPORTED], rows_for_staff(queryset))
        return formats.download(rows, "publications", spreadsheet_format)

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Every word in title, number or answer, in any script; Wagtail's search could not be narrowed any further."""
        for word in (self.search_query or "").split():
            found = Q(title__icontains=word) | Q(reference__icontains=word) | Q(says__icontains=word)
            queryset = queryset.filter(found)
        return queryset


class PublicationListing(PageListingViewSet):
    """All publications with reference, language, marking, state, and what is half translated or behind."""

    model = PublicationPage
    index_view_class = PublicationIndexView
    choose_parent_view_class = NewPublicationView
    icon = "doc-full-inverse"
    menu_label = _("Publications")
    menu_order = 120
    add_to_admin_menu = True
    columns = _COLUMNS
    filterset_class = PublicationFilterSet
    #: Asks for the buttons that save the list; what is saved are the columns of an import.
    list_export: ClassVar[list[str]] = list(EXPORTED)


class PublicationExplorer(StaffPageViewSet):
    """The same columns where a shelf is opened in the tree of pages."""

    model = PublicationPage
    parent_models: ClassVar[list[Any]] = [PublicationsPage]
    columns: ClassVar[list[Any]] = [BulkActionsColumn("bulk_actions"), *_COLUMNS]
