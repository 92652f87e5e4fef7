"""Did you mean: other spellings of a question, from public words, that really find something for this viewer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from portal.languages import BY_CODE
from search.analysis import normalise
from search.query import Plan, Tier, plan_of_text
from search.results import Results
from search.suggestions.keys import key_of, pieces
from search.suggestions.misspelt import Place, places
from search.suggestions.vocabulary import Vocabulary, vocabulary

#: So many other spellings are tried, and so many of those that find something are offered.
MOST_TRIED, MOST_OFFERED = 6, 3
#: What was typed with signs of its own, quotes or a minus, is not put together anew from whole terms.
_SIGNS = re.compile(r"[\"“”„«»:]|(?:^|\s)[-−]")


@dataclass(frozen=True)
class Guess:
    """Another spelling of a whole question, and what speaks for it: the smaller, the likelier."""

    text: str
    language: str
    rank: tuple[int, ...]


@dataclass(frozen=True)
class Proposal:
    """Another spelling that finds something: its plan, the tag of its language, and what speaks for it."""

    plan: Plan
    lang: str
    rank: tuple[int, ...]


def respelt(plan: Plan, text: str) -> Plan:
    """The plan with its words in another spelling, all else as it was."""
    other = plan_of_text(text, plan.language)
    return replace(
        plan, text=other.text, wanted=other.wanted, unwanted=other.unwanted, expansions=(), shortened=False, page=1
    )


def proposals_for(results: Results, ask: Callable[[Plan], Results]) -> tuple[Proposal, ...]:
    """Other spellings of a question that find more, likeliest first; none that is plainly less likely than another.

    ``ask`` answers what a plan finds for the viewer.
    """
    tried: list[Proposal] = []
    for guess in islice(_guesses(results.plan), MOST_TRIED):
        if len(tried) == MOST_OFFERED or (tried and guess.rank[0] > min(one.rank[0] for one in tried)):
            continue
        other = respelt(results.plan, guess.text)
        found = ask(replace(other, page_size=1))
        if _speaks_for_itself(found, results):
            tried.append(Proposal(other, _tag(guess.language), guess.rank))
    return tuple(sorted((one for one in tried if one.rank[0] == min(each.rank[0] for each in tried)), key=_by_rank))


def _speaks_for_itself(found: Results, results: Results) -> bool:
    """Whether another spelling finds more; of a question only parts or beginnings of which are found, whether it finds
    what holds all of it."""
    if results.tier is Tier.PARTS:
        # What only parts of a question find says nothing about how it is spelt.
        return found.total > 0 and found.tier is not Tier.PARTS
    if results.tier is Tier.PREFIXES:
        return found.total > 0 and found.tier in (Tier.PHRASES, Tier.WORDS)
    return found.total > results.total and found.tier is not Tier.PARTS


def _by_rank(one: Proposal) -> tuple[int, ...]:
    return one.rank


def has_unknown_words(plan: Plan) -> bool:
    """Whether a word of a question stands in no public title and no term, and something near to it does.

    Who typed no more than the beginning of such a word has not misspelt it.
    """
    question = normalise(plan.text)
    return any(
        not any(_begins(question[place.start : place.end], meant.written) for meant in place.meant)
        for place in places(question, vocabulary(), plan.language)
    )


def _begins(typed: str, written: str) -> bool:
    return key_of(written).folded.startswith(key_of(typed).folded)


def is_clear(proposals: tuple[Proposal, ...]) -> bool:
    """Whether one proposal is plainly likelier than any other."""
    return bool(proposals) and (len(proposals) == 1 or proposals[0].rank[:2] < proposals[1].rank[:2])


def _guesses(plan: Plan) -> Iterator[Guess]:
    """Every other spelling thought of, each once, likeliest first as far as can be told without asking."""
    known, question = vocabulary(), normalise(plan.text)
    typed = list(pieces(question))
    seen = {tuple(typed)}
    for guess in (*_as_a_whole(question, known, plan.language), *_by_places(question, known, plan.language)):
        said = tuple(pieces(guess.text))
        if said not in seen:
            seen.add(said)
            yield guess


def _as_a_whole(question: str, known: Vocabulary, language: str) -> Iterator[Guess]:
    """Terms and short titles that differ from the whole question by a few letters, or by its spaces alone."""
    key = key_of(question).folded
    if _SIGNS.search(question):
        return
    same = known.phrases.get(key)
    if same is not None:
        yield Guess(same.written, same.language_for(language), same.rank(0, language))
    ranked = []
    for one in known.wholes.near(key):
        told = known.phrases[one.word]
        ranked.append(Guess(told.written, told.language_for(language), told.rank(one.distance, language)))
    yield from sorted(ranked, key=lambda guess: guess.rank)[:2]


def _by_places(question: str, known: Vocabulary, language: str) -> Iterator[Guess]:
    """The question with every unknown word as it is likeliest meant; then with one of them, or meant otherwise."""
    unknown = places(question, known, language)
    if not unknown:
        return
    likeliest = dict.fromkeys(range(len(unknown)), 0)
    yield _respelt(question, unknown, likeliest)
    for number in range(len(unknown)):
        for choice in range(1, len(unknown[number].meant)):
            yield _respelt(question, unknown, {**likeliest, number: choice})
        if len(unknown) > 1:
            yield _respelt(question, unknown, {number: 0})


def _respelt(question: str, unknown: list[Place], choices: dict[int, int]) -> Guess:
    """The question with the chosen meaning at each of these places, the other places as they were typed."""
    parts, end = [], 0
    rank, language = [0, 0, 0, 0], ""
    for number, place in enumerate(unknown):
        if number not in choices:
            continue
        meant = place.meant[choices[number]]
        parts += [question[end : place.start], meant.written]
        end, language = place.end, meant.language
        rank = [one + other for one, other in zip(rank, meant.rank, strict=True)]
    return Guess("".join([*parts, question[end:]]), language, tuple(rank))


def _tag(language: str) -> str:
    return BY_CODE[language].tag if language in BY_CODE else language
