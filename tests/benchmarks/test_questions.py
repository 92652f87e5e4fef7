"""The questions are many enough, told apart, and each has an answer in its own language."""

from __future__ import annotations

import pytest

from portal.demo.sources import families
from portal.languages import LANGUAGES
from tests.benchmarks.questions import LATER, Asked, languages, questions, share_within

LEAST, LEAST_LATER = 40, 20
ASKED = [*((language.code, "") for language in LANGUAGES), *((code, LATER) for code in languages(LATER))]


class QuestionsTests:
    def test_every_language_of_the_portal_is_asked_in(self) -> None:
        assert set(languages()) == {language.code for language in LANGUAGES}

    @pytest.mark.parametrize(("language", "written"), ASKED)
    def test_each_question_has_an_answer_that_anybody_may_read_in_its_language(
        self, language: str, written: str
    ) -> None:
        asked = questions(language, written)
        there = {
            family.reference for family in families() if language in family.texts and family.facts["marking"] == "CLEAR"
        }
        assert len(asked) >= (LEAST_LATER if written else LEAST)
        assert len({one.id for one in asked}) == len({one.text for one in asked}) == len(asked)
        assert [one.id for one in asked if not one.answers & there] == []

    def test_a_share_counts_the_places_that_are_near_enough(self) -> None:
        question = questions("en")[0]
        asked = [Asked(question, place, 1.0) for place in (1, 5, 6, None)]
        assert share_within(asked, 5) == 0.5
