"""What was found: kinds and places, and never the text itself."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from portal.victim_data.kinds import HELD, WARNED, Kind

DOTS = "•••"
#: So many signs stand on each side of the place that is shown, at most.
AROUND = 28


@dataclass(frozen=True)
class Finding:
    """One place. ``masked`` shows it with a few words around it and dots for what was found."""

    kind: str
    start: int
    end: int
    masked: str


@dataclass(frozen=True)
class Findings:
    """All places of a text in their order: those that hold it back, those that take a reason, those that warn."""

    all: tuple[Finding, ...] = ()

    @property
    def held(self) -> tuple[Finding, ...]:
        """Identifiers."""
        return tuple(one for one in self.all if one.kind in HELD)

    @property
    def asks(self) -> tuple[Finding, ...]:
        """What takes a reason."""
        return tuple(one for one in self.all if one.kind not in HELD and one.kind not in WARNED)

    @property
    def warns(self) -> tuple[Finding, ...]:
        """What is only pointed out."""
        return tuple(one for one in self.all if one.kind in WARNED)

    @property
    def kinds(self) -> Counter[str]:
        """How many there are of each kind."""
        return Counter(one.kind for one in self.all)

    def __bool__(self) -> bool:
        return bool(self.all)

    def __add__(self, other: Findings) -> Findings:
        return Findings(self.all + other.all)


def findings_of(text: str, places: Sequence[tuple[Kind, int, int]]) -> Findings:
    """Findings for places of a text that do not overlap. Nothing found shows in any of the masked lines."""
    ordered = sorted(places, key=lambda place: place[1])
    return Findings(
        tuple(
            Finding(kind.value, start, end, _masked(text, ordered, number))
            for number, (kind, start, end) in enumerate(ordered)
        )
    )


def _masked(text: str, places: Sequence[tuple[Kind, int, int]], number: int) -> str:
    """The line of one place; a neighbour within reach is dots as well."""
    _kind, start, end = places[number]
    before, at, neighbour = "", start, number - 1
    while at > 0 and len(before) <= AROUND:
        edge = places[neighbour][2] if neighbour >= 0 else 0
        before = text[max(edge, at - AROUND - 1) : at] + before
        at = max(edge, at - AROUND - 1)
        if neighbour >= 0 and at == edge:
            before, at, neighbour = DOTS + before, places[neighbour][1], neighbour - 1
    after, at, neighbour = "", end, number + 1
    while at < len(text) and len(after) <= AROUND:
        edge = places[neighbour][1] if neighbour < len(places) else len(text)
        after += text[at : min(edge, at + AROUND + 1)]
        at = min(edge, at + AROUND + 1)
        if neighbour < len(places) and at == edge:
            after, at, neighbour = after + DOTS, places[neighbour][2], neighbour + 1
    return f"{_last(before)}{DOTS}{_first(after)}".replace("\n", " ")


def _last(text: str) -> str:
    if len(text) <= AROUND:
        return text.lstrip()
    cut = text[-AROUND:]
    head, space, tail = cut.partition(" ")
    cut = tail if space and len(head) < AROUND // 2 else cut
    while cut and unicodedata.category(cut[0]).startswith("M"):
        cut = cut[1:]
    return "…" + cut


def _first(text: str) -> str:
    if len(text) <= AROUND:
        return text.rstrip()
    cut, following = text[:AROUND], text[AROUND:]
    head, space, tail = cut.rpartition(" ")
    if space and len(tail) < AROUND // 2:
        return head + "…"
    while following and unicodedata.category(following[0]).startswith("M"):
        cut, following = cut + following[0], following[1:]
    return cut + "…"
