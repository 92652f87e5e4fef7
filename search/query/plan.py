"""The plan: everything an engine needs to know to answer, and nothing about any engine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from search.analysis.stems import with_languages

#: A sentence has so many words at least that say something, and so many that join, ask or point.
SENTENCE = 3


class Sort(StrEnum):
    """In what order results stand."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    UPDATED = "updated"
    TITLE = "title"


class Tier(StrEnum):
    """How loosely the words are taken, strictest first. What a looser tier finds stands after all of the stricter."""

    PHRASES = "phrases"
    WORDS = "words"
    PREFIXES = "prefixes"
    PARTS = "parts"


@dataclass(frozen=True)
class Units:
    """Unit bigrams that must follow one another; with ``open`` the last is only how the last one begins."""

    bigrams: tuple[str, ...]
    open: bool


@dataclass(frozen=True)
class Word:
    """One word of a query: folded, with its accents if it has any, its possible stems, its units if unspaced.

    ``stop`` marks a word that says nothing of what is sought: only the strictest tier asks for it. ``near`` says nearly
    the same in everyday speech or in that of the field: only the loosest tier asks for that.
    """

    plain: str
    accented: str | None = None
    stems: tuple[str, ...] = ()
    units: Units | None = None
    stop: bool = False
    near: tuple[Chunk, ...] = ()

    @property
    def told_stems(self) -> str:
        """The stems for people to read, each with the languages whose rule made it."""
        return "; ".join(map(with_languages, self.stems))


@dataclass(frozen=True)
class Chunk:
    """What was typed between two spaces, or between quotes: words that belong together in this order.

    ``joined`` is a single word, or a compound without its hyphens: texts may hold the one for the other.
    """

    typed: str
    quoted: bool
    words: tuple[Word, ...]
    units: Units | None = None
    joined: str | None = None


@dataclass(frozen=True)
class Expansion:
    """Words side by side that name a concept, and the other terms of it, any of which stands for them all.

    ``start`` and ``end`` are places among all wanted words of the plan, whatever chunks they stand in.
    """

    start: int
    end: int
    concept: str
    terms: tuple[Chunk, ...]


@dataclass(frozen=True)
class Selection:
    """What was chosen of one facet: any of ``wanted``, none of ``unwanted``."""

    facet: str
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted or self.unwanted)


@dataclass(frozen=True)
class Ignored:
    """A filter that means nothing here, named so that the page can say it was left out."""

    parameter: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A question in full. ``language`` is the reader's own; ``shortened`` says that not all of the text was used.

    ``as_typed`` asks for the typed words alone, without the other terms of the concepts they name; ``as_spelt`` for
    their spelling, whatever else may be meant.
    """

    language: str
    text: str = ""
    wanted: tuple[Chunk, ...] = ()
    unwanted: tuple[Chunk, ...] = ()
    shortened: bool = False
    expansions: tuple[Expansion, ...] = ()
    as_typed: bool = False
    as_spelt: bool = False
    selections: tuple[Selection, ...] = ()
    from_year: int | None = None
    to_year: int | None = None
    posted_from: date | None = None
    posted_to: date | None = None
    sort: Sort | None = None
    page: int = 1
    page_size: int = 20
    ignored: tuple[Ignored, ...] = ()

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Every wanted word in its order, across chunks."""
        return tuple(word for chunk in self.wanted for word in chunk.words)

    @cached_property
    def is_sentence(self) -> bool:
        """Whether this is a question in a sentence: few texts hold all words of one, and need not."""
        telling = sum(not word.stop for word in self.words)
        return min(telling, len(self.words) - telling) >= SENTENCE

    @property
    def order(self) -> Sort:
        """The order in force: as chosen, else by relevance, else newest first when there are no words to rank by."""
        if not self.wanted and self.sort in (None, Sort.RELEVANCE):
            return Sort.NEWEST
        return self.sort or Sort.RELEVANCE

    @property
    def is_unsearchable(self) -> bool:
        """Whether something was typed that holds no letter or digit at all: marks alone are looked for in vain."""
        return bool(self.text) and not any(map(_says_something, (*self.wanted, *self.unwanted)))

    @property
    def has_filters(self) -> bool:
        """Whether anything besides the words narrows the result."""
        return bool(self.selections) or any((self.from_year, self.to_year, self.posted_from, self.posted_to))

    def selection(self, facet: str) -> Selection:
        """What was chosen of a facet; an empty selection when nothing was."""
        return next((one for one in self.selections if one.facet == facet), Selection(facet))

    def with_selection(self, changed: Selection) -> Plan:
        """The plan with another choice for one facet, back on the first page."""
        others = (one for one in self.selections if one.facet != changed.facet)
        return replace(self, selections=_in_order((*others, changed)), page=1)

    def without_filters(self) -> Plan:
        """The plan with the same words and nothing that narrows them."""
        return replace(
            self, selections=(), from_year=None, to_year=None, posted_from=None, posted_to=None, ignored=(), page=1
        )


def _says_something(chunk: Chunk) -> bool:
    return any(map(str.isalnum, chunk.typed))


def _in_order(selections: Iterable[Selection]) -> tuple[Selection, ...]:
    return tuple(sorted((one for one in selections if one), key=lambda one: one.facet))
