"""What a seat carries: a register that each app joins which keeps something for seats.

What is entrusted to a function stays with the seat when its holder leaves; what is a person's own ends with them. Each
registered kind says three things: what of it a seat carries now, what is to be done when somebody takes the seat
over, and what of the leaver's is dropped. The last two are called within the transaction of the act.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from portal.members.models import Seat, SeatHolder


@dataclass(frozen=True)
class Item:
    """One line of what a seat carries, in the active language: what it is, how many, and where it is dealt with."""

    text: str
    count: int
    url: str = ""


def _nothing(_holder: SeatHolder) -> None:
    """Nothing to be done."""


def _no_items(_seat: Seat) -> Iterable[Item]:
    return ()


@dataclass(frozen=True)
class Kind:
    """A kind of thing that seats carry, as its owner registered it."""

    name: str
    items: Callable[[Seat], Iterable[Item]] = _no_items
    hand_over: Callable[[SeatHolder], None] = _nothing
    drop: Callable[[SeatHolder], None] = _nothing


_kinds: dict[str, Kind] = {}


def register(
    name: str,
    *,
    items: Callable[[Seat], Iterable[Item]] = _no_items,
    hand_over: Callable[[SeatHolder], None] = _nothing,
    drop: Callable[[SeatHolder], None] = _nothing,
) -> None:
    """Join the register, from ``AppConfig.ready()``.

    ``items(seat)`` lists what the seat carries; ``hand_over(holder)`` is called with the new holder of a seat,
    ``drop(holder)`` with the one who leaves it. The name says whose it is and may be given once.
    """
    kind = Kind(name, items, hand_over, drop)
    if _kinds.get(name, kind) != kind:
        raise ImproperlyConfigured(f"Two kinds of what seats carry are called {name}.")
    _kinds[name] = kind


def items_of(seat: Seat) -> list[Item]:
    """What a seat carries now, over all kinds, without what there is none of."""
    return [item for kind in _kinds.values() for item in kind.items(seat) if item.count]


def hand_over(holder: SeatHolder) -> None:
    """Give a new holder what the seat carries."""
    for kind in _kinds.values():
        kind.hand_over(holder)


def drop(holder: SeatHolder) -> None:
    """Take from a leaver what was theirs through the seat."""
    for kind in _kinds.values():
        kind.drop(holder)
