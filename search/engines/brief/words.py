"""The words of a text in one line, and how a word of a question is looked for in it.

Words stand between spaces; at the end stand those of the scripts that write no spaces, one after the other: nobody
agrees where they end. A word is found by how it begins, so a line needs no stems, and one look is enough.
"""

from __future__ import annotations

from django.db.models import Q, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from portal.indexing import IndexRecord
from search.analysis import Analysed, analyse
from search.analysis.scripts import is_unspaced
from search.documents import AnalysedRecord
from search.query import Chunk, Expansion, Plan, Word

#: A summary is short; of one that is not, so many signs are searched.
LONGEST = 4_000
_SHORTEST_ROOT = 4
_EMPTY = analyse("", "en")


def brief(record: IndexRecord) -> AnalysedRecord:
    """The readings of what can be searched of a record; none of a page of a file."""
    if record.is_part:
        return AnalysedRecord(title=_EMPTY, whole=_EMPTY)
    title = f"{record.title}\n{record.reference}"
    return AnalysedRecord(
        title=analyse(title, record.language), whole=analyse(f"{title}\n{record.summary[:LONGEST]}", record.language)
    )


def line_of(whole: Analysed) -> str:
    """The line that is kept of a text."""
    words = dict.fromkeys(whole.w)
    return f" {' '.join(words)} \n{''.join(filter(is_unspaced, whole.w))}"


def condition(plan: Plan) -> Q:
    """The condition on ``brief__words``: every wanted chunk, or another term of its concept, and nothing unwanted."""
    asked = Q()
    telling = [chunk for chunk in plan.wanted if not all(word.stop for word in chunk.words)]
    for chunk in telling or plan.wanted:
        asked &= _chunk(chunk, plan.language)
    for expansion in plan.expansions:
        asked |= _instead(plan, expansion)
    for chunk in plan.unwanted:
        asked &= ~_chunk(chunk, plan.language)
    return asked


def _instead(plan: Plan, expansion: Expansion) -> Q:
    """The question with the other terms of a concept in the place of the words that name it."""
    found = Q()
    for term in expansion.terms:
        found |= _chunk(term, plan.language)
    beside = (word for number, word in enumerate(plan.words) if not expansion.start <= number < expansion.end)
    for word in beside:
        if not word.stop:
            found &= _word(word, plan.language)
    return found


def _chunk(chunk: Chunk, language: str) -> Q:
    found = Q()
    for word in [word for word in chunk.words if not word.stop] or chunk.words:
        found &= _word(word, language)
    return found


def _word(word: Word, language: str) -> Q:
    """Where a word stands, or begins: a plain search for signs, which takes a third of the time of LIKE."""
    sought = word.plain if word.units is not None else f" {_beginning(word, language)}"
    return Q(GreaterThan(StrIndex("brief__words", Value(sought)), 0))


def _beginning(word: Word, language: str) -> str:
    """What every form of a word begins with, by its stem in the reader's language; the word where that says little.

    A stemmer may change the last letter of what it leaves (*policy*, *polici*), so that letter is not looked for.
    """
    for stem in word.stems:
        root = stem[2:-1]
        if stem.startswith(language[:2]) and len(root) >= _SHORTEST_ROOT and word.plain.startswith(root):
            return root
    return word.plain
