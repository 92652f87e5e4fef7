"""Concepts of the glossary in a question: whoever types one term finds what holds any other, in thirteen languages.

Expansion happens when a question is asked, so a change of the glossary takes effect at once and nothing is indexed
anew. The terms are read once and kept until the glossary changes.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.core.cache import cache

from portal.glossary import thesaurus
from search.analysis import ANALYSIS_VERSION
from search.analysis.folding import fold
from search.analysis.normalise import normalise
from search.analysis.stems import STEMMERS, stem
from search.analysis.words import words
from search.query import Chunk, Expansion, Plan, Word
from search.query.text import in_language, phrase

#: A concept is named by at most so many words side by side.
LONGEST_TERM = 8
_SHARED = "search.thesaurus"
# Told with the stamp: whoever changes what is kept raises it.
_VERSION = 2


@dataclass(frozen=True)
class _Thesaurus:
    stamp: Any
    concepts: dict[str, tuple[tuple[str, str], ...]]
    by_key: dict[str, str]


_kept: _Thesaurus | None = None
_lock = threading.Lock()


def expanded(plan: Plan) -> Plan:
    """The plan with the other terms of every concept its words name; as it was when it asks for the words alone."""
    named = () if plan.as_typed or not plan.wanted else tuple(_named_in(plan, _thesaurus()))
    return replace(plan, expansions=named) if named != plan.expansions else plan


def _named_in(plan: Plan, known: _Thesaurus) -> Iterator[Expansion]:
    """The concepts named outside quotes, the longest name first where several begin with the same word."""
    rules = {STEMMERS["en"], STEMMERS.get(plan.language, "")}
    start = 0
    for quoted, group in groupby(plan.wanted, key=lambda chunk: chunk.quoted):
        words = [word for chunk in group for word in chunk.words]
        if not quoted:
            yield from _named_among(words, start, known, [_forms(words, rule) for rule in sorted(rules)])
        start += len(words)


def _forms(words: list[Word], rule: str) -> list[str]:
    """What words are looked up by: as they stand or, with a rule, by their stems, so that a plural names the same."""
    if not rule:
        return [word.plain for word in words]
    return [next((stem for stem in word.stems if stem.startswith(rule)), word.plain) for word in words]


def _named_among(words: list[Word], start: int, known: _Thesaurus, forms: list[list[str]]) -> Iterator[Expansion]:
    plain = [word.plain for word in words]
    place = 0
    while place < len(words):
        found = _longest_at(place, known, [plain, *forms])
        if found is None:
            place += 1
            continue
        end, concept = found
        yield Expansion(
            start + place, start + end, concept, _others(known.concepts[concept], "".join(plain[place:end]))
        )
        place = end


def _longest_at(place: int, known: _Thesaurus, forms: list[list[str]]) -> tuple[int, str] | None:
    """Where the longest name of a concept that begins at a place ends, and which concept that is."""
    found = None
    for form in forms:
        key = ""
        for end, word in enumerate(form[place : place + LONGEST_TERM], place + 1):
            key += word
            if key in known.by_key and (found is None or end > found[0]):
                found = end, known.by_key[key]
    return found


@lru_cache(maxsize=4096)
def _others(terms: tuple[tuple[str, str], ...], typed: str) -> tuple[Chunk, ...]:
    found: dict[str, Chunk] = {}
    for language, term in terms:
        chunk = phrase(term)
        if chunk is not None:
            found.setdefault("".join(word.plain for word in chunk.words), in_language(chunk, language))
    return tuple(chunk for key, chunk in found.items() if key != typed)


def _thesaurus() -> _Thesaurus:
    """The terms as the glossary stands now: from this process, else from the cache all processes share, else anew."""
    global _kept
    stamp = (_VERSION, ANALYSIS_VERSION, *thesaurus.stamp())
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
    concepts: dict[str, tuple[tuple[str, str], ...]] = {}
    by_key: dict[str, str] = {}
    for concept in thesaurus.concepts():
        concepts[concept.slug] = tuple(dict.fromkeys(concept.terms))
        for language, term in concept.terms:
            for key in _keys_of_term(term, language):
                by_key.setdefault(key, concept.slug)
    return _Thesaurus(stamp, concepts, by_key)


def _keys_of_term(term: str, language: str) -> set[str]:
    """As :func:`_forms`, in the language the term is in."""
    tokens = list(words(normalise(term)))
    keys = {"".join(map(fold, tokens)), "".join(stem(token, language) or fold(token) for token in tokens)}
    return keys - {""}
