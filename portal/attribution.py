"""Who spoke: the rules that say which facts of a speaker a reader may learn, and how two rules meet.

A rule is the set of facts it shows. *Never laxer* means a subset; two rules meet in the rule that shows what both do.
No rule at all means that nothing is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Fact(StrEnum):
    """What may be learnt of something said."""

    WORDS = "words"
    NAME = "name"
    ROLE = "role"
    BODY = "body"
    COUNTRY = "country"


class Attribution(StrEnum):
    """A rule of attribution, from the one that shows all to the one that shows nothing."""

    ON_RECORD = "on_record"
    ROLE_ONLY = "role_only"
    COUNTRY_ONLY = "country_only"
    CHATHAM_HOUSE = "chatham_house"
    NO_REPORT = "no_report"

    @property
    def facts(self) -> frozenset[Fact]:
        """What a reader may learn under this rule."""
        return _FACTS[self]

    def is_laxer_than(self, other: Attribution) -> bool:
        """Whether this rule shows anything that the other keeps back."""
        return not self.facts <= other.facts

    def shown(self, known: Mapping[Fact, str]) -> dict[Fact, str]:
        """What a reader is shown of all that is known."""
        return {fact: told for fact, told in known.items() if fact in self.facts}


_FACTS: dict[Attribution, frozenset[Fact]] = {
    Attribution.ON_RECORD: frozenset(Fact),
    Attribution.ROLE_ONLY: frozenset({Fact.WORDS, Fact.ROLE}),
    Attribution.COUNTRY_ONLY: frozenset({Fact.WORDS, Fact.COUNTRY}),
    Attribution.CHATHAM_HOUSE: frozenset({Fact.WORDS}),
    Attribution.NO_REPORT: frozenset(),
}
_RULE_OF = {facts: rule for rule, facts in _FACTS.items()}


def meeting(rules: Iterable[Attribution]) -> Attribution:
    """The rule that shows what all of several rules show; NO_REPORT for none at all."""
    shared = [rule.facts for rule in rules]
    return _RULE_OF[frozenset.intersection(*shared)] if shared else Attribution.NO_REPORT
