"""From a plan's words to FTS5's query language.

Every token goes in between double quotes, and a token holds letters, marks and digits only: nothing that was typed is
ever read as an operator.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from search.analysis.stems import joined
from search.query import Chunk, Expansion, Tier, Units, Word

#: A beginning shorter than this begins too many words to mean anything.
SHORTEST_PREFIX = 2


def _phrase(column: str, tokens: Iterable[str], *, open_ended: bool = False) -> str:
    quoted = " ".join(token.replace('"', '""') for token in tokens)
    return f'{{{column}}} : "{quoted}"' + (" *" if open_ended else "")


def _any(parts: Iterable[str]) -> str:
    return "(" + " OR ".join(dict.fromkeys(parts)) + ")"


def _units(units: Units) -> str:
    return _phrase("g", units.bigrams, open_ended=units.open)


def _strict(chunk: Chunk) -> str:
    plain = [word.plain for word in chunk.words]
    accents = [_phrase("x", [word.accented]) for word in chunk.words if word.accented]
    parts = [_phrase("title", plain), _phrase("w", plain), *_joined(chunk)]
    if chunk.units:
        parts.append(_units(chunk.units))
    if len(plain) == 1 or not accents:
        return _any([*parts, *accents])
    # The accents of one word raise a hit but make none: whatever holds the whole holds its first word too.
    return f"({_any(parts)} AND {_any([*accents, _phrase('w', plain[:1])])})"


def _joined(chunk: Chunk) -> list[str]:
    """A word as the compound a text may write with hyphens, and a compound as the word it may write without."""
    if not chunk.joined:
        return []
    plain = [_phrase("w", [chunk.joined])] if len(chunk.words) > 1 else []
    return [*plain, _phrase("s", [joined(chunk.joined)])]


def _loose(word: Word) -> list[str]:
    parts = [_phrase("title", [word.plain]), _phrase("w", [word.plain])]
    if word.accented:
        parts.append(_phrase("x", [word.accented]))
    parts += [_phrase("s", [stem]) for stem in word.stems]
    if word.units:
        parts.append(_units(word.units))
    return parts


def _begun(word: Word) -> list[str]:
    parts = _loose(word)
    if word.units:
        # The last unit may lack the signs that were still to be typed: its bigram becomes a beginning.
        parts.append(_phrase("g", word.units.bigrams, open_ended=True))
    if len(word.plain) >= SHORTEST_PREFIX:
        parts.append(_phrase("w", [word.plain], open_ended=True))
    return parts


def _chunk(chunk: Chunk, tier: Tier) -> str:
    if chunk.quoted or tier is Tier.PHRASES:
        return _strict(chunk)
    of_word = _begun if tier is Tier.PREFIXES else _loose
    words = "(" + " AND ".join(_any(of_word(word)) for word in chunk.words) + ")"
    # The dictionary may cut a word otherwise in a query than in a text; the units of the whole chunk know no cuts.
    return _any([words, *_joined(chunk), *([_units(chunk.units)] if chunk.units else [])])


def _together(chunks: Sequence[Chunk], place: int) -> list[str]:
    """Phrases that begin with this chunk and run on across the spaces of the query, as far as the next and the last.

    They raise a hit and make none: whatever holds such a phrase holds the chunk it begins with.
    """
    parts = [_across(chunks[place : place + 2])] if place + 1 < len(chunks) else []
    return [*parts, _across(chunks)] if place == 0 and len(chunks) > 2 else parts


def _across(chunks: Iterable[Chunk]) -> str:
    return _phrase("w", (word.plain for chunk in chunks for word in chunk.words))


def _all_of(chunks: Sequence[Chunk], places: Iterable[int], tier: Tier) -> str:
    return " AND ".join(
        _any([_chunk(chunks[place], tier), *_together(chunks, place)])
        if len(chunks) > 1
        else _chunk(chunks[place], tier)
        for place in places
    )


def wanted(chunks: Iterable[Chunk], tier: Tier, expansions: Iterable[Expansion] = ()) -> str:
    """The expression a text must match: every chunk, as loosely as the tier says. Chunks side by side count more.

    Where chunks name a concept, any other term of it stands for them.
    """
    every, parts, place = list(chunks), [], 0
    for expansion in sorted(expansions, key=lambda one: one.start):
        if expansion.start > place:
            parts.append(_all_of(every, range(place, expansion.start), tier))
        typed = _all_of(every, range(expansion.start, expansion.end), tier)
        parts.append(_any([f"({typed})", *map(_strict, expansion.terms)]))
        place = expansion.end
    if place < len(every):
        parts.append(_all_of(every, range(place, len(every)), tier))
    return " AND ".join(parts)


def unwanted(chunks: Iterable[Chunk]) -> str:
    """The expression a text must not match: any of the chunks, exactly as typed."""
    return " OR ".join(_strict(chunk) for chunk in chunks)
