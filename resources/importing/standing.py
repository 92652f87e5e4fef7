"""How a row ends: live, as a draft, or as a draft in review; and whether anybody may write here at all."""

from __future__ import annotations

from dataclasses import dataclass

from wagtail.models import Page

from portal.pages.completeness import translation_of
from resources.columns.refusals import CellRefusedError
from resources.importing.identity import Identity
from resources.importing.options import Options
from resources.importing.outcomes import RowRefusedError
from resources.models import PublicationsPage


@dataclass(frozen=True)
class Ending:
    """``publishes`` says that the row goes live; ``reviews`` that its draft is handed to those who publish.

    ``publishes_unchanged`` says that a draft which is already what the row says goes live.
    """

    publishes: bool
    reviews: bool = False
    publishes_unchanged: bool = False
    note: str = ""

    @property
    def words(self) -> str:
        """How it ends, in words."""
        return "goes live" if self.publishes else "a draft in review" if self.reviews else "a draft"


def ending_of(identity: Identity, options: Options) -> Ending:
    """How a row ends. Raises RowRefusedError for somebody who may not write here."""
    present, by = identity.present, options.by
    may_publish = by is None
    if by is not None:
        shelf = PublicationsPage.objects.get(locale__language_code=identity.language)
        rights = shelf.permissions_for_user(by)
        may_publish = rights.can_publish_subpage()
        if not (rights.can_add_subpage() if present is None else present.permissions_for_user(by).can_edit()):
            raise RowRefusedError([CellRefusedError("", "You may not write this version.")])
    if present is not None and present.live and identity.present_label is None and not may_publish:
        sentence = "This publication is published and has no label yet: a publisher sets it."
        raise RowRefusedError([CellRefusedError("marking", sentence)])
    if present is not None and not present.live and present.first_published_at is not None:
        # Taken down by somebody or by its expiry: no table puts it up again.
        return Ending(False, note="It was taken down; publish it in the administration.")
    publishes = may_publish and not options.draft
    waiting = present is not None and not present.live
    return Ending(publishes, reviews=not may_publish and not options.draft, publishes_unchanged=publishes and waiting)


def require_open(identity: Identity, options: Options) -> None:
    """Refuse to change a version that is locked, or that the translation editor writes. Raises RowRefusedError."""
    present = identity.present
    if present is None:
        return
    lock = Page.get_lock(present)
    if lock is not None and (options.by is None or lock.for_user(options.by)):
        raise RowRefusedError([CellRefusedError("", "This version is locked: unlock it first.")])
    translation = translation_of(present)
    if translation is not None and translation.enabled:
        raise RowRefusedError([CellRefusedError("", "The translation editor writes this version: change it there.")])
