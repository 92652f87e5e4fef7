"""What the translation editor leaves out: how far a translation is, why it cannot be published yet, and its review."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import Page, PagePermissionTester

from portal.pages.completeness import progress


@dataclass(frozen=True)
class Standing:
    """How far the translation of a page is, and what this user can do with it next."""

    done: int
    total: int
    publishes: bool
    waits: bool
    live: bool

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to translate."""
        return self.done >= self.total

    @property
    def can_be_submitted(self) -> bool:
        """Whether the next step is to hand it to a publisher."""
        return self.is_complete and not self.publishes and not self.waits


def standing(page: Any, user: Any) -> Standing | None:
    """Where the translation of a page stands, or None for a page that is written on its own."""
    how_far = progress(page)
    if how_far is None:
        return None
    # The rights of the role alone; ours take publishing away while strings are missing.
    publishes = bool(PagePermissionTester(user, page).can_publish())
    return Standing(*how_far, publishes, bool(page.workflow_in_progress), page.live)


def with_publishing(props: str) -> str:
    """The editor's properties with its button to publish, for a publisher: what hinders is told when it is pressed."""
    known = json.loads(props)
    known["perms"]["canPublish"] = True
    return json.dumps(known)


def refuse_with_reason(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Answer a publisher who publishes what is not all translated; None when there is nothing to refuse."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    state = standing(page.specific, request.user)
    if state is None or state.is_complete or not state.publishes:
        return None
    text = _("Not published: %(done)d of %(total)d texts are translated. It can be published when all are.")
    messages.error(request, text % {"done": state.done, "total": state.total})
    return redirect(request.path)


@require_POST
def submit(request: HttpRequest, page_id: int) -> HttpResponse:
    """Hand a translation to the publishers, who find it on their first screen."""
    page = get_object_or_404(Page, pk=page_id).specific
    state = standing(page, request.user)
    if state is None or not page.permissions_for_user(request.user).can_submit_for_moderation():
        raise PermissionDenied
    if state.can_be_submitted:
        page.get_workflow().start(page, request.user)
        messages.success(request, _("Submitted. A publisher will look at it."))
    return redirect("wagtailadmin_pages:edit", page.pk)
