"""The screens of pinned results in the administration."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, ObjectList, PageChooserPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from portal.audit import log
from portal.languages import language_for
from portal.pages.indexing import shown_types
from search.pins.forms import PinningForm
from search.pins.models import MOST_PAGES, MOST_PHRASES, PinnedPhrase, Pinning

_HELP = _(
    "When somebody searches for one of these phrasings, the pages you choose stand first, as chosen by the editors. "
    "Accents, marks, capitals and spaces do not matter. Each reader sees a page in their own language where it exists, "
    "and only what they may read."
)


def _write(what: str, pinning: Pinning, by: Any) -> None:
    """Tell the log: which pages, for whom and until when. The phrasings are content, so only their number is told."""
    log.write(
        f"search.pinned.{what}",
        by=by,
        on=pinning,
        pages=[row.page_id for row in pinning.pages.all()],
        phrases=pinning.phrases.count(),
        language=pinning.language,
        until=pinning.until.isoformat() if pinning.until else "",
    )


class PinnedIndexView(generic.IndexView):
    """The list of what is pinned."""

    add_item_label = _("Pin a result")

    def search_queryset(self, queryset: QuerySet[Pinning]) -> QuerySet[Pinning]:
        """Every word in a phrasing or in the title of a page, in any script."""
        for word in (self.search_query or "").split():
            found = Q(phrases__text__icontains=word) | Q(pages__page__title__icontains=word)
            queryset = queryset.filter(pk__in=Pinning.objects.filter(found).values("pk"))
        return queryset


class PinView(generic.CreateView):
    """The form of a new pinned result, with what the address brings along already in it."""

    page_title = _("Pin a result")

    def get_initial_form_instance(self) -> Pinning:
        """A pinning with the phrasing and the language of the address, as the report of searches sends them."""
        language = language_for(self.request.GET.get("language", "")[:10])
        pinning = Pinning(language=language.code if language else "")
        phrase = " ".join(self.request.GET.get("phrase", "").split())[:120]
        if phrase:
            pinning.phrases.add(PinnedPhrase(text=phrase))
        return pinning

    def save_instance(self) -> Pinning:
        """Keep it, and tell the log."""
        pinning: Pinning = super().save_instance()
        _write("added", pinning, self.request.user)
        return pinning


class PinnedEditView(generic.EditView):
    """The form of what is pinned."""

    def save_instance(self) -> Pinning:
        """Keep it, and tell the log."""
        pinning: Pinning = super().save_instance()
        _write("changed", pinning, self.request.user)
        return pinning


class UnpinView(generic.DeleteView):
    """Taking a pinned result away."""

    def delete_action(self) -> None:
        """Tell the log, and take it away."""
        with transaction.atomic():
            _write("removed", self.object, self.request.user)
            super().delete_action()


class PinnedInspectView(generic.InspectView):
    """What is pinned, for whoever may not change it."""

    def get_phrases_display_value(self) -> str:
        """The phrasings."""
        return " · ".join(phrase.text for phrase in self.object.phrases.all())

    def get_pages_display_value(self) -> str:
        """The titles of the pages, in their order."""
        return " · ".join(row.page.title for row in self.object.pages.select_related("page"))


def _pages(pinning: Pinning) -> str:
    return " · ".join(row.page.title for row in pinning.pages.select_related("page"))


def _readers(pinning: Pinning) -> str:
    return pinning.get_language_display() if pinning.language else gettext("all readers")


def _until(pinning: Pinning) -> str:
    if pinning.until is None:
        return ""
    day = pinning.until.isoformat()
    return gettext("%(day)s, ended") % {"day": day} if pinning.until < timezone.localdate() else day


class PinnedResults(ModelViewSet):
    """What is pinned: the list, the form, and a view for those who may only read it."""

    model = Pinning
    icon = "thumbtack"
    menu_label = _("Pinned results")
    menu_order = 310
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ["phrases", "pages", "language", "until"]
    index_view_class = PinnedIndexView
    add_view_class = PinView
    edit_view_class = PinnedEditView
    delete_view_class = UnpinView
    inspect_view_class = PinnedInspectView
    search_fields = ["phrases__text"]
    list_filter = ["language"]
    list_display = [
        "asked",
        Column("pages", label=_("Stands first"), accessor=_pages),
        Column("readers", label=_("For readers of"), accessor=_readers, sort_key="language"),
        Column("until", label=_("Until"), accessor=_until, sort_key="until", width="11%"),
        DateColumn("changed_at", label=_("Changed"), sort_key="changed_at"),
    ]

    @property
    def edit_handler(self) -> ObjectList:
        """The form. Only types of page a result can show may be chosen; they are known once every app is loaded."""
        kinds = [model._meta.label_lower for model in shown_types()]
        return ObjectList(
            [
                HelpPanel(_HELP),
                InlinePanel(
                    "phrases",
                    panels=[FieldPanel("text")],
                    heading=_("What people search for"),
                    label=_("Phrasing"),
                    min_num=1,
                    max_num=MOST_PHRASES,
                ),
                InlinePanel(
                    "pages",
                    panels=[PageChooserPanel("page", page_type=kinds)],
                    heading=_("What stands first"),
                    label=_("Page"),
                    min_num=1,
                    max_num=MOST_PAGES,
                ),
                FieldRowPanel([FieldPanel("language"), FieldPanel("until")]),
            ],
            base_form_class=PinningForm,
        )


@hooks.register("register_admin_viewset")
def pinned_results() -> PinnedResults:
    """The screens in the menu."""
    return PinnedResults("pinned-results")
