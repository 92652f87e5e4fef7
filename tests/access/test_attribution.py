"""Rules of attribution meet in what both show, and none shows more than it says."""

from __future__ import annotations

import itertools

import pytest

from portal.attribution import Attribution, Fact, meeting

KNOWN = {Fact.WORDS: "We agree.", Fact.NAME: "A name", Fact.ROLE: "Desk", Fact.BODY: "A body", Fact.COUNTRY: "LA"}


class AttributionTests:
    @pytest.mark.parametrize(
        ("rule", "facts"),
        [
            ("on_record", {"words", "name", "role", "body", "country"}),
            ("role_only", {"words", "role"}),
            ("country_only", {"words", "country"}),
            ("chatham_house", {"words"}),
            ("no_report", set()),
        ],
    )
    def test_a_rule_shows_its_facts_and_no_others(self, rule: str, facts: set[str]) -> None:
        assert set(Attribution(rule).shown(KNOWN)) == facts

    def test_two_rules_meet_in_what_both_show(self) -> None:
        for one, other in itertools.product(Attribution, repeat=2):
            met = meeting([one, other])
            assert met.facts == one.facts & other.facts
            assert not met.is_laxer_than(one)
            assert not met.is_laxer_than(other)
        assert meeting([Attribution.ROLE_ONLY, Attribution.COUNTRY_ONLY]) is Attribution.CHATHAM_HOUSE

    def test_no_rule_tells_nothing(self) -> None:
        assert meeting([]) is Attribution.NO_REPORT

    def test_laxer_is_what_shows_something_the_other_keeps_back(self) -> None:
        assert Attribution.ROLE_ONLY.is_laxer_than(Attribution.COUNTRY_ONLY)
        assert Attribution.CHATHAM_HOUSE.is_laxer_than(Attribution.NO_REPORT)
        assert not Attribution.CHATHAM_HOUSE.is_laxer_than(Attribution.CHATHAM_HOUSE)
