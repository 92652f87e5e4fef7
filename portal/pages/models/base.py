"""The page every other page is made from: one rule of who may read, an ASCII address, a row in the index."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel
from wagtail.models import Page, PageManager, PageViewRestriction, Revision
from wagtail.url_routing import RouteResult

from portal import access, indexing
from portal.indexing import Hit, IndexRecord
from portal.languages import BY_CODE
from portal.markings.actions import set_marking
from portal.pages.completeness import brought_up, require_complete
from portal.pages.forms import PortalPageForm
from portal.pages.gone import Gone
from portal.pages.holding_back import require_decided
from portal.pages.queryset import PortalPageQuerySet
from portal.pages.tester import PortalPagePermissionTester
from portal.pages.translatable import facts
from portal.viewer import Viewer

PortalPageManager = PageManager.from_queryset(PortalPageQuerySet)


class PortalPage(Page):
    """A page of the portal. What it says is content; who may read it is the marking of its translation group."""

    slug: str  # Wagtail's field, told to the type checker
    review_by = models.DateField(
        _("review by"),
        null=True,
        blank=True,
        help_text=_("The day somebody looks whether this still holds. It appears in the report of what is due."),
    )

    objects = PortalPageManager()
    base_form_class = PortalPageForm
    #: Wagtail's own search, used by staff, compares titles in the database and keeps no index that could go stale.
    search_auto_update: ClassVar[bool] = False
    override_translatable_fields: ClassVar[list[Any]] = facts("slug")
    #: Pages marked by the portal itself (home, section pages) carry no field for the label.
    asks_for_marking: ClassVar[bool] = True

    marking_panels: ClassVar[list[Any]] = [
        MultiFieldPanel([FieldPanel("marking_label"), FieldPanel("marking_source")], heading=_("Marking"))
    ]
    promote_panels: ClassVar[list[Any]] = [
        FieldPanel("slug"),
        FieldPanel("search_description"),
    ]
    settings_panels: ClassVar[list[Any]] = [PublishingPanel(), FieldPanel("review_by")]

    class Meta:
        abstract = True

    @property
    def language(self) -> str:
        """The code of the language this page is in."""
        return str(self.locale.language_code)

    @property
    def lang_tag(self) -> str:
        """The tag for ``lang``."""
        return BY_CODE[self.language].tag

    # Reading ------------------------------------------------------------------------------------------------------

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page of an address; absence and denial are one answer, 410 only for what was open to all."""
        if not path_components and not access.can_view(request.viewer, self):  # type: ignore[attr-defined]
            if access.is_withdrawn_clear(self):
                raise Gone
            raise Http404
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page to whoever may read it; raises Http404 for everybody else."""
        if not access.can_view(request.viewer, self):  # type: ignore[attr-defined]
            raise Http404
        return super().serve(request, *args, **kwargs)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show a draft to an editor, who came through the administration's own check of rights."""
        request.viewer = Viewer()  # type: ignore[attr-defined]
        return super().serve_preview(request, mode_name)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page with the versions of it this viewer may read, and the way that leads to it."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        viewer = request.viewer  # type: ignore[attr-defined]
        family = type(self)._default_manager.filter(translation_key=self.translation_key)
        context["versions"] = list(family.visible_to(viewer).select_related("locale"))
        context["trail"] = list(self.get_ancestors().filter(depth__gte=3)) if self.depth > 2 else []
        context["marking"] = access.marking_of(self)
        return context

    # Writing ------------------------------------------------------------------------------------------------------

    def clean(self) -> None:
        """Refuse an address that is not plain ASCII, or empty."""
        self._give_address()
        super().clean()
        if not self.slug or not self.slug.isascii():
            raise ValidationError({"slug": _("Write the address in unaccented letters, digits and hyphens.")})

    def _give_address(self) -> None:
        if not self.slug:
            self.slug = self.made_slug()

    def made_slug(self) -> str:
        """The last part of the address: the same in every language and never empty."""
        return slugify(self.title) or str(self.translation_key)[:8]

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Check everything, having given the page its address first."""
        self._give_address()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        """Check what even a draft must have, its address first: a title in another script makes none by itself."""
        self._give_address()
        super().minimal_clean()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save page and index row in one transaction.

        Raises ValidationError when this would put before readers a partly translated page, or one with something in
        it that may identify a person and on which nobody has decided (HeldError). The index row is built
        from a fresh read, because this instance may hold text that is not published.
        """
        fields = kwargs.get("update_fields")
        if self.alias_of_id and self.alias_of.locale_id != self.locale_id:
            # It would show the words of one language as those of another, so it never leaves the drafts.
            self.live, self.live_revision = False, None
        with transaction.atomic():
            # A save of named fields that leaves ``live`` alone (a lock, a new draft) puts nothing before readers.
            if self.live and (fields is None or "live" in fields):
                if self.pk:
                    require_complete(self)
                require_decided(self)
            super().save(*args, **kwargs)
            indexing.changed(f"page:{self.pk}")

    @transaction.atomic
    def publish(self, revision: Revision, **kwargs: Any) -> Any:
        """Publish a revision wholly or not at all: a refusal leaves schedule, aliases and history as they were."""
        return super().publish(brought_up(self, revision, kwargs.get("user")), **kwargs)

    @transaction.atomic
    def unpublish(self, *args: Any, **kwargs: Any) -> Any:
        """Take the page down wholly or not at all."""
        return super().unpublish(*args, **kwargs)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Delete the page, all below it and their index rows, or nothing."""
        return super().delete(*args, **kwargs)

    @transaction.atomic
    def copy(self, *args: Any, **kwargs: Any) -> Any:
        """Copy the page; a copy that begins a family of its own begins under the label of what it was copied from."""
        copied = super().copy(*args, **kwargs)
        label = access.marking_of(self)
        if label is not None and copied.translation_key != self.translation_key:
            set_marking(group=copied.translation_key, label=label, by=kwargs.get("user"), source=self.title[:200])
        return copied

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """None, whatever rows there are: one rule decides who may read, and it is not Wagtail's privacy."""
        return PageViewRestriction.objects.none()

    def permissions_for_user(self, user: Any) -> PortalPagePermissionTester:
        """What a user may do; nobody may publish a partly translated page."""
        return PortalPagePermissionTester(user, self)

    # Finding ------------------------------------------------------------------------------------------------------

    def index_record(self, label: str) -> IndexRecord | None:
        """What can be found of this page, or None for a page that search leaves out."""
        return None

    @classmethod
    def index_hits(cls, viewer: Viewer, ids: list[int]) -> dict[str, Hit]:
        """The hits of pages of this type among ids that the viewer may read now."""
        return {}
