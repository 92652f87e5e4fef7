"""Which pages staff chose for a question.

Phrasings are compared as questions are (``search.query.question``). The comparison is made from the text each time the
table changes and never stored, so that a change of the analysis needs no change of the rows.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q
from django.utils import timezone
from wagtail.models import Page

from search.pins.models import PinnedPage, PinnedPhrase, Pinning
from search.query import Plan
from search.query.question import question_in, question_of

Stamp = tuple[datetime | None, int]


@dataclass(frozen=True)
class _Known:
    stamp: Stamp
    by_question: dict[str, frozenset[int]]


_kept: _Known | None = None
_lock = threading.Lock()


@dataclass(frozen=True)
class Version:
    """One version of a page that was chosen."""

    pk: int
    language: str


@dataclass(frozen=True)
class Choice:
    """A page that was chosen, with every version of it, itself among them."""

    pk: int
    versions: tuple[Version, ...]


def choices_for(plan: Plan) -> list[Choice]:
    """What staff chose for the question of a plan today, in their order; what is for this language alone comes first.

    Says nothing about who may read it, so it is not cut off at any number either.
    """
    question = question_of(plan)
    pinnings = _known().by_question.get(question) if question else None
    if not pinnings:
        return []
    in_force = PinnedPage.objects.filter(
        Q(pinning__until__isnull=True) | Q(pinning__until__gte=timezone.localdate()),
        pinning__in=pinnings,
        pinning__language__in=["", plan.language],
    ).order_by("-pinning__language", "pinning_id", "sort_order", "pk")
    chosen: dict[object, int] = {}
    for pk, family in in_force.values_list("page_id", "page__translation_key"):
        chosen.setdefault(family, pk)
    versions: dict[object, list[Version]] = {}
    rows = Page.objects.filter(translation_key__in=chosen)
    for pk, family, language in rows.values_list("pk", "translation_key", "locale__language_code"):
        versions.setdefault(family, []).append(Version(pk, language))
    return [Choice(pk, tuple(versions.get(family, ()))) for family, pk in chosen.items()]


def is_pinned(question: str) -> bool:
    """Whether something was ever chosen for this question and is still kept."""
    return question in _known().by_question


def _known() -> _Known:
    """Every question that something was chosen for, as the table stands now; one short query when nothing changed."""
    global _kept
    stamp = _stamp()
    if _kept is None or _kept.stamp != stamp:
        with _lock:
            found: dict[str, set[int]] = {}
            for pinning, text in PinnedPhrase.objects.values_list("pinning_id", "text"):
                found.setdefault(question_in(text), set()).add(pinning)
            found.pop("", None)
            _kept = _Known(stamp, {question: frozenset(pinnings) for question, pinnings in found.items()})
            return _kept
    return _kept


def _stamp() -> Stamp:
    told = Pinning.objects.aggregate(last=Max("changed_at"), number=Count("pk"))
    return told["last"], told["number"]
