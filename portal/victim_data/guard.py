"""The guard: what in a text may point at a person. A pure function; it keeps nothing and tells nobody."""

from __future__ import annotations

from bisect import bisect
from itertools import chain

from portal.victim_data.contacts import contacts
from portal.victim_data.findings import Finding, Findings, findings_of
from portal.victim_data.identifiers import Place, identifiers
from portal.victim_data.kinds import Kind
from portal.victim_data.labelled import labelled
from portal.victim_data.persons import persons
from portal.victim_data.reading import read

__all__ = ["Finding", "Findings", "look"]

_RANK = {kind: number for number, kind in enumerate(Kind)}


def look(text: str, *, language: str | None = None) -> Findings:
    """What was found in a text.

    Args:
        text: as a person typed it, or as a file holds it.
        language: what it is written in, if that is known. The words of all thirteen languages are looked for whatever
            is said here, because people write in several; it is taken so that callers need not change if that does.

    Where two places overlap, the one that weighs more is told.
    """
    if not any(sign.isdecimal() or sign in "@十岁歲<" for sign in text) and "year" not in text:
        return Findings()
    reading = read(text)
    plain = reading.plain
    every = chain(identifiers(plain), labelled(plain), contacts(plain), persons(plain))
    chosen: list[Place] = []
    starts: list[int] = []
    for place in sorted(every, key=lambda found: (_RANK[found[0]], found[1] - found[2], found[1])):
        at = bisect(starts, place[1])
        is_free = (at == 0 or chosen[at - 1][2] <= place[1]) and (at == len(chosen) or place[2] <= starts[at])
        if place[2] > place[1] and is_free:
            chosen.insert(at, place)
            starts.insert(at, place[1])
    return findings_of(text, [(kind, *reading.span(start, end)) for kind, start, end in chosen])
