"""From what is asked to Elasticsearch's query language: what a text must match, and what it is worth for its words.

The two are apart, as in the embedded engine: a condition says which texts are found, and every phrase of it that a text
holds, needed or not, adds to what the text is worth. Of conditions nothing is scored, and of scored phrases none is
needed. Nothing that was typed is ever read as an operator: tokens stand in ``term`` and ``match_phrase`` alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query

from search.engines import asking
from search.engines.expressions import AnyOf, Expression, Phrase, all_of, any_of, is_nothing, phrases_of
from search.engines.tiers import NEARLY
from search.query import Plan, Tier

#: The field of each columns, for whole questions and for parts of one. Titles stand in the other fields as well.
WHOLE = {("title",): "title", ("title", "w"): "w", ("title", "x"): "x", ("title", "s"): "s", ("title", "g"): "g"}
PARTS = {**WHOLE, ("title", "w"): "pw", ("title", "x"): "px", ("title", "s"): "ps"}
Fields = Mapping[tuple[str, ...], str]

#: So many words may begin as the last one of a phrase does.
MOST_BEGUN = 50_000
# So many of them, the commonest, count for what a text is worth.
_MOST_SCORED = 50
# Their rarities are added up; about so many words begin alike.
_ALIKE = 4
#: As in the embedded engine: what stands in more than half of the texts is worth next to nothing.
LEAST_RARE = 1e-6
#: What BM25 multiplies with elsewhere and Lucene leaves out; what it makes of a single place in a text as long as most.
K1 = 1.2
_SATURATED = 1 + K1
#: So many texts there may be where nobody has counted them.
_MANY = 2_000_000
_ONCE = {"title": 8.0, "w": 4.0, "x": 2.0, "s": 1.5, "g": 1.0, "pw": 2.0, "px": 1.0, "ps": 1.0}


@dataclass(frozen=True)
class Statistics:
    """In how many texts things stand, of those that the reader may read.

    ``texts`` is the number of all, ``held`` that of those with a phrase, ``with_field`` that of those with a field,
    ``with_token`` that of those with a token in a field; ``mean_length`` is how many tokens a text has on average.
    """

    texts: int
    held: Mapping[Phrase, int]
    with_field: Mapping[str, int] = field(default_factory=dict)
    with_token: Mapping[tuple[str, str], int] = field(default_factory=dict)
    mean_length: float = 0.0

    @property
    def absent(self) -> frozenset[Phrase]:
        """The phrases that stand nowhere."""
        return frozenset(phrase for phrase, number in self.held.items() if not number)


def condition(expression: Expression) -> Query:
    """What a text must match."""
    if isinstance(expression, Phrase):
        return holding(expression)
    if is_nothing(expression):
        return Q("match_none")
    if isinstance(expression, AnyOf):
        return Q("bool", should=[condition(one) for one in expression.of], minimum_should_match=1)
    return Q("bool", filter=[condition(one) for one in expression.of])


def holding(phrase: Phrase, fields: Fields = WHOLE, boost: float | None = None) -> Query:
    """Texts that hold a phrase; scored by it if its worth is given."""
    name, tokens = fields[phrase.columns], phrase.tokens
    given = {} if boost is None else {"boost": boost}
    if len(tokens) == 1:
        return Q("prefix" if phrase.open else "term", **{name: {"value": tokens[0], **given}})
    if phrase.open:
        return Q("match_phrase_prefix", **{name: {"query": " ".join(tokens), "max_expansions": MOST_BEGUN, **given}})
    return Q("match_phrase", **{name: {"query": " ".join(tokens), **given}})


def without_absent(expression: Expression, absent: frozenset[Phrase]) -> Expression:
    """What is left to ask for where some phrases stand nowhere: it finds the same."""
    if isinstance(expression, Phrase):
        return AnyOf(()) if expression in absent else expression
    left = [without_absent(one, absent) for one in expression.of]
    if isinstance(expression, AnyOf):
        return any_of(one for one in left if not is_nothing(one))
    return AnyOf(()) if any(map(is_nothing, left)) else all_of(left)


def worth_of(
    expressions: Iterable[tuple[Expression, float]], known: Statistics | None, fields: Fields = WHOLE
) -> list[Query]:
    """What each phrase adds to the worth of a text that holds it; expressions come with how many times they count."""
    times = times_of(expressions).items()
    return [added(phrase, often, known, fields) for phrase, often in times if not _is_absent(phrase, known)]


def times_of(expressions: Iterable[tuple[Expression, float]]) -> dict[Phrase, float]:
    """By phrase how many times it counts, of expressions that count so many times each."""
    times: dict[Phrase, float] = {}
    for expression, often in expressions:
        for phrase in phrases_of(expression):
            times[phrase] = times.get(phrase, 0.0) + often
    return times


def _is_absent(phrase: Phrase, known: Statistics | None) -> bool:
    return known is not None and not known.held.get(phrase, 1)


def added(phrase: Phrase, often: float, known: Statistics | None, fields: Fields) -> Query:
    """What a phrase that counts so many times adds to the worth of a text, as nearly as the cluster can tell."""
    name = fields[phrase.columns]
    if phrase.open and len(phrase.tokens) == 1:
        # All words that begin so count as one, taken together as spans: only how rare that one is, is not known there.
        boost = often * _SATURATED * _corrected(phrase, name, known) / _ALIKE
        begun = {"prefix": {name: {"value": phrase.tokens[0], "rewrite": f"top_terms_{_MOST_SCORED}"}}}
        return Q("span_multi", match=begun, boost=boost)
    if phrase.open:
        # Nobody knows in how many texts each of the words is that begin so: the phrase is worth what one place is.
        once = _ONCE[name] * _SATURATED / (_ONCE[name] + K1)
        rare = rarity(known.held.get(phrase, 0), known.texts) if known else 1.0
        return Q("constant_score", filter=holding(phrase, fields), boost=often * rare * once)
    return holding(phrase, fields, often * _SATURATED * _corrected(phrase, name, known))


def _corrected(phrase: Phrase, name: str, known: Statistics | None) -> float:
    """What Lucene's measure of how rare a phrase is has to be multiplied with: it adds up how rare its words are."""
    if known is None:
        return 1 / len(phrase.tokens)
    texts, held = known.with_field.get(name, known.texts), known.held.get(phrase, 0)
    numbers = [known.with_token.get((name, token), held) for token in phrase.tokens]
    return rarity(held, known.texts) / sum(_rarity_in_lucene(number, texts) for number in numbers)


def rarity(held: int, texts: int) -> float:
    """How rare something is that so many of so many texts hold."""
    return max(LEAST_RARE, math.log((texts - held + 0.5) / (held + 0.5)))


def _rarity_in_lucene(held: int, texts: int) -> float:
    return math.log(1 + (max(0, texts - held) + 0.5) / (held + 0.5))


@dataclass(frozen=True)
class Compiled:
    """One tier: what a text must match, what each phrase adds to its worth, and more than all of them ever add."""

    must: Query
    worth: Sequence[Query]
    above: float = 0.0


def compiled(plan: Plan, tier: Tier, known: Statistics | None, *, lean: bool = False) -> Compiled:
    """A tier of a plan with words. Not for parts."""
    asked = asking.wanted(plan, tier, lean=lean)
    if known is not None:
        asked = without_absent(asked, known.absent)
    return Compiled(condition(asked), worth_of([(asked, 1.0)], known), _above([asked], known))


def _above(expressions: Iterable[Expression], known: Statistics | None) -> float:
    """A little more than a text can be worth, in figures of which a cluster keeps seven digits."""
    texts, held = (known.texts, known.held) if known else (_MANY, {})
    every = (phrase for expression in expressions for phrase in phrases_of(expression))
    return 2 * _SATURATED * sum(rarity(held.get(phrase, 0), texts) for phrase in every)


@dataclass(frozen=True)
class PartsAsked:
    """The parts of a question that are asked for, each with what is near to it, and what is added to the worth."""

    must: Sequence[Query]
    worth: Sequence[Query]

    def holding(self, number: int) -> Query:
        """Texts that hold so many of the parts at least."""
        return Q("bool", should=[*self.must], minimum_should_match=number)


def compiled_parts(plan: Plan, known: Statistics | None, is_asked: Mapping[Expression, bool]) -> PartsAsked:
    """The loosest tier: each part by itself, or what is near to it, of those that are asked for at all."""
    each = _each_part(plan, is_asked)
    must = [condition(any_of(one for one, _often in either)) for either in each]
    return PartsAsked(must, worth_of([one for either in each for one in either], known, PARTS))


def asked_of_parts(plan: Plan, is_asked: Mapping[Expression, bool]) -> list[tuple[Expression, float]]:
    """What the loosest tier asks for, each with how many times it counts."""
    return [one for either in _each_part(plan, is_asked) for one in either]


def _each_part(plan: Plan, is_asked: Mapping[Expression, bool]) -> list[list[tuple[Expression, float]]]:
    near = asking.near(plan)
    each = (((part, 1.0), (near.get(part), NEARLY)) for part in asking.parts(plan))
    found = ([(one, often) for one, often in either if one and is_asked.get(one)] for either in each)
    return [either for either in found if either]


def all_asked(plan: Plan, tiers: Sequence[Tier], *, lean: bool = False) -> list[Expression]:
    """Everything that these tiers of a plan ask for."""
    loosest = [*asking.parts(plan), *asking.near(plan).values()] if Tier.PARTS in tiers else []
    return [*(asking.wanted(plan, tier, lean=lean) for tier in tiers if tier is not Tier.PARTS), *loosest]
