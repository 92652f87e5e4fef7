"""How much may be written, and how fast."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from dialogues.threads.models import Authorship

#: So many signs a post may have, and so many minutes its author may change it.
LONGEST_POST = 20_000
EDIT_WINDOW = timedelta(minutes=30)
#: So many posts somebody may send in so long a time: more than a person writes.
MOST_POSTS = 20
WITHIN = timedelta(minutes=10)


class TooManyError(Exception):
    """Somebody sends faster than a person writes; ``seconds`` is when they may go on."""

    def __init__(self, seconds: int) -> None:
        super().__init__(_("You have sent many posts in a short time. Please wait a few minutes; your text is kept."))
        self.seconds = seconds


def refuse_haste(user: Any) -> None:
    """Raise TooManyError for who has sent as much as may be sent for now."""
    since = timezone.now() - WITHIN
    sent = Authorship.objects.filter(user=user, post__sent_at__gt=since).order_by("-post__sent_at")
    times = list(sent.values_list("post__sent_at", flat=True)[:MOST_POSTS])
    if len(times) == MOST_POSTS:
        raise TooManyError(max(1, math.ceil((times[-1] - since).total_seconds())))
