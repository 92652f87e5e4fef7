"""Words that are like what was typed, and terms that hold it: for a page that would have nothing else to offer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from portal.languages import BY_CODE
from search.analysis.scripts import is_unspaced
from search.analysis.units import units
from search.query import Plan
from search.suggestions.keys import key_of
from search.suggestions.lookup import suggestions_for
from search.suggestions.misspelt import words_of
from search.suggestions.models import Kind
from search.suggestions.nearness import SHORTEST
from search.suggestions.vocabulary import still_in_titles, vocabulary

#: So many nearest words stand on a page without results, each at least so like what was typed.
MOST_NEAREST, LIKENESS = 6, 0.6
#: Of a long question so many words are looked for in terms.
MOST_WORDS = 4


@dataclass(frozen=True)
class NearestWord:
    """A public word or term that is like what was typed, or holds it, with the tag of its language."""

    text: str
    lang: str


def terms_holding(plan: Plan) -> Iterator[NearestWord]:
    """Terms of the glossary that begin with what was typed or have a word that does; then those of its single words."""
    yield from _terms(plan.text, plan.language)
    words = dict.fromkeys(word.plain for word in plan.words if not word.stop and _is_telling(word.plain))
    for word in sorted(words, key=len, reverse=True)[:MOST_WORDS]:
        yield from _terms(word, plan.language)


def _is_telling(word: str) -> bool:
    """Whether a word is long enough to look for others by it: one letter group may be anything."""
    return len(units(word)) > 1 if is_unspaced(word) else len(word) >= SHORTEST


def _terms(typed: str, language: str) -> Iterator[NearestWord]:
    for one in suggestions_for(typed, language):
        if one.kind == Kind.CONCEPT:
            yield NearestWord(one.text, one.lang)


def nearest_words(plan: Plan) -> tuple[NearestWord, ...]:
    """Words of public titles that are, or are like, a word that was typed; for a page that would have nothing else."""
    known = vocabulary()
    typed = [word for word in words_of(plan.text) if is_unspaced(word) or len(word) >= SHORTEST][:MOST_NEAREST]
    candidates: list[str] = []
    for word in typed:
        told = known.known(word)
        if told is not None and told.in_title:
            candidates += [word] if len(typed) > 1 else []
        elif word in known.unspaced or key_of(word).folded != word:
            continue
        else:
            candidates += (known.title_groups if is_unspaced(word) else known.title_letters).like(word, LIKENESS)
    found: list[NearestWord] = []
    for word in dict.fromkeys(candidates):
        told = known.known(word)
        if len(found) < MOST_NEAREST and told and still_in_titles(word, told.languages):
            found.append(NearestWord(told.written, _tag(told.language_for(plan.language))))
    return tuple(found)


def _tag(language: str) -> str:
    return BY_CODE[language].tag if language in BY_CODE else language
