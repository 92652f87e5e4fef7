"""An explanation as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.html import strip_tags

from search.explaining import Explanation, NamedConcept, Span
from search.query import Chunk, Word
from search.reasons import Place, Reason


def lines(told: Explanation) -> Iterator[str]:
    """The explanation, a heading and indented lines for each part of it."""
    yield ""
    yield f"Question      {told.plan.text or '(no words)'}"
    yield f"normalised    {told.normalised}"
    yield f"reader        {told.plan.language}, engine {told.engine}, {told.took_ms} ms"
    yield f"partitions    {', '.join(told.partitions) or 'none'}"
    yield from _question(told)
    yield from _filters(told)
    yield from _tiers(told)
    for hit in told.pinned:
        yield f"Chosen by the editors: {hit.title}  [{hit.key}]"
    for number, reason in enumerate(told.reasons, told.first):
        yield from _reason(number, reason)


def _question(told: Explanation) -> Iterator[str]:
    for chunk in told.plan.wanted:
        yield from _chunk(chunk, "phrase" if chunk.quoted else "wanted")
    for chunk in told.plan.unwanted:
        yield from _chunk(chunk, "not")
    for named in told.concepts:
        yield f"concept       {named.slug}, named by “{named.words}”: {_terms(named)}"


def _terms(named: NamedConcept) -> str:
    return " | ".join(term.text for term in named.terms) or "(no other term)"


def _chunk(chunk: Chunk, kind: str) -> Iterator[str]:
    yield f"{kind:<14}{chunk.typed}"
    for word in chunk.words:
        yield f"    {_word(word)}"
    if chunk.units:
        yield f"    bigrams of it all: {' '.join(chunk.units.bigrams)}{'…' if chunk.units.open else ''}"
    if chunk.joined and chunk.joined not in {word.plain for word in chunk.words}:
        yield f"    in one word: {chunk.joined}"


def _word(word: Word) -> str:
    parts = [f"word {word.plain}"]
    if word.accented:
        parts.append(f"accents {word.accented}")
    if word.stems:
        parts.append(f"stems {word.told_stems}")
    if word.units:
        parts.append(f"bigrams {' '.join(word.units.bigrams)}{'…' if word.units.open else ''}")
    if word.stop:
        parts.append("says nothing by itself")
    return ", ".join(parts)


def _filters(told: Explanation) -> Iterator[str]:
    for one in told.selections:
        yield f"filter        {one.facet}: {' or '.join([*one.wanted, *(f'not {code}' for code in one.unwanted)])}"
    for name, span in (("issued", told.issued), ("posted", told.posted)):
        if span:
            yield f"filter        {name}: {_span(span)}"
    for left_out in told.plan.ignored:
        yield f"left out      {left_out.parameter} = {left_out.value}"


def _span(span: Span) -> str:
    return f"{span.first or ''} – {span.last or ''}".strip()


def _tiers(told: Explanation) -> Iterator[str]:
    for tier in told.tiers:
        of = f", {tier.needed} of {len(tier.asked)} parts" if len(tier.asked) > 1 else ""
        yield f"tier          {tier.tier}: finds {tier.families} by itself{of}, {tier.took_ms} ms"
        for expression in tier.asked:
            yield f"    {expression}"


def _reason(number: int, reason: Reason) -> Iterator[str]:
    hit = reason.hit
    own = ", in the reader's language" if reason.in_own_language else ""
    on = f", {strip_tags(hit.page.label)}" if hit.page else ""
    yield f"{number:>3}. {hit.title}{on}  [{hit.key}, {hit.language}]"
    yield f"     tier {reason.tier}, score {reason.score}{own}"
    if reason.carrier:
        language, tier = reason.carrier
        yield f"     stands here for its version in {language}, found by tier {tier}"
    for place in reason.places:
        yield f"     {_place(place)}"


def _place(place: Place) -> str:
    return f"{place.word}: {place.form}" + (f", in the {place.field}: “{place.seen}”" if place.field else "")
