"""Concepts of the glossary in a question: whoever types one term finds what holds any other, in thirteen languages.

Expansion happens when a question is asked, so a change of the glossary takes effect at once and nothing is indexed
anew. The terms are read once and kept until the glossary changes.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.core.cache import cache

from portal.glossary import thesaurus
from search.analysis import ANALYSIS_VERSION
from search.analysis.folding import fold
from search.analysis.normalise import normalise
from search.analysis.stems import possible_stems
from search.analysis.words import words
from search.query import Chunk, Expansion, Plan, Word
from search.query.text import phrase

#: A concept is named by at most so many chunks side by side.
LONGEST_TERM = 6
_SHARED = "search.thesaurus"


@dataclass(frozen=True)
class _Thesaurus:
    stamp: Any
    concepts: dict[str, tuple[str, ...]]
    by_key: dict[str, str]


_kept: _Thesaurus | None = None
_lock = threading.Lock()


def expanded(plan: Plan) -> Plan:
    """The plan with the other terms of every concept its words name; as it was when it asks for the words alone."""
    if plan.as_typed or not plan.wanted:
        return replace(plan, expansions=())
    known = _thesaurus()
    found, place = [], 0
    while place < len(plan.wanted):
        expansion = _longest_at(plan.wanted, place, known)
        if expansion is None:
            place += 1
        else:
            found.append(expansion)
            place = expansion.end
    return replace(plan, expansions=tuple(found))


def _longest_at(chunks: tuple[Chunk, ...], start: int, known: _Thesaurus) -> Expansion | None:
    for end in range(min(len(chunks), start + LONGEST_TERM), start, -1):
        named = chunks[start:end]
        if any(chunk.quoted for chunk in named):
            continue
        together = [word for chunk in named for word in chunk.words]
        for key in _keys(together):
            concept = known.by_key.get(key)
            if concept is not None:
                typed = "".join(word.plain for word in together)
                return Expansion(start, end, concept, _others(known.concepts[concept], typed))
    return None


def _keys(together: Iterable[Word]) -> tuple[str, ...]:
    """What words are looked up by: as they stand, and by their stems, so that a plural names the same concept."""
    listed = list(together)
    plain = "".join(word.plain for word in listed)
    stemmed = "".join(word.stems[0] if word.stems else word.plain for word in listed)
    return (plain,) if plain == stemmed else (plain, stemmed)


def _others(terms: tuple[str, ...], typed: str) -> tuple[Chunk, ...]:
    found: dict[str, Chunk] = {}
    for term in terms:
        chunk = _phrase(term)
        if chunk is not None:
            found.setdefault("".join(word.plain for word in chunk.words), chunk)
    return tuple(chunk for key, chunk in found.items() if key != typed)


@lru_cache(maxsize=20_000)
def _phrase(term: str) -> Chunk | None:
    return phrase(term)


def _thesaurus() -> _Thesaurus:
    """The terms as the glossary stands now: from this process, else from the cache all processes share, else anew."""
    global _kept
    stamp = (ANALYSIS_VERSION, *thesaurus.stamp())
    if _kept is not None and _kept.stamp == stamp:
        return _kept
    with _lock:
        if _kept is None or _kept.stamp != stamp:
            shared = cache.get(_SHARED)
            if shared is None or shared.stamp != stamp:
                shared = _read(stamp)
                cache.set(_SHARED, shared, timeout=None)
            _kept = shared
        return _kept


def warm() -> None:
    """Read the terms now, so that no reader waits for it."""
    _thesaurus()


def _read(stamp: Any) -> _Thesaurus:
    concepts: dict[str, tuple[str, ...]] = {}
    by_key: dict[str, str] = {}
    for concept in thesaurus.concepts():
        concepts[concept.slug] = tuple(dict.fromkeys(text for _language, text in concept.terms))
        for language, term in concept.terms:
            for key in _keys_of_term(term, language):
                by_key.setdefault(key, concept.slug)
    return _Thesaurus(stamp, concepts, by_key)


def _keys_of_term(term: str, language: str) -> set[str]:
    """As :func:`_keys`; only English terms are looked up by stems, since a plural is what people type there."""
    tokens = list(words(normalise(term)))
    keys = {"".join(map(fold, tokens))}
    if language == "en":
        keys.update(_keys(_word_of(token) for token in tokens))
    return keys - {""}


def _word_of(token: str) -> Word:
    return Word(plain=fold(token), stems=possible_stems(token))
