"""The saved search of a watch: from an address to what is stored, and back to a plan and to words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote, urlencode

from django.http import QueryDict

from search.in_force import ActiveFilter, filters_in_force
from search.query import Plan, Selection, plan_from
from search.query.addresses import parameters_of
from search.query.filters import CHOICES, Parameters, labels_of


def watched(parameters: Parameters, language: str, partitions: frozenset[str]) -> tuple[Plan, tuple[str, ...]]:
    """The plan that is watched, and the languages that were chosen in it.

    Days of posting, the order and the page say nothing of what is to come. Languages are said by the watch itself.
    """
    plan = plan_from(parameters, language, partitions)
    languages = plan.selection("language").wanted
    plan = replace(plan, posted_from=None, posted_to=None, sort=None, page=1, ignored=())
    return plan.with_selection(Selection("language")), languages


def stored(plan: Plan) -> str:
    """A plan as it is kept: the parameters of its address, in their order; empty for the whole library."""
    return urlencode(parameters_of(plan), quote_via=quote, safe="-")


def plan_of(question: str, language: str, partitions: frozenset[str]) -> Plan:
    """The plan of a stored question for a reader of these partitions. What is unknown by now is left out."""
    return plan_from(QueryDict(question), language, partitions)


def filters_of(plan: Plan) -> Sequence[ActiveFilter]:
    """The filters of a plan, for people to read."""
    return filters_in_force(plan, {facet: labels_of(facet, plan.language) for facet in CHOICES})
