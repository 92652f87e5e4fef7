"""What was understood of a question, what was asked, and why each result stands there.

Made for staff and for whoever runs the portal. It holds nothing that the viewer it is made for may not read: counts
come from their partitions, and reasons are told only of hits they were shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.glossary.models import Concept
from portal.languages import BY_CODE
from portal.viewer import STAFF, Viewer
from search.analysis.normalise import normalise
from search.asking import ask
from search.engines import engine_named
from search.engines.base import Engine, TierTold
from search.partitions import partitions_for
from search.query import Chunk, Expansion, Plan, Selection, Tier, Word
from search.query.addresses import query_of
from search.reasons import Reason, reason_for
from search.results import Results, ShownHit

#: What each tier asks, for a page.
TIERS: dict[Tier, Promise] = {
    Tier.PHRASES: _("Everything as it was typed"),
    Tier.WORDS: _("Every word, in any form and place"),
    Tier.PREFIXES: _("Every word or what begins with it"),
    Tier.PARTS: _("Some of the words"),
}


@dataclass(frozen=True)
class Term:
    """A term of a concept and the tag of its language, as far as the glossary still knows it."""

    text: str
    tag: str


@dataclass(frozen=True)
class NamedConcept:
    """A concept that widened the question: the words that name it, and the other terms that stand for them."""

    slug: str
    words: str
    terms: tuple[Term, ...]
    concept: Concept | None


@dataclass(frozen=True)
class Span:
    """From one year or day to another; either may be open."""

    first: int | date | None
    last: int | date | None

    def __bool__(self) -> bool:
        return bool(self.first or self.last)


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """All that is told of one page of results."""

    plan: Plan
    normalised: str
    concepts: tuple[NamedConcept, ...]
    engine: str
    partitions: tuple[str, ...]
    tiers: tuple[TierTold, ...]
    pinned: tuple[ShownHit, ...]
    reasons: tuple[Reason, ...]
    took_ms: float

    @property
    def chunks(self) -> tuple[Chunk, ...]:
        """What is sought, then what must not be there."""
        return (*self.plan.wanted, *self.plan.unwanted)

    @property
    def labelled_tiers(self) -> list[tuple[Promise, TierTold]]:
        """Every tier under what it asks."""
        return [(TIERS[one.tier], one) for one in self.tiers]

    @property
    def labelled_reasons(self) -> list[tuple[Promise, Reason, Promise | str]]:
        """Every reason under what its tier asks, and what the tier asks by which another version carries it."""
        return [(TIERS[one.tier], one, TIERS[one.carrier[1]] if one.carrier else "") for one in self.reasons]

    @property
    def first(self) -> int:
        """The number of the first hit of this page."""
        return (self.plan.page - 1) * self.plan.page_size + 1

    @property
    def selections(self) -> tuple[Selection, ...]:
        """The filters in force."""
        return self.plan.selections

    @property
    def issued(self) -> Span:
        """The years of issue that are asked for."""
        return Span(self.plan.from_year, self.plan.to_year)

    @property
    def posted(self) -> Span:
        """The days of posting that are asked for."""
        return Span(self.plan.posted_from, self.plan.posted_to)


def explain(
    found: Results, viewer: Viewer, *, pinned: Sequence[ShownHit] = (), engine: Engine | None = None
) -> Explanation:
    """Why this viewer sees these results. Asks the engine once more, so it takes longer than the search did."""
    partitions = partitions_for(viewer)
    (again, tiers), asked = ask(
        lambda engine: (engine.search(found.plan, partitions), engine.explain(found.plan, partitions)),
        found.plan,
        engine or engine_named(found.engine),
    )
    texts = {text.key: text for text in again.hits}
    # Reasons are told of the version that was found, also where another is shown in its place.
    shown = {(hit.version or hit).key: hit.version or hit for hit in (*pinned, *found.hits)}
    return Explanation(
        plan=found.plan,
        normalised=normalise(found.plan.text),
        concepts=_concepts(found.plan),
        engine=asked.engine.name,
        partitions=tuple(sorted(partitions)),
        tiers=tiers,
        pinned=tuple(pinned),
        reasons=tuple(reason_for(shown[key], text, found.plan) for key, text in texts.items() if key in shown),
        took_ms=found.took_ms,
    )


def explained(request: HttpRequest, found: Results, pinned: Sequence[ShownHit]) -> dict[str, object]:
    """What the results page shows of this: for staff the way to an explanation, and the explanation if asked for.

    For everybody else the parameter is as any unknown one: it does nothing at all.
    """
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not viewer.holds(STAFF):
        return {}
    address = query_of(found.plan)
    if request.GET.get("explain") != "yes":
        return {"explain_address": f"{address}{'' if address == '?' else '&'}explain=yes#explained"}
    return {"explanation": explain(found, viewer, pinned=pinned), "unexplained_address": address}


def _concepts(plan: Plan) -> tuple[NamedConcept, ...]:
    slugs = [expansion.concept for expansion in plan.expansions]
    rows = Concept.objects.filter(slug__in=slugs).prefetch_related("synonyms") if slugs else ()
    known = {concept.slug: concept for concept in rows}
    return tuple(_named(one, plan, known.get(one.concept)) for one in plan.expansions)


def _named(expansion: Expansion, plan: Plan, concept: Concept | None) -> NamedConcept:
    languages: dict[str, str] = {}
    if concept is not None:
        told = [*concept.term.items(), *((synonym.language, synonym.text) for synonym in concept.synonyms.all())]
        languages = {normalise(text): BY_CODE[code].tag for code, text in told if code in BY_CODE}
    return NamedConcept(
        slug=expansion.concept,
        words=_as_written(plan.words[expansion.start : expansion.end]),
        terms=tuple(Term(term.typed, languages.get(term.typed, "")) for term in expansion.terms),
        concept=concept,
    )


def _as_written(words: Sequence[Word]) -> str:
    """Words side by side, with spaces where their script has them."""
    written = ""
    for before, word in zip((None, *words), words, strict=False):
        together = before is None or (before.units and word.units)
        written += ("" if together else " ") + (word.accented or word.plain)
    return written
