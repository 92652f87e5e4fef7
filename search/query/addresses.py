"""From a plan back to an address: every state of the results page is a readable link."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote, urlencode

from search.query.plan import Plan, Selection


def parameters_of(plan: Plan) -> list[tuple[str, str]]:
    """The parameters that say this plan, in a fixed order, leaving out what is as usual."""
    pairs: list[tuple[str, str]] = [("q", plan.text)] if plan.text else []
    if plan.as_typed:
        pairs.append(("concepts", "no"))
    if plan.as_spelt:
        pairs.append(("spelling", "no"))
    for selection in plan.selections:
        pairs += [(selection.facet, code) for code in selection.wanted]
        pairs += [(selection.facet, f"-{code}") for code in selection.unwanted]
    ranges = {
        "from": plan.from_year,
        "to": plan.to_year,
        "posted_from": plan.posted_from,
        "posted_to": plan.posted_to,
    }
    pairs += [(name, str(value)) for name, value in ranges.items() if value is not None]
    if plan.sort:
        pairs.append(("sort", plan.sort.value))
    if plan.page > 1:
        pairs.append(("page", str(plan.page)))
    return pairs


def query_of(plan: Plan) -> str:
    """The query of an address, with its question mark; a bare question mark for the plan of everything."""
    return "?" + urlencode(parameters_of(plan), quote_via=quote, safe="-")


def toggled(plan: Plan, facet: str, code: str) -> Plan:
    """The plan without this value of a facet, whether it was wanted or unwanted."""
    chosen = plan.selection(facet)
    return plan.with_selection(
        Selection(
            facet,
            tuple(one for one in chosen.wanted if one != code),
            tuple(one for one in chosen.unwanted if one != code),
        )
    )


def excluding(plan: Plan, facet: str, code: str) -> Plan:
    """The plan that leaves out this value of a facet."""
    chosen = toggled(plan, facet, code).selection(facet)
    return plan.with_selection(replace(chosen, unwanted=(*chosen.unwanted, code)))


def on_page(plan: Plan, page: int) -> Plan:
    """The plan turned to another page."""
    return replace(plan, page=page)
