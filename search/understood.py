"""How the words of a question were understood, where quotes, a minus, a colon or a limit leave room for doubt."""

from __future__ import annotations

import string
from dataclasses import dataclass

from search.analysis.normalise import normalise
from search.analysis.words import words
from search.query import Chunk, Plan, fields
from search.query.text import QUOTES

#: So many words that are no filters are named.
MOST_FIELDS = 3

_EDGES = string.punctuation + "“”„‟«»「」『』‘’…。，、；：？！។៕၊။ฯ"


@dataclass(frozen=True)
class Understood:
    """One part of a question as it is searched for; ``kind`` is ``word``, ``phrase``, ``not`` or ``not_phrase``."""

    kind: str
    text: str


def understood(plan: Plan) -> list[Understood]:
    """The parts of a question, in their order; none where they are plainly what was typed."""
    if not _is_in_doubt(plan):
        return []
    found = [_part(chunk, "phrase", "word") for chunk in plan.wanted]
    return [*found, *(_part(chunk, "not_phrase", "not") for chunk in plan.unwanted)]


def unknown_fields(plan: Plan) -> list[str]:
    """What was typed before a colon as if it were a filter, and is searched for as a word; the first few."""
    return fields.unknown_fields(plan.text)[:MOST_FIELDS]


def _part(chunk: Chunk, quoted: str, bare: str) -> Understood:
    return Understood(quoted if chunk.quoted else bare, chunk.typed.strip(_EDGES) or chunk.typed)


def _is_in_doubt(plan: Plan) -> bool:
    if plan.shortened or plan.unwanted or '"' in plan.text.translate(QUOTES):
        return True
    return any(not any(words(normalise(piece))) for piece in plan.text.split())
