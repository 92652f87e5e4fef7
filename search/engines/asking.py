"""From a plan's words to what is asked of an index, tier by tier: the one logic that every engine compiles.

What is asked for again and again of the same plan, tier after tier, is made once; see :mod:`search.engines.kept`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from search.engines.expressions import AnyOf, Expression, all_of, any_of, phrase
from search.engines.kept import once_each
from search.engines.readings import begun, compounds, is_stop, loose, of_terms, related, strict, units_of
from search.query import Chunk, Expansion, Plan, Tier, Word

#: Chunks of longer questions are looked for each by itself.
MOST_TOGETHER = 6
#: Among very many texts nothing raises a hit where more chunks or words are asked for: each phrase is counted in all.
MOST_RAISED, MOST_WORDS_RAISED = 2, 3


def _says_more(plan: Plan, expansion: Expansion) -> bool:
    """Whether more is asked for than one concept."""
    words = enumerate(plan.words)
    return any(not word.stop for place, word in words if not expansion.start <= place < expansion.end)


class _Strictly:
    """The strictest tier: every chunk as it stands, or another term of the concept that chunks name."""

    def __init__(self, plan: Plan, lean: bool = False, bare: bool = False) -> None:
        self._chunks = plan.wanted
        telling = {place for place, chunk in enumerate(plan.wanted) if chunk.quoted or not is_stop(chunk)}
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

    def expression(self) -> Expression:
        """Every chunk. Chunks side by side count more."""
        parts, place = [], 0
        for start, end, expansion in self._named:
            parts += self._each(range(place, start))
            typed = self._each(range(start, end))
            parts.append(any_of([*([all_of(typed)] if typed else []), *of_terms(expansion.terms)]))
            place = end
        return all_of([*parts, *self._each(range(place, len(self._chunks)))])

    def _each(self, places: Iterable[int]) -> list[Expression]:
        asked = [place for place in places if place in self._places]
        if self._bare or len(self._chunks) == 1:
            return [strict(self._chunks[place], bare=self._bare) for place in asked]
        return [any_of([strict(self._chunks[place]), *self._together(place)]) for place in asked]

    def _together(self, place: int) -> list[Expression]:
        """Phrases that begin with this chunk and run on across the spaces of a query, as far as the next and the last.

        They raise a hit and make none: whatever holds such a phrase holds the chunk it begins with. In a whole sentence
        they would only take long.
        """
        chunks = self._chunks
        if len(chunks) > MOST_TOGETHER:
            return []
        parts = [_across(chunks[place : place + 2])] if place + 1 < len(chunks) else []
        return [*parts, _across(chunks)] if place == 0 and len(chunks) > 2 else parts


def _across(chunks: Iterable[Chunk]) -> Expression:
    return phrase("w", (word.plain for chunk in chunks for word in chunk.words))


def _needed(plan: Plan) -> tuple[Expansion, ...]:
    """The concepts whose terms the looser tiers have to look for: where one is all that is typed, the strictest tier
    found all of its terms."""
    return tuple(one for one in plan.expansions if (one.start, one.end) != (0, len(plan.words)))


class _Loosely:
    """The tiers between: every word that says something, in any form or as a beginning, wherever it stands."""

    def __init__(self, plan: Plan, tier: Tier, lean: bool = False) -> None:
        self._plan = plan
        self._needed = () if lean else _needed(plan)
        self._of_word = begun if tier is Tier.PREFIXES else loose

    def expression(self) -> Expression:
        """Every block of chunks."""
        return all_of(self._block(chunks, start) for chunks, start in self._blocks())

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

    def _block(self, chunks: list[Chunk], start: int) -> Expression:
        if chunks[0].quoted:
            return strict(chunks[0])
        words = all_of(self._each([word for chunk in chunks for word in chunk.words], start))
        if len(chunks) > 1:
            return words
        # The dictionary may cut a word otherwise in a query than in a text; the units of the whole chunk know no cuts.
        units = [units_of(chunks[0].units)] if chunks[0].units else []
        return any_of([words, *compounds(chunks[0]), *units])

    def _each(self, words: Sequence[Word], start: int) -> Iterator[Expression]:
        end, place = start + len(words), start
        for expansion in (one for one in self._needed if start <= one.start and one.end <= end):
            yield from self._plain(words[place - start : expansion.start - start])
            typed = list(self._plain(words[expansion.start - start : expansion.end - start]))
            yield any_of([*([all_of(typed)] if typed else []), *of_terms(expansion.terms)])
            place = expansion.end
        yield from self._plain(words[place - start :])

    def _plain(self, words: Iterable[Word]) -> Iterator[Expression]:
        return (self._of_word(word) for word in words if not word.stop)


@once_each
def wanted(plan: Plan, tier: Tier, *, lean: bool = False, bare: bool = False) -> Expression:
    """What a text must match, as loosely as the tier says. Not for parts, which are asked for one by one.

    ``lean`` is for very many texts: left out are stop-words in the strictest tier, unless nothing else is asked for,
    and the other terms of concepts in a longer question. ``bare`` leaves out what raises a hit and makes none: for
    whoever only wants to know which texts match.
    """
    return _Strictly(plan, lean, bare).expression() if tier is Tier.PHRASES else _Loosely(plan, tier, lean).expression()


@once_each
def parts(plan: Plan) -> tuple[Expression, ...]:
    """Each word that says something, in any form, or another term of a concept it helps to name."""
    return tuple(dict.fromkeys(part for part, _word in _parts(plan)))


def has_parts(plan: Plan) -> bool:
    """Whether there are two parts at least: of one word there is no *some of the words*."""
    # Of two words that are written differently the parts differ as well; only where none do, they are made.
    telling = [_written(chunk.words) for chunk in plan.wanted if chunk.quoted]
    telling += [(word.plain,) for chunk in plan.wanted if not chunk.quoted for word in chunk.words if not word.stop]
    return len(telling) > 1 and (len(set(telling)) > 1 or len(parts(plan)) > 1)


def _written(words: Iterable[Word]) -> tuple[str, ...]:
    return tuple(word.plain for word in words)


@once_each
def _parts(plan: Plan) -> tuple[tuple[Expression, Word | None], ...]:
    """Each part with its word; what is quoted is a part of many words."""
    found: list[tuple[Expression, Word | None]] = []
    needed, place = _needed(plan), 0
    for chunk in plan.wanted:
        if chunk.quoted:
            found.append((strict(chunk), None))
        else:
            words = ((word, place + number) for number, word in enumerate(chunk.words) if not word.stop)
            found += [(related(word, _terms_over(needed, at)), word) for word, at in words]
        place += len(chunk.words)
    return tuple(found)


@once_each
def near(plan: Plan) -> dict[Expression, Expression]:
    """By part, what is near to its word; nothing when the typed words alone are asked for.

    By themselves, because near words are not as good as the word, and may be in too many texts when it is in few.
    """
    if plan.as_typed:
        return {}
    return {part: any_of(of_terms(word.near)) for part, word in _parts(plan) if word is not None and word.near}


def _terms_over(expansions: Iterable[Expansion], place: int) -> tuple[Expression, ...]:
    return next((of_terms(one.terms) for one in expansions if one.start <= place < one.end), ())


def unwanted(chunks: Iterable[Chunk]) -> Expression:
    """What a text must not match: any of the chunks, exactly as typed."""
    return AnyOf(tuple(strict(chunk) for chunk in chunks))
