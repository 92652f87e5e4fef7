"""Counting a question that found nothing: for visitors only, without their words at first, and never at their cost.

The counting is let go whenever it would make somebody wait: when the database is being written to, when it fails, when
the table is full, or when this process has counted enough for one minute.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import date, timedelta

from django.db import Error, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.locks import hurried
from search.query.question import question_of
from search.results import Results
from search.unanswered.discretion import may_be_counted, text_of
from search.unanswered.limits import MOST_A_MINUTE, MOST_ROWS, PATIENCE, TIMES_BEFORE_TEXT
from search.unanswered.models import UnansweredQuestion

logger = logging.getLogger(__name__)

_SALT = "search.unanswered"


def count(found: Results, request: HttpRequest) -> None:
    """Count the question of these results, if a visitor asked it plainly and nothing at all was found."""
    if not _is_in_vain(found) or not _is_a_visitor(request) or not may_be_counted(found.plan):
        return
    if not _pace.allows():
        return
    try:
        with hurried(PATIENCE), transaction.atomic():
            _write(digest_of(question_of(found.plan), found.plan.language), found.plan.language, text_of(found.plan))
    except Error as error:
        # Never the words of the question; the kind of error is enough to know that the counting was let go.
        logger.info("A search without results was not counted: %s", type(error).__name__)


def digest_of(question: str, language: str) -> str:
    """The keyed hash of a question. Whoever has the table but not the key of the site cannot try words against it."""
    return salted_hmac(_SALT, f"{language}\n{question}", algorithm="sha256").hexdigest()


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def _is_in_vain(found: Results) -> bool:
    plan = found.plan
    is_plain = plan.page == 1 and not plan.has_filters and not plan.ignored and not plan.as_typed
    # What stands in for the search while that is away may find less than there is.
    return is_plain and found.total == 0 and not found.is_fallback and bool(question_of(plan))


def _is_a_visitor(request: HttpRequest) -> bool:
    """Whether nobody is signed in and somebody looks: a browser that fetches ahead asks for nobody."""
    if request.method != "GET" or request.user.is_authenticated:
        return False
    purposes = (request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz"))
    return not any("prefetch" in purpose.lower() for purpose in purposes)


def _write(digest: str, language: str, text: str) -> None:
    week = week_of(timezone.localdate())
    row = UnansweredQuestion.objects.filter(digest=digest)
    if row.update(times=F("times") + 1, last_week=week):
        row.filter(times__gte=TIMES_BEFORE_TEXT, text="").update(text=text)
    elif UnansweredQuestion.objects.count() < MOST_ROWS:
        UnansweredQuestion.objects.create(digest=digest, language=language, first_week=week, last_week=week)


class _Pace:
    """So many a minute and no more, in this process. The clock tells seconds and never goes back."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._lock = threading.Lock()
        self._minute, self._counted = 0, 0

    def allows(self) -> bool:
        """Whether one more may be counted now; counts it if so."""
        with self._lock:
            minute = int(self._clock() // 60)
            if minute != self._minute:
                self._minute, self._counted = minute, 0
            self._counted += 1
            return self._counted <= self._most


_pace = _Pace(MOST_A_MINUTE)
