"""How long the search keeps what was asked in vain, and that nothing of what has gone stays in the index."""

from __future__ import annotations

from django.utils import timezone

from portal import indexing
from portal.retention.registry import Action, register
from portal.retention.rows import Rows, register_rows
from search.engines import engine_within
from search.index import refresh
from search.outbox.models import Change
from search.suggestions.models import Kind, Suggestible
from search.unanswered.models import UnansweredQuestion


def register_kinds() -> None:
    """Join the table of what is kept for a time."""
    register_rows(
        "searches without results",
        period_setting="PORTAL_KEEP_SEARCHES",
        # Only the week is known, so a row goes once the first day of its week is that long ago: never a day too late.
        rows=Rows(lambda before: UnansweredQuestion.objects.filter(first_week__lte=timezone.localdate(before))),
        models=["unanswered.UnansweredQuestion"],
        what="the first day of the week in which they were first made",
    )
    register(
        kind="index entries of gone things",
        period_setting="PORTAL_KEEP_LEFTOVERS",
        action=Action.DELETE,
        count=lambda _before: len(gone_keys()),
        purge=lambda _before, most: take_out(most),
        models=[
            *("search.IndexedText", "search.ShownText", "search.BriefText"),
            *("suggestions.Suggestible", "suggestions.Start"),
        ],
        what="each round",
        is_last=True,
    )
    register_rows(
        "changes the search refused",
        period_setting="PORTAL_KEEP_REFUSED_CHANGES",
        action=Action.REVIEW,
        rows=Rows(lambda before: Change.objects.filter(given_up__lt=before)),
        models=["outbox.Change"],
        what="they were refused; somebody has to send them again",
    )


def gone_keys() -> list[str]:
    """The keys in the index within the database, and among suggestions, whose things are not to be found any more."""
    engine = engine_within()
    suggested = Suggestible.objects.filter(kind=Kind.DOCUMENT).order_by().values_list("owner", flat=True).distinct()
    held = set(dict(engine.keys())) | set(suggested)
    left = sorted(held - set(indexing.all_keys()))
    # What was published between the two looks is there after all.
    there = indexing.records_for(left) if left else {}
    return [key for key in left if key not in there]


def take_out(most: int) -> int:
    """Take at most so many of them out; how many. An engine elsewhere is compared by a duty of its own."""
    engine = engine_within()
    keys = gone_keys()[:most]
    for key in keys:
        refresh(key, engine)
    return len(keys)
