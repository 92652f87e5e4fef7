"""What of a question means nothing here and was left out, by the names the filters have in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from search.facets import LEGENDS
from search.query import Ignored, Plan
from search.query.fields import FIELDS, YEAR

#: So many are named; of the others it is said how many they are.
MOST_NAMED = 12

_ISSUED, _POSTED = _("Year of issue"), _("Posted on this portal")
_NAMES: dict[str, Promise] = {
    **LEGENDS,
    **{YEAR: _ISSUED, "from": _ISSUED, "to": _ISSUED, "posted_from": _POSTED, "posted_to": _POSTED},
    "sort": _("Order"),
    "page": _("Page"),
}


@dataclass(frozen=True)
class LeftOut:
    """A filter as a reader knows it, and the value it has not."""

    label: str | Promise
    value: str


def left_out(plan: Plan) -> list[LeftOut]:
    """The first of what was left out, each once."""
    return [LeftOut(_label(one.parameter), one.value) for one in _each(plan)[:MOST_NAMED]]


def more_left_out(plan: Plan) -> int:
    """How many there are besides those."""
    return max(0, len(_each(plan)) - MOST_NAMED)


def _each(plan: Plan) -> list[Ignored]:
    return list(dict.fromkeys(plan.ignored))


def _label(parameter: str) -> str | Promise:
    name = FIELDS.get(parameter, parameter)
    return _NAMES.get(name, name)
