"""Whether a module keeps the rule: quick, so that it can be asked of every mutant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import time_machine
from django.db import transaction

from portal.markings.models import Marking
from portal.pages.models import HomePage
from portal.viewer import ANONYMOUS, MEMBER, PUBLIC, Viewer
from tests.access.oracle import Facts, may_read
from tests.access.papers import make_all
from tests.access.restricted.models import Paper

_NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
_SPACE, _BODY = "space:a", "body:a"
SHAPES = (
    *(Facts(label) for label in ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED", None)),
    Facts("CLEAR", published=False),
    Facts("CLEAR", expired=True),
    Facts("GREEN", expired=True),
    Facts("AMBER", ((_BODY, ""),)),
    Facts("AMBER", ((_BODY, ""),), expired=True),
    Facts("AMBER", ((_SPACE, ""),)),
    Facts("AMBER", (("body:b", ""), (_SPACE, ""))),
    Facts("AMBER", (("person:7", ""),)),
    Facts("AMBER", ((_BODY, _SPACE),)),
    Facts("AMBER+STRICT", ((_BODY, ""),)),
    Facts("AMBER+STRICT", ((_BODY, _SPACE),)),
    Facts("AMBER+STRICT", ((_BODY, "space:b"),)),
    Facts("AMBER+STRICT", ((_SPACE, _SPACE),)),
    Facts("AMBER+STRICT", (("person:7", _SPACE),)),
    Facts("RED", (("person:7", ""),)),
    Facts("RED", (("person:7", _SPACE),)),
    Facts("RED", ((_BODY, ""),)),
    Facts("RED", (("person:8", ""),)),
    Facts("GREEN", (("body:b", ""),)),
)
VIEWERS = (
    ANONYMOUS,
    Viewer(7, frozenset()),
    Viewer(7, frozenset({PUBLIC})),
    Viewer(7, frozenset({PUBLIC, _BODY, _SPACE})),
    Viewer(7, frozenset({PUBLIC, MEMBER})),
    Viewer(8, frozenset({PUBLIC, MEMBER, _BODY})),
    Viewer(8, frozenset({PUBLIC, MEMBER, _SPACE})),
    Viewer(9, frozenset({PUBLIC, MEMBER, _BODY, _SPACE})),
)


class Held:
    """A world to hold modules against, made once in the caller's transaction."""

    def __init__(self) -> None:
        with time_machine.travel(_NOW, tick=False):
            self.papers: Sequence[Paper] = make_all(list(SHAPES))
        # What is over is over since this very moment; what is not, in the next.
        for paper, of in zip(self.papers, SHAPES, strict=True):
            paper.expire_at = _NOW if of.expired else paper.expire_at and _NOW + timedelta(seconds=1)
            paper.save()
        self.page = HomePage.objects.get(locale__language_code="en")

    def keeps(self, module: Any) -> bool:
        """Whether this module answers as the design does, for everybody, of everything."""
        try:
            with transaction.atomic(), time_machine.travel(_NOW, tick=False):
                return all(self._keeps(module, viewer) for viewer in VIEWERS) and self._finds(module)
        except Exception:
            # A rule that breaks opens nothing.
            return False

    def _keeps(self, module: Any, viewer: Viewer) -> bool:
        expected = {paper.pk for paper, of in zip(self.papers, SHAPES, strict=True) if may_read(viewer, of)}
        listed = set(module.visible_to(Paper.objects.all(), viewer).values_list("pk", flat=True))
        seen = {paper.pk for paper in self.papers if module.can_view(viewer, paper) is True}
        return expected == listed == seen

    def _finds(self, module: Any) -> bool:
        open_now = {
            paper.pk
            for paper, of in zip(self.papers, SHAPES, strict=True)
            if of.published and not of.expired and of.label in ("CLEAR", "GREEN")
        }
        return open_now == set(module.findable(Paper.objects.all()).values_list("pk", flat=True)) and self._shuts(
            module
        )

    def _shuts(self, module: Any) -> bool:
        """A page under a stricter label opens for nobody, whoever is named."""
        marking = Marking.objects.get(group=self.page.translation_key)
        before = marking.label
        Marking.objects.filter(pk=marking.pk).update(label="AMBER")
        marking.readers.create(principal=_BODY)
        try:
            pages = type(self.page).objects.filter(pk=self.page.pk)
            return not any(
                module.can_view(viewer, self.page) or module.visible_to(pages, viewer).exists() for viewer in VIEWERS
            )
        finally:
            Marking.objects.filter(pk=marking.pk).update(label=before)
            marking.readers.all().delete()
