"""Reference data in the administration: the words of the field and the facts of countries, in every language."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.countries.models import Country
from portal.glossary.models import Audience, Concept, Instrument, Provision, Theme, VictimGroup
from portal.languages import LANGUAGES
from portal.members.models import Body
from portal.pages.models import Authority, NationalLaw, Service
from portal.translated import label_in


class ServiceForm(WagtailAdminModelForm):
    """A service, with its languages to tick."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=[(language.code, f"{language.english_name} ({language.own_name})") for language in LANGUAGES],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("In which languages somebody answers."),
        error_messages={"required": _("Not filled in yet. A caller must know whether they will be understood.")},
    )

    def clean(self) -> dict[str, Any]:
        """A confirmation says what was confirmed, when, and by which function."""
        data: dict[str, Any] = super().clean()
        confirmed = bool(data.get("confirmed_on")), bool(data.get("confirmed_by"))
        if any(confirmed) and not all(confirmed):
            missing = "confirmed_by" if confirmed[0] else "confirmed_on"
            self.add_error(missing, _("A confirmation needs both: the day, and the function that confirmed."))
        return data


def _viewset(
    of: Any,
    icon_name: str,
    columns: list[Any],
    fields: list[Any],
    filters: list[str] | None = None,
    form: type[WagtailAdminModelForm] = WagtailAdminModelForm,
    sought: list[str] | None = None,
) -> Any:
    class ReferenceViewSet(SnippetViewSet):
        model = of
        search_fields = sought
        icon = icon_name
        list_display = columns
        list_filter = filters or []
        edit_handler = ObjectList(
            [FieldPanel(field) if isinstance(field, str) else field for field in fields], base_form_class=form
        )
        inspect_view_enabled = False

        def get_queryset(self, request: HttpRequest) -> QuerySet[Any] | None:
            """Each once, by however many of its ways of writing it was sought."""
            return of._default_manager.distinct() if sought else None

    return ReferenceViewSet


def _ticked(name: str) -> FieldPanel:
    return FieldPanel(name, widget=forms.CheckboxSelectMultiple)


def _subject(provision: Provision) -> str:
    return label_in(provision.label).text


_CONCEPT = ["slug", "group", "term", "definition"]
_SYNONYMS = InlinePanel(
    "synonyms",
    panels=[FieldRowPanel([FieldPanel("language"), FieldPanel("text")])],
    heading=_("Other ways people write it"),
    label=_("Synonym"),
    help_text=_("Search takes each of them for the same. Only what means the same, never something wider."),
)
_IN_ANY_LANGUAGE = ["slug", *(f"term__{language.code}" for language in LANGUAGES), "synonyms__text"]
_LAW = ["country", "code", "name", "own_name", "own_language", "year", "status", _ticked("provisions"), "place"]
_SERVICE = ["country", "function", "label", "hours", "languages", _ticked("groups")]
_NUMBER = MultiFieldPanel(
    [
        HelpPanel(_("Readers see a number only when its confirmation is here too: the day, and the function.")),
        FieldPanel("number"),
        FieldRowPanel([FieldPanel("confirmed_on"), FieldPanel("confirmed_by")]),
    ],
    heading=_("Telephone number"),
)


class ReferenceData(SnippetViewSetGroup):
    """One menu for all of it."""

    menu_label = _("Reference data")
    menu_name = "reference-data"
    menu_icon = "list-ul"
    menu_order = 300
    items = (
        _viewset(Theme, "tag", ["__str__", "slug"], ["label", "slug", "place"]),
        _viewset(Audience, "group", ["__str__", "slug"], ["label", "slug", "place"]),
        _viewset(VictimGroup, "group", ["__str__", "slug"], ["label", "slug", "place"]),
        _viewset(Instrument, "doc-full", ["__str__", "slug"], ["short", "label", "slug", "place"]),
        _viewset(
            Provision,
            "doc-full",
            ["__str__", Column("subject", label=_("Subject"), accessor=_subject)],
            ["instrument", "code", "article", "label", "gist"],
            ["instrument"],
        ),
        _viewset(
            Concept,
            "openquote",
            ["__str__", "group"],
            [*_CONCEPT, _SYNONYMS],
            ["group"],
            sought=_IN_ANY_LANGUAGE,
        ),
        _viewset(Country, "globe", ["__str__", "code", "kind"], ["code", "slug", "kind", "name", "formal_name"]),
        _viewset(Body, "home", ["__str__", "kind", "country"], ["name", "slug", "kind", "country"], ["kind"]),
        _viewset(NationalLaw, "doc-full", ["__str__", "country", "year", "status"], _LAW, ["country", "status"]),
        _viewset(Authority, "home", ["__str__", "country"], ["country", "function", "label", "place"], ["country"]),
        _viewset(
            Service,
            "mail",
            ["__str__", "country", "shown_number", "confirmed_on"],
            [*_SERVICE, _NUMBER, "place"],
            ["country"],
            ServiceForm,
        ),
    )
