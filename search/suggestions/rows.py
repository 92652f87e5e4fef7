"""Writing what may be suggested, always all rows of one owner together and in the transaction of the change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from search.analysis import ANALYSIS_VERSION, normalise
from search.analysis.words import words
from search.suggestions.keys import LONGEST_TEXT, Key, key_of
from search.suggestions.models import KEY_LENGTH, Start, Suggestible

_AT_ONCE = 1000


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A public text, as its owner tells it."""

    owner: str
    kind: str
    family: str
    language: str
    text: str
    weight: int = 0
    expires: datetime | None = None
    analysis: int = ANALYSIS_VERSION


def entry_from(row: Suggestible) -> Entry:
    """The entry a row was written from."""
    return Entry(
        owner=row.owner,
        kind=row.kind,
        family=row.family,
        language=row.language,
        text=row.text,
        weight=row.weight,
        expires=row.expires,
        analysis=row.analysis,
    )


def keep(entries: Mapping[str, Iterable[Entry]]) -> None:
    """Let these be all the texts of each of these owners; what stands already is left alone."""
    wanted = {entry for of_owner in entries.values() for entry in of_owner}
    with transaction.atomic():
        stale = []
        for row in _present(list(entries)):
            entry = entry_from(row)
            if entry in wanted:
                wanted.remove(entry)
            else:
                stale.append(row.pk)
        for begin in range(0, len(stale), _AT_ONCE):
            Suggestible.objects.filter(pk__in=stale[begin : begin + _AT_ONCE]).delete()
        write(sorted(wanted, key=_place))


def _present(owners: list[str]) -> Iterator[Suggestible]:
    for begin in range(0, len(owners), _AT_ONCE):
        yield from Suggestible.objects.filter(owner__in=owners[begin : begin + _AT_ONCE])


def _place(entry: Entry) -> tuple[str, str, str]:
    return entry.owner, entry.language, entry.text


def write(entries: Iterable[Entry]) -> None:
    """Save rows with every place in them where somebody may begin to type."""
    keys = [(entry, key_of(entry.text)) for entry in entries]
    rows = [_row(entry, key) for entry, key in keys]
    Suggestible.objects.bulk_create(rows, batch_size=_AT_ONCE)
    starts = (start for row, (_entry, key) in zip(rows, keys, strict=True) for start in _starts(row, key))
    Start.objects.bulk_create(starts, batch_size=_AT_ONCE)


def _row(entry: Entry, key: Key) -> Suggestible:
    return Suggestible(
        owner=entry.owner,
        kind=entry.kind,
        family=entry.family,
        language=entry.language,
        text=entry.text,
        folded=key.folded,
        words=" ".join(words(normalise(entry.text[:LONGEST_TEXT]))),
        analysis=entry.analysis,
        weight=entry.weight,
        expires=entry.expires,
    )


def _starts(row: Suggestible, key: Key) -> Iterator[Start]:
    for offset in key.starts:
        yield Start(
            suggestible=row,
            language=row.language,
            kind=row.kind,
            place=int(offset > 0),
            key=row.folded[offset : offset + KEY_LENGTH],
            offset=offset,
        )
