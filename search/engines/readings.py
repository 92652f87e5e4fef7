"""The readings of a word and of a chunk by which a text may be found, from the one that was typed to any form of it.

Of a word that was asked for before nothing is made anew, whoever asked: its readings depend on nothing but itself.
"""

from __future__ import annotations

import re
from functools import lru_cache

from search.analysis.stems import joined
from search.engines.expressions import TITLE, Expression, Phrase, all_of, any_of, phrase
from search.engines.kept import once_each
from search.query import Chunk, Units, Word

#: A beginning shorter than this begins too many words to mean anything.
SHORTEST_PREFIX = 2
#: Readings of so many words are kept.
MOST_WORDS = 8192
# So many signs of a Tamil word stand in all that is made of it.
_TAMIL_ROOT = 5
_TAMIL = re.compile(f"[\u0b80-\u0bff]{{{_TAMIL_ROOT}}}")


def units_of(units: Units) -> Expression:
    """Units one after another."""
    return phrase("g", units.bigrams, open_ended=units.open)


def is_stop(chunk: Chunk) -> bool:
    """Whether no word of a chunk says anything."""
    return all([word.stop for word in chunk.words])


def strict(chunk: Chunk, *, bare: bool = False) -> Expression:
    """A chunk as it stands; ``bare`` leaves out what raises a hit and makes none."""
    words = chunk.words
    plain = tuple([word.plain for word in words])
    if is_stop(chunk):
        # Every reading of a stop-word stands in nearly every text, and takes as long to count as there are texts.
        return phrase("w", plain)
    return _strict(plain, tuple([word.accented for word in words if word.accented]), chunk.joined, chunk.units, bare)


@lru_cache(maxsize=MOST_WORDS)
def _strict(
    plain: tuple[str, ...], accented: tuple[str, ...], compound: str | None, units: Units | None, bare: bool
) -> Expression:
    typed: list[Expression] = [phrase("w", plain)] if bare else [Phrase(TITLE, plain), phrase("w", plain)]
    parts = [*typed, *_compounds(compound, len(plain)), *([units_of(units)] if units else [])]
    if bare:
        return any_of(parts)
    accents = [phrase("x", [word]) for word in accented]
    if len(plain) == 1 or not accents:
        return any_of([*parts, *accents])
    # The accents of one word raise a hit but make none: whatever holds the whole holds its first word too.
    return all_of([any_of(parts), any_of([*accents, phrase("w", plain[:1])])])


def compounds(chunk: Chunk) -> list[Expression]:
    """A word as the compound a text may write with hyphens, and a compound as the word it may write without."""
    return _compounds(chunk.joined, len(chunk.words))


def _compounds(compound: str | None, words: int) -> list[Expression]:
    if not compound:
        return []
    plain = [phrase("w", [compound])] if words > 1 else []
    return [*plain, phrase("s", [joined(compound)])]


def loose(word: Word) -> Expression:
    """A word in any of its forms."""
    return _loose(word.plain, word.accented, word.stems, word.units)


@lru_cache(maxsize=MOST_WORDS)
def _loose(plain: str, accented: str | None, stems: tuple[str, ...], units: Units | None) -> Expression:
    return any_of(_forms(plain, accented, stems, units))


def _forms(plain: str, accented: str | None, stems: tuple[str, ...], units: Units | None) -> list[Expression]:
    accents = [phrase("x", [accented])] if accented else []
    forms = [phrase("s", [stem]) for stem in stems]
    return [phrase("w", [plain]), *accents, *forms, *([units_of(units)] if units else [])]


def begun(word: Word) -> Expression:
    """A word in any of its forms, or as the beginning of one."""
    return _begun(word.plain, word.accented, word.stems, word.units)


@lru_cache(maxsize=MOST_WORDS)
def _begun(plain: str, accented: str | None, stems: tuple[str, ...], units: Units | None) -> Expression:
    parts = _forms(plain, accented, stems, units)
    if units:
        # The last unit may lack the signs that were still to be typed: its bigram becomes a beginning.
        parts.append(phrase("g", units.bigrams, open_ended=True))
    if len(plain) >= SHORTEST_PREFIX:
        parts.append(phrase("w", [plain], open_ended=True))
    return any_of(parts)


def related(word: Word, terms: tuple[Expression, ...] = ()) -> Expression:
    """A word in any of its forms, the title for once more; of Tamil, which joins to one word what others say in two,
    all that begins alike; or any of these terms."""
    return _related(word.plain, word.accented, word.stems, word.units, terms)


@lru_cache(maxsize=MOST_WORDS)
def _related(
    plain: str, accented: str | None, stems: tuple[str, ...], units: Units | None, terms: tuple[Expression, ...]
) -> Expression:
    root = plain[:_TAMIL_ROOT]
    begun = [phrase("w", [root], open_ended=True)] if _TAMIL.match(root) else []
    in_title = [Phrase(TITLE, (stem,)) for stem in stems]
    return any_of([*_forms(plain, accented, stems, units), *in_title, *begun, *terms])


@once_each
def of_terms(terms: tuple[Chunk, ...]) -> tuple[Expression, ...]:
    """The other terms of a concept, each in one reading and any form of its language: what was typed counts more."""
    return tuple(map(_term, terms))


@lru_cache(maxsize=MOST_WORDS)
def _term(chunk: Chunk) -> Expression:
    if chunk.units:
        return units_of(chunk.units)
    if all(word.stems for word in chunk.words):
        return phrase("s", [word.stems[0] for word in chunk.words])
    return phrase("w", [word.plain for word in chunk.words])
