"""The first screen of the administration: what one can begin, and what waits.

Whoever has work for staff registers a group of lines here; a group without a line does not appear.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from portal.files.staff.held import held_documents, may_decide
from portal.notices.models import ProblemReport
from portal.pages.staff.lowering import waiting_for
from portal.pages.staff.review_report import due_pages


@dataclass(frozen=True)
class Line:
    """One thing to do, where it is done, and how many of it wait if that can be counted."""

    label: str
    url: str
    count: int | None = None


@dataclass(frozen=True)
class Group:
    """Lines under a heading."""

    heading: str
    lines: list[Line]


Source = Callable[[HttpRequest], Group]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Make a source of lines known; they stand in the order of registration."""
    if source not in _sources:
        _sources.append(source)


class DeskPanel(Component):
    """The groups of lines, side by side."""

    name = "desk"
    template_name = "staff/desk.html"
    order = 50

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Every group that has something to say."""
        groups = (source(self.request) for source in _sources)
        return {"groups": [group for group in groups if group.lines]}


def what_waits(request: HttpRequest) -> Group:
    """Pages to look at again, what readers found wrong, and labels somebody wants lowered."""
    lines = [Line(_("Pages due for review"), reverse("review_report"), due_pages().count())]
    if request.user.has_perm("notices.change_problemreport"):
        open_ones = ProblemReport.objects.filter(settled=False)
        if urgent := open_ones.filter(identifies_person=True).count():
            url = f"{reverse('problem-reports:index')}?settled=false&identifies_person=true"
            lines.insert(0, Line(_("Urgent: a page may identify a person"), url, urgent))
        reports = open_ones.count()
        lines.append(Line(_("Problem reports"), f"{reverse('problem-reports:index')}?settled=false", reports))
    if may_decide(request.user) and (held := held_documents().count()):
        lines.append(Line(_("Files held back"), reverse("held_files"), held))
    lowerings = len(waiting_for(request.user))
    if lowerings:
        lines.append(Line(_("Labels to lower"), reverse("lowerings"), lowerings))
    return Group(_("What waits"), lines)
