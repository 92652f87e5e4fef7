"""The page every other page is made from: one rule of who may read, an ASCII address, a row in the index."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel
from wagtail.models import Page, PageManager
from wagtail.url_routing import RouteResult

from portal import access, indexing
from portal.indexing import Hit, IndexRecord
from portal.languages import BY_CODE
from portal.pages.completeness import require_complete
from portal.pages.forms import PortalPageForm
from portal.pages.gone import Gone
from portal.pages.queryset import PortalPageQuerySet
from portal.pages.tester import PortalPagePermissionTester
from portal.viewer import Viewer

PortalPageManager = PageManager.from_queryset(PortalPageQuerySet)


class PortalPage(Page):
    """A page of the portal. What it says is content; who may read it is the marking of its translation group."""

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
        return super().serve(request)

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
        self.slug = self.slug or self.made_slug()
        super().clean()
        if not self.slug or not self.slug.isascii():
            raise ValidationError({"slug": _("Write the address in unaccented letters, digits and hyphens.")})

    def made_slug(self) -> str:
        """The last part of the address: the same in every language and never empty."""
        return slugify(self.title) or str(self.translation_key)[:8]

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Check everything, having given the page its address first."""
        if not self.slug:
            self.slug = self.made_slug()
        super().full_clean(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save page and index row in one transaction.

        Raises ValidationError when this would put a partly translated page before readers. The index row is built
        from a fresh read, because this instance may hold text that is not published.
        """
        with transaction.atomic():
            if self.live and self.pk:
                require_complete(self)
            super().save(*args, **kwargs)
            indexing.changed(f"page:{self.pk}")

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
