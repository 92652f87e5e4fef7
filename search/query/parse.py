"""From an address, or from what was typed alone, to a plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from search.query.fields import Chosen, ReadFields, read_fields
from search.query.filters import FilterReader, Parameters, merged
from search.query.plan import Plan
from search.query.text import read_text


def plan_from(parameters: Parameters, language: str, partitions: frozenset[str] = frozenset()) -> Plan:
    """The plan of an address's parameters for a reader of ``language``. Never raises, whatever the input.

    ``partitions`` are those the reader may search: who may search more than one may filter by marking.
    """
    filters = FilterReader(parameters, language, partitions)
    years, (posted_from, posted_to) = filters.years(), filters.posted()
    plan = Plan(
        language=language,
        as_typed=parameters.get("concepts", "") == "no",
        as_spelt=parameters.get("spelling", "") == "no",
        selections=filters.selections(),
        from_year=years.first,
        to_year=years.last,
        posted_from=posted_from,
        posted_to=posted_to,
        sort=filters.sort(),
        page=filters.page(),
        ignored=tuple(filters.ignored),
    )
    return _with_typed(plan, read_fields(parameters.get("q", ""), language, partitions))


def plan_of_text(typed: str, language: str, partitions: frozenset[str] = frozenset()) -> Plan:
    """The plan of what was typed alone, field words among it, for a reader of ``language``."""
    return _with_typed(Plan(language=language), read_fields(typed, language, partitions))


def _with_typed(plan: Plan, typed: ReadFields) -> Plan:
    """The plan of an address with what was typed into its box. A typed year takes the place of the address's."""
    read = read_text(typed.rest, plan.language)
    plan = _with_chosen(plan, typed.chosen)
    if typed.years:
        plan = replace(plan, from_year=typed.years.first, to_year=typed.years.last)
    return replace(
        plan,
        text=read.text,
        wanted=read.wanted,
        unwanted=read.unwanted,
        shortened=read.shortened or typed.shortened,
        ignored=(*plan.ignored, *typed.ignored),
    )


def _with_chosen(plan: Plan, chosen: Iterable[Chosen]) -> Plan:
    page = plan.page
    for one in chosen:
        known = plan.selection(one.facet)
        codes = (one.code,)
        wanted, unwanted = ((), codes) if one.unwanted else (codes, ())
        plan = plan.with_selection(merged(one.facet, (*known.wanted, *wanted), (*known.unwanted, *unwanted)))
    return replace(plan, page=page)
