"""The register of what the system page tells: parts with facts, each told by whoever knows it.

It imports no models, so that any ``apps.py`` may name it at its top.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection

logger = logging.getLogger("portal.condition")


class State(Enum):
    """How a fact stands; ``TOLD`` is neither good nor bad."""

    TOLD = "told"
    WELL = "well"
    LOOK = "look"
    WRONG = "wrong"

    @property
    def needs_somebody(self) -> bool:
        """Whether an administrator should look at it."""
        return self in (State.LOOK, State.WRONG)


@dataclass(frozen=True)
class Fact:
    """One thing and how it stands.

    Args:
        name: what it is about, short: "Waiting changes".
        value: how it is, in words or with a number.
        state: whether that is as it should be.
        remedy: what to do about it, a sentence; empty where nothing is to be done.
        link: where more of it is shown, with the words of the link.
    """

    name: str
    value: str
    state: State = State.TOLD
    remedy: str = ""
    link: tuple[str, str] | None = None


@dataclass(frozen=True)
class Part:
    """Facts that belong together, under a heading of at most three words."""

    title: str
    facts: Sequence[Fact]

    @property
    def state(self) -> State:
        """The worst of its facts."""
        order = list(State)
        return max((fact.state for fact in self.facts), key=order.index, default=State.TOLD)


_parts: dict[str, tuple[int, Callable[[], Iterable[Fact]]]] = {}


def register(title: str, order: int, facts: Callable[[], Iterable[Fact]]) -> None:
    """Have ``facts`` asked whenever somebody looks; it answers within two seconds, and raising costs its part alone."""
    if _parts.get(title, (order, facts)) != (order, facts):
        raise ImproperlyConfigured(f"Two parts of the system page are called {title}.")
    _parts[title] = (order, facts)


def parts() -> list[Part]:
    """Every part as it stands now, in order."""
    return [
        Part(title, _facts(title, facts))
        for title, (_order, facts) in sorted(_parts.items(), key=lambda one: one[1][0])
    ]


def _facts(title: str, facts: Callable[[], Iterable[Fact]]) -> Sequence[Fact]:
    try:
        return list(facts())
    except Exception as error:
        logger.exception("The system page cannot tell the part %s", title)
        if isinstance(error, DatabaseError):
            connection.close()
        remedy = "The log of the web server says more."
        return [Fact("This part", f"cannot be told: {type(error).__name__}.", State.WRONG, remedy)]
