"""The threads of a space, on its page."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest

from dialogues.spaces.models import Space
from dialogues.spaces.sections import Shown
from dialogues.threads.permissions import may_start
from dialogues.threads.queries import counts_for, threads_in

#: So many threads stand on a page.
MOST = 30


def section(request: HttpRequest, space: Space) -> Shown:
    """The threads somebody may read there, with what is new to them; where they may, the way to start one."""
    viewer = request.viewer  # type: ignore[attr-defined]
    page = Paginator(threads_in(viewer, space), MOST).get_page(request.GET.get("threads"))
    counts = counts_for(viewer, page.object_list)
    rows = [{"thread": thread, **counts.get(thread.pk, {"posts": 0, "new": 0})} for thread in page.object_list]
    context = {"space": space, "rows": rows, "page": page, "may_start": may_start(viewer, space)}
    return Shown("threads/parts/list.html", context)
