"""What may be meant by what has been typed so far.

Asked with every letter, so the work is bounded whatever the number of titles: of each language, kind and place only
the first few in the order of the index are read, and only those are put in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from portal import indexing
from portal.languages import BY_CODE, LANGUAGES
from portal.viewer import ANONYMOUS
from search.suggestions.keys import key_of
from search.suggestions.models import KEY_LENGTH, Kind

#: So many suggestions at most, and so many of either kind if there are as many.
MOST, LEAST_OF_A_KIND = 8, 3
#: Shorter terms come first; the term a concept goes by counts as so many signs shorter than the other ways to write it.
FAVOUR = 8
#: Nobody types more before choosing.
LONGEST_TYPED = 200
_OWN_READ, _OTHERS_READ = 24, 8
_LAST_SIGN = "\U0010ffff"

_ARM = """
    SELECT * FROM (
        SELECT t.owner, t.kind, t.family, t.language, t.text, t.folded, t.weight, s.place
        FROM suggestions_start s JOIN suggestions_suggestible t ON t.id = s.suggestible_id
        WHERE s.language = %s AND s.kind = %s AND s.place = %s AND s.key >= %s AND s.key < %s
            AND substr(t.folded, s.offset + 1, %s) = %s AND (t.expires IS NULL OR t.expires > %s)
        ORDER BY s.key LIMIT %s
    ) AS arm
"""


@dataclass(frozen=True)
class Suggestion:
    """One thing to choose: a public text, the tag of its language, its kind and where it leads."""

    text: str
    lang: str
    kind: str
    address: str


@dataclass(frozen=True)
class _Candidate:
    owner: str
    kind: str
    family: str
    language: str
    text: str
    folded: str
    weight: int
    place: int


def suggestions_for(typed: str, language: str) -> list[Suggestion]:
    """At most :data:`MOST` suggestions for a reader of ``language``, the same for everybody; none for next to nothing.

    Their own language comes first; in each, texts that begin as typed come before those in which a later word does.
    """
    key = key_of(typed) if len(typed) <= LONGEST_TYPED else None
    if key is None or not key.is_enough:
        return []
    found = _ordered(_candidates(key.folded, [language], _OWN_READ), key.folded)
    if len(found) < MOST:
        others = [each.code for each in LANGUAGES if each.code != language]
        known = {one.family for one in found}
        more = _ordered(_candidates(key.folded, others, _OTHERS_READ), key.folded)
        found += [one for one in more if one.family not in known]
    return list(_shown(_chosen(found)))


def _candidates(folded: str, languages: Iterable[str], most: int) -> list[_Candidate]:
    """The first few in each of these languages, of each kind and place, in one statement."""
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    start = folded[:KEY_LENGTH]
    arms: list[str] = []
    parameters: list[Any] = []
    for language in languages:
        for kind in Kind.values:
            for place in (0, 1):
                arms.append(_ARM)
                parameters += [language, kind, place, start, start + _LAST_SIGN, len(folded), folded, now, most]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(arms), parameters)
        return [_Candidate(*row) for row in cursor.fetchall()]


def _ordered(candidates: Iterable[_Candidate], typed: str) -> list[_Candidate]:
    """Each family once: the very text first, then by place, terms before titles; of terms the shorter, of titles the
    newer."""

    def order(one: _Candidate) -> tuple[object, ...]:
        is_title = one.kind == Kind.DOCUMENT
        rank = (-one.weight, len(one.folded)) if is_title else (len(one.folded) - FAVOUR * one.weight, 0)
        return (one.folded != typed, one.place, is_title, *rank, one.folded, one.owner)

    found: dict[tuple[str, str], _Candidate] = {}
    for one in sorted(candidates, key=order):
        found.setdefault((one.kind, one.family), one)
    return list(found.values())


def _chosen(found: list[_Candidate]) -> list[_Candidate]:
    """The first few, with room for either kind: a hundred terms must not hide the one title."""
    room = {kind: MOST - min(LEAST_OF_A_KIND, sum(1 for one in found if one.kind != kind)) for kind in Kind.values}
    chosen: list[_Candidate] = []
    for one in found:
        if room[one.kind] and len(chosen) < MOST:
            room[one.kind] -= 1
            chosen.append(one)
    return chosen


def _shown(chosen: list[_Candidate]) -> Iterator[Suggestion]:
    """What the database confirms as open to everybody at this moment, with its address."""
    hits = indexing.hits_for(ANONYMOUS, [one.owner for one in chosen if one.kind == Kind.DOCUMENT])
    for one in chosen:
        tag = BY_CODE[one.language].tag if one.language in BY_CODE else one.language
        if one.kind == Kind.CONCEPT:
            yield Suggestion(one.text, tag, one.kind, f"{reverse('search:results')}?{urlencode({'q': one.text})}")
        elif one.owner in hits:
            yield Suggestion(hits[one.owner].title, tag, one.kind, hits[one.owner].url)
