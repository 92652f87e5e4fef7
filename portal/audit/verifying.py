"""Whether the chain holds: every entry as it was written, none missing, none put in between, none cut off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from portal.audit import heads, permanence
from portal.audit.chain import START, hash_of
from portal.audit.chaining import head
from portal.audit.models import Entry, Link
from portal.progress import Told, silent

#: So many entries are in memory at once.
_AT_ONCE = 500


class _BrokenError(Exception):
    """The chain does not hold; the text is a sentence that names the first place."""


@dataclass(frozen=True)
class Verified:
    """What was found: how many entries hold, the hash of the last of them, and what does not hold (empty: all does)."""

    entries: int
    head: str
    trouble: str = ""


def verify(told: Told = silent) -> Verified:
    """Walk along the whole chain, a few hundred entries in memory at once; whoever writes goes on meanwhile."""
    walk = _Walk()
    try:
        walk.to_the_end(told)
        _look_for_strangers()
    except (_BrokenError, heads.UnreadableHeadsError) as broken:
        return Verified(walk.number, walk.hash, str(broken))
    if absent := permanence.missing(connection):
        sentence = (
            f"Every entry holds, but the database does not refuse changes any more: {', '.join(absent)} is missing."
        )
        return Verified(walk.number, walk.hash, sentence)
    return Verified(walk.number, walk.hash)


class _Walk:
    """How far along the chain, and the heads that were written down of what is still to come."""

    def __init__(self) -> None:
        self.number, self.hash = 0, START

    def to_the_end(self, told: Told) -> None:
        """Look at every link and its entry. Raises _BrokenError, UnreadableHeadsError."""
        kept: dict[int, list[heads.Head]] = {}
        for one in heads.kept():
            kept.setdefault(one.number, []).append(one)
        total, _hash = head()
        for links in _batches():
            entries = _entries_of(links)
            for link in links:
                self._step(link, entries)
                for written in kept.pop(self.number, []):
                    if written.hash != self.hash:
                        raise _BrokenError(
                            f"The chain was made anew: entry {self.number} is not the head that was written down"
                            f" on {written.at:%Y-%m-%d %H:%M} UTC."
                        )
            told(self.number, max(total, self.number))
        if kept:
            first = kept[min(kept)][0]
            raise _BrokenError(
                f"The chain is cut off at its end: on {first.at:%Y-%m-%d %H:%M} UTC it had {first.number} entries"
                f" at least, and entry {self.number + 1} is missing."
            )

    def _step(self, link: Link, entries: dict[int, Entry]) -> None:
        if link.number != self.number + 1:
            raise _BrokenError(f"Entry {self.number + 1} is missing from the chain.")
        entry = entries.get(link.entry_id)
        if entry is None:
            raise _BrokenError(f"Entry {link.number} is missing: row {link.entry_id} was deleted or cannot be read.")
        try:
            expected = hash_of(entry, link.number, self.hash, link.form)
        except (ValueError, AttributeError, TypeError):
            expected = ""
        if expected != link.hash:
            raise _BrokenError(
                f"Entry {link.number} (row {link.entry_id}) is not what was written: it was changed, or another stands"
                " in its place."
            )
        self.number, self.hash = link.number, link.hash


def _batches() -> Iterator[list[Link]]:
    after = -(1 << 62)
    while links := list(Link.objects.filter(number__gt=after).order_by("number")[:_AT_ONCE]):
        yield links
        after = links[-1].number


def _entries_of(links: list[Link]) -> dict[int, Entry]:
    """The entries of these links that can be read."""
    wanted = [link.entry_id for link in links]
    try:
        return Entry.objects.in_bulk(wanted)
    except (ValueError, TypeError):
        # Somebody wrote what is no moment or no JSON: one by one, so that the first can be named.
        return {entry.pk: entry for entry in map(_readable, wanted) if entry is not None}


def _readable(number: int) -> Entry | None:
    try:
        return Entry.objects.filter(pk=number).first()
    except (ValueError, TypeError):
        return None


def _look_for_strangers() -> None:
    """Raise _BrokenError for an entry that no link leads to: it was not written by the portal."""
    stranger = Entry.objects.filter(link__isnull=True).order_by("pk").values_list("pk", flat=True).first()
    if stranger is not None:
        raise _BrokenError(f"Row {stranger} was put in past the portal: it has no place in the chain.")
