"""What somebody may do in a space, each right apart from the others."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _


class Right(StrEnum):
    """One thing that a space allows or denies."""

    SEE = "see"
    """Know that it exists."""
    OPEN = "open"
    """Read what is said there."""
    START = "start"
    REPLY = "reply"
    ATTACH = "attach"
    MODERATE = "moderate"


#: Whoever has a right has what stands here as well; without these it is no right at all.
NEEDS: dict[Right, frozenset[Right]] = {
    Right.SEE: frozenset(),
    Right.OPEN: frozenset({Right.SEE}),
    Right.START: frozenset({Right.SEE, Right.OPEN}),
    Right.REPLY: frozenset({Right.SEE, Right.OPEN}),
    Right.ATTACH: frozenset({Right.SEE, Right.OPEN}),
    Right.MODERATE: frozenset({Right.SEE, Right.OPEN}),
}
#: What stays of them where nothing is written any more.
READING = frozenset({Right.SEE, Right.OPEN})


def without(granted: frozenset[Right], denied: frozenset[Right]) -> frozenset[Right]:
    """What is left of some rights: a *never* beats every *yes*, and takes with it what cannot be without it."""
    left = granted - denied
    return frozenset(right for right in left if NEEDS[right] <= left)


#: How the rights read, in the order in which they are told.
NAMES: dict[Right, Any] = {
    Right.SEE: _("know of it"),
    Right.OPEN: _("read"),
    Right.START: _("start threads"),
    Right.REPLY: _("reply"),
    Right.ATTACH: _("attach files"),
    Right.MODERATE: _("moderate"),
}
