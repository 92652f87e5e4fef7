"""From an address to a plan."""

from __future__ import annotations

from search.query.filters import FilterReader, Parameters
from search.query.plan import Plan
from search.query.text import read_text


def plan_from(parameters: Parameters, language: str) -> Plan:
    """The plan of an address's parameters for a reader of ``language``. Never raises, whatever the input."""
    read = read_text(parameters.get("q", ""))
    filters = FilterReader(parameters, language)
    return Plan(
        language=language,
        text=read.text,
        wanted=read.wanted,
        unwanted=read.unwanted,
        shortened=read.shortened,
        as_typed=parameters.get("concepts", "") == "no",
        selections=filters.selections(),
        from_year=filters.year("from"),
        to_year=filters.year("to"),
        posted_from=filters.day("posted_from"),
        posted_to=filters.day("posted_to", end=True),
        sort=filters.sort(),
        page=filters.page(),
        ignored=tuple(filters.ignored),
    )


def plan_of_text(typed: str, language: str) -> Plan:
    """The plan of words alone, for a reader of ``language``."""
    read = read_text(typed)
    return Plan(
        language=language,
        text=read.text,
        wanted=read.wanted,
        unwanted=read.unwanted,
        shortened=read.shortened,
    )
