"""Who may give files to a publication, and who may replace one."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from portal.files.models import PortalDocument
from portal.pages.completeness import translation_of
from resources.models import PublicationFile, PublicationPage


def publication_for(user: Any, page_id: int) -> PublicationPage:
    """The publication, for somebody who may edit it. Raises Http404, or PermissionDenied."""
    page: PublicationPage = get_object_or_404(PublicationPage, pk=page_id).specific
    if not page.permissions_for_user(user).can_edit():
        raise PermissionDenied
    return page


def hindrance(page: PublicationPage, user: Any) -> str:
    """Why no file can be added now, in a sentence; empty when nothing is in the way."""
    lock = page.get_lock()
    if lock is not None and lock.for_user(user):
        return _("This publication is locked: nothing can be changed until it is unlocked.")
    if page.workflow_in_progress:
        return _("This publication waits for review: approve it or send it back first.")
    translation = translation_of(page)
    if translation is not None and translation.enabled:
        return _("This is a translation: add its files to the version it was translated from, in their own language.")
    return ""


def may_replace(user: Any, document: PortalDocument) -> bool:
    """Whether somebody may change what is behind a file's address: readers of what is live get it without a review.

    It takes the right to edit everything that carries the file, and to publish what of it is live.
    """
    carriers = PublicationFile.objects.filter(document=document).values("page_id")
    for page in PublicationPage.objects.filter(pk__in=carriers):
        rights = page.permissions_for_user(user)
        if not rights.can_edit() or (page.live and not rights.can_publish()):
            return False
    return True
