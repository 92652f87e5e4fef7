"""From a plan's words to FTS5's query language.

Every token goes in between double quotes, and a token holds letters, marks and digits only: nothing that was typed is
ever read as an operator.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from search.analysis.stems import joined
from search.query import Chunk, Expansion, Plan, Tier, Units, Word

#: A beginning shorter than this begins too many words to mean anything.
SHORTEST_PREFIX = 2
#: Chunks of longer questions are looked for each by itself.
MOST_TOGETHER = 6
#: Among very many texts nothing raises a hit where more chunks or words are asked for: each phrase is counted in all.
MOST_RAISED, MOST_WORDS_RAISED = 2, 3
#: So many signs of a Tamil word stand in all that is made of it.
_TAMIL_ROOT = 5
_TAMIL = re.compile(f"[\u0b80-\u0bff]{{{_TAMIL_ROOT}}}")


def _phrase(column: str, tokens: Iterable[str], *, open_ended: bool = False) -> str:
    """Words that follow one another, in a column or in the title."""
    return _quoted(f"title {column}", tokens) + (" *" if open_ended else "")


def _quoted(columns: str, tokens: Iterable[str]) -> str:
    quoted = " ".join(tokens).replace('"', '""')
    return f'{{{columns}}} : "{quoted}"'


def _any(parts: Iterable[str]) -> str:
    found = tuple(dict.fromkeys(parts))
    return found[0] if len(found) == 1 else "(" + " OR ".join(found) + ")"


def _all(parts: Iterable[str]) -> str:
    found = tuple(parts)
    return found[0] if len(found) == 1 else "(" + " AND ".join(found) + ")"


def _units(units: Units) -> str:
    return _phrase("g", units.bigrams, open_ended=units.open)


def _is_stop(chunk: Chunk) -> bool:
    return all(word.stop for word in chunk.words)


def _strict(chunk: Chunk, *, bare: bool = False) -> str:
    """A chunk as it stands; ``bare`` leaves out what raises a hit and makes none."""
    plain = [word.plain for word in chunk.words]
    if _is_stop(chunk):
        # Every reading of a stop-word stands in nearly every text, and takes as long to count as there are texts.
        return _phrase("w", plain)
    if bare:
        return _any([_phrase("w", plain), *_joined(chunk), *([_units(chunk.units)] if chunk.units else [])])
    accents = [_phrase("x", [word.accented]) for word in chunk.words if word.accented]
    parts = [_quoted("title", plain), _phrase("w", plain), *_joined(chunk)]
    if chunk.units:
        parts.append(_units(chunk.units))
    if len(plain) == 1 or not accents:
        return _any([*parts, *accents])
    # The accents of one word raise a hit but make none: whatever holds the whole holds its first word too.
    return _all([_any(parts), _any([*accents, _phrase("w", plain[:1])])])


def _joined(chunk: Chunk) -> list[str]:
    """A word as the compound a text may write with hyphens, and a compound as the word it may write without."""
    if not chunk.joined:
        return []
    plain = [_phrase("w", [chunk.joined])] if len(chunk.words) > 1 else []
    return [*plain, _phrase("s", [joined(chunk.joined)])]


def _loose(word: Word) -> list[str]:
    parts = [_phrase("w", [word.plain])]
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


def _related(word: Word) -> list[str]:
    """As :func:`_loose`, the title for once more; and of Tamil, which joins to one word what others say in two, all
    that begins alike."""
    root = word.plain[:_TAMIL_ROOT]
    begun = [_phrase("w", [root], open_ended=True)] if _TAMIL.match(root) else []
    return [*_loose(word), *(_quoted("title", [stem]) for stem in word.stems), *begun]


@lru_cache(maxsize=4096)
def of_terms(terms: tuple[Chunk, ...]) -> tuple[str, ...]:
    """The other terms of a concept, each in one reading and any form of its language: what was typed counts more."""
    return tuple(map(_term, terms))


def _term(chunk: Chunk) -> str:
    if chunk.units:
        return _units(chunk.units)
    if all(word.stems for word in chunk.words):
        return _phrase("s", [word.stems[0] for word in chunk.words])
    return _phrase("w", [word.plain for word in chunk.words])


def _says_more(plan: Plan, expansion: Expansion) -> bool:
    """Whether more is asked for than one concept."""
    words = enumerate(plan.words)
    return any(not word.stop for place, word in words if not expansion.start <= place < expansion.end)


class _Strictly:
    """The strictest tier: every chunk as it stands, or another term of the concept that chunks name."""

    def __init__(self, plan: Plan, lean: bool = False, bare: bool = False) -> None:
        self._chunks = plan.wanted
        telling = {place for place, chunk in enumerate(plan.wanted) if chunk.quoted or not _is_stop(chunk)}
        # A stop-word stands in most texts of its language: it leaves out few, and takes longest of all to look for.
        self._places = telling if lean and telling else set(range(len(plan.wanted)))
        words = sum(len(plan.wanted[place].words) for place in self._places)
        self._bare = bare or (lean and (len(self._places) > MOST_RAISED or words > MOST_WORDS_RAISED))
        starts, place = {}, 0
        for number, chunk in enumerate(plan.wanted):
            starts[place] = number
            place += len(chunk.words)
        starts[place] = len(plan.wanted)
        # A concept named inside a chunk that is more than its name is for the looser tiers.
        self._named = [
            (starts[one.start], starts[one.end], one)
            for one in plan.expansions
            if one.start in starts and one.end in starts and not (lean and _says_more(plan, one))
        ]

    def expression(self) -> str:
        """Every chunk. Chunks side by side count more."""
        parts, place = [], 0
        for start, end, expansion in self._named:
            parts += self._each(range(place, start))
            typed = self._each(range(start, end))
            parts.append(_any([*([_all(typed)] if typed else []), *of_terms(expansion.terms)]))
            place = end
        return " AND ".join([*parts, *self._each(range(place, len(self._chunks)))])

    def _each(self, places: Iterable[int]) -> list[str]:
        asked = [place for place in places if place in self._places]
        if self._bare or len(self._chunks) == 1:
            return [_strict(self._chunks[place], bare=self._bare) for place in asked]
        return [_any([_strict(self._chunks[place]), *self._together(place)]) for place in asked]

    def _together(self, place: int) -> list[str]:
        """Phrases that begin with this chunk and run on across the spaces of a query, as far as the next and the last.

        They raise a hit and make none: whatever holds such a phrase holds the chunk it begins with. In a whole sentence
        they would only take long.
        """
        chunks = self._chunks
        if len(chunks) > MOST_TOGETHER:
            return []
        parts = [_across(chunks[place : place + 2])] if place + 1 < len(chunks) else []
        return [*parts, _across(chunks)] if place == 0 and len(chunks) > 2 else parts


def _across(chunks: Iterable[Chunk]) -> str:
    return _phrase("w", (word.plain for chunk in chunks for word in chunk.words))


def _needed(plan: Plan) -> tuple[Expansion, ...]:
    """The concepts whose terms the looser tiers have to look for: where one is all that is typed, the strictest tier
    found all of its terms."""
    return tuple(one for one in plan.expansions if (one.start, one.end) != (0, len(plan.words)))


class _Loosely:
    """The tiers between: every word that says something, in any form or as a beginning, wherever it stands."""

    def __init__(self, plan: Plan, tier: Tier, lean: bool = False) -> None:
        self._plan = plan
        self._needed = () if lean else _needed(plan)
        self._of_word = _begun if tier is Tier.PREFIXES else _loose

    def expression(self) -> str:
        """Every block of chunks."""
        return " AND ".join(self._block(chunks, start) for chunks, start in self._blocks())

    def _blocks(self) -> Iterator[tuple[list[Chunk], int]]:
        """The chunks, those together that a concept ties together, each with the place of its first word."""
        block: list[Chunk] = []
        start = place = 0
        for chunk in self._plan.wanted:
            block.append(chunk)
            place += len(chunk.words)
            if not any(one.start < place < one.end for one in self._needed):
                if any(not word.stop for chunk in block for word in chunk.words):
                    yield block, start
                block, start = [], place

    def _block(self, chunks: list[Chunk], start: int) -> str:
        if chunks[0].quoted:
            return _strict(chunks[0])
        words = _all(self._each([word for chunk in chunks for word in chunk.words], start))
        if len(chunks) > 1:
            return words
        # The dictionary may cut a word otherwise in a query than in a text; the units of the whole chunk know no cuts.
        units = [_units(chunks[0].units)] if chunks[0].units else []
        return _any([words, *_joined(chunks[0]), *units])

    def _each(self, words: Sequence[Word], start: int) -> Iterator[str]:
        end, place = start + len(words), start
        for expansion in (one for one in self._needed if start <= one.start and one.end <= end):
            yield from self._plain(words[place - start : expansion.start - start])
            typed = list(self._plain(words[expansion.start - start : expansion.end - start]))
            yield _any([*([_all(typed)] if typed else []), *of_terms(expansion.terms)])
            place = expansion.end
        yield from self._plain(words[place - start :])

    def _plain(self, words: Iterable[Word]) -> Iterator[str]:
        return (_any(self._of_word(word)) for word in words if not word.stop)


def wanted(plan: Plan, tier: Tier, *, lean: bool = False, bare: bool = False) -> str:
    """The expression a text must match, as loosely as the tier says. Not for parts, which are asked for one by one.

    ``lean`` is for very many texts: left out are stop-words in the strictest tier, unless nothing else is asked for,
    and the other terms of concepts in a longer question. ``bare`` leaves out what raises a hit and makes none: for
    whoever only wants to know which texts match.
    """
    return _Strictly(plan, lean, bare).expression() if tier is Tier.PHRASES else _Loosely(plan, tier, lean).expression()


def parts(plan: Plan) -> list[str]:
    """An expression for each word that says something, in any form, or another term of a concept it helps to name."""
    return list(dict.fromkeys(part for part, _word in _parts(plan)))


def has_parts(plan: Plan) -> bool:
    """Whether there are two parts at least: of one word there is no *some of the words*."""
    first = ""
    for part, _word in _parts(plan):
        if first and part != first:
            return True
        first = part
    return False


def _parts(plan: Plan) -> Iterator[tuple[str, Word | None]]:
    """Each part with its word; what is quoted is a part of many words."""
    needed, place = _needed(plan), 0
    for chunk in plan.wanted:
        if chunk.quoted:
            yield _strict(chunk), None
        else:
            for number, word in enumerate(chunk.words):
                if not word.stop:
                    yield _any([*_related(word), *_terms_over(needed, place + number)]), word
        place += len(chunk.words)


def near(plan: Plan) -> dict[str, str]:
    """By the expression of a part, that of what is near to its word; nothing when the typed words alone are asked for.

    By themselves, because near words are not as good as the word, and may be in too many texts when it is in few.
    """
    if plan.as_typed:
        return {}
    return {part: _any(of_terms(word.near)) for part, word in _parts(plan) if word is not None and word.near}


def _terms_over(expansions: Iterable[Expansion], place: int) -> tuple[str, ...]:
    return next((of_terms(one.terms) for one in expansions if one.start <= place < one.end), ())


def weight(expression: str) -> int:
    """How many phrases an expression asks for: what it takes to rank a row grows with them."""
    return expression.count(" : ")


def unwanted(chunks: Iterable[Chunk]) -> str:
    """The expression a text must not match: any of the chunks, exactly as typed."""
    return " OR ".join(_strict(chunk) for chunk in chunks)
