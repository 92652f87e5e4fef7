"""Near words: everyday speech finds what texts of the field write, where nothing holds the words themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.http import QueryDict

from search import query
from search.engines import engine_named
from search.query import Tier, plan_from, plan_of_text
from search.query.near_words import LANGUAGES, LONGEST_ENTRY, near_words
from tests.search.library import Library

CLEAR = frozenset({"clear"})
FOLDER = Path(query.__file__).parent / "near_words"


class ListTests:
    def test_a_form_of_a_word_has_the_near_words_of_its_group_and_not_itself(self) -> None:
        near = near_words(["bosses"], 0, "en")
        assert "employer" in near
        assert "bosses" not in near

    def test_several_words_are_one_entry(self) -> None:
        assert "shelter" in near_words(["a", "safe", "house"], 1, "en")

    def test_a_language_without_a_list_has_none(self) -> None:
        assert near_words(["boss"], 0, "xx") == ()

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_group_holds_two_short_entries_at_least(self, language: str) -> None:
        lines = (FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines()
        for line in lines:
            entries = [entry.strip() for entry in line.split(",")]
            told = len(entries) > 1 and all(0 < len(entry.split()) <= LONGEST_ENTRY for entry in entries)
            assert told or line.startswith("#"), line


class PlanTests:
    def test_a_word_is_near_to_words_of_the_readers_language_and_quotes_to_none(self) -> None:
        (word,) = plan_of_text("skipper", "en").words
        assert "captain" in {chunk.typed for chunk in word.near}
        assert all(not word.near for word in plan_of_text('"the skipper"', "en").words)

    def test_only_a_question_in_words_that_join_is_a_sentence(self) -> None:
        assert plan_of_text("where can I talk to a maid when her boss is away from home?", "en").is_sentence
        assert not plan_of_text("the rights of domestic workers", "en").is_sentence


@pytest.mark.django_db
class FindingTests:
    def test_near_words_find_after_the_words_themselves(self, library: Library) -> None:
        library.put(1, "A captain at the pier", "nothing else")
        library.put(2, "A skipper at the harbour", "nothing else")
        found = self.ask("q=skipper+harbour+inspections")
        assert found == [2, 1]

    def test_whoever_asks_for_the_typed_words_alone_gets_no_others(self, library: Library) -> None:
        library.put(1, "A captain at the pier", "nothing else")
        assert self.ask("q=skipper+harbour") == [1]
        assert self.ask("q=skipper+harbour&concepts=no") == []

    def test_of_a_sentence_a_title_counts_more_than_all_words_scattered(self, library: Library) -> None:
        scattered = " ".join(["tell", "filler " * 200, "interpreter", "filler " * 200, "begin"])
        library.put(1, "Other things", scattered)
        library.put(2, "What to tell an interpreter", "interpreter " * 5)
        assert self.ask("q=what+should+I+tell+the+interpreter+before+we+begin") == [2, 1]

    @staticmethod
    def ask(address: str) -> list[int]:
        found = engine_named().search(plan_from(QueryDict(address), "en"), CLEAR)
        assert found.tier in (Tier.PARTS, Tier.WORDS, Tier.PHRASES)
        return [int(hit.key.partition(":")[2]) for hit in found.hits]
