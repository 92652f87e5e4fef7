"""The examples of the help, run on the demo's publications: each does what its section says."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import override

from portal.languages import LANGUAGES, Language
from portal.viewer import ANONYMOUS
from search.help.reading import Example, help_in
from search.query import plan_from
from search.results import Results, find

pytestmark = pytest.mark.usefixtures("demo", "db")


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The whole demo, loaded once for all tests of this file and taken back after the last."""
    case = transaction.atomic()
    # As Django marks its own: in a transaction that only wraps tests, an engine elsewhere may be asked.
    case._from_testcase = True  # type: ignore[attr-defined]
    with django_db_blocker.unblock(), case:
        call_command("load_demo", stdout=StringIO())
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)


def found(example: Example, code: str) -> Results:
    """What a visitor who reads this language finds by an example, as the results page would."""
    return _found(example.address, code)


@cache
def _found(address: str, code: str) -> Results:
    # Nothing changes the demo while these tests run, so each example is asked once.
    parameters = QueryDict(address[1:])
    with override(code):
        return find(plan_from(parameters, code), ANONYMOUS)


def examples(code: str, name: str) -> tuple[Example, ...]:
    return next(section.examples for section in help_in(code).sections if section.name == name)


def keys(results: Results) -> set[str]:
    return {hit.key for hit in results.hits}


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.code)
class ExamplesTests:
    def test_each_finds_something_and_all_of_it_is_understood(self, language: Language) -> None:
        for section in help_in(language.code).sections:
            for example in section.examples:
                results = found(example, language.code)
                assert results.total >= 1, example
                assert not results.plan.ignored, example
                assert not results.plan.shortened, example

    def test_what_is_typed_in_the_language_finds_texts_in_the_language(self, language: Language) -> None:
        for section in help_in(language.code).sections:
            for example in section.examples:
                if example.language == language.code:
                    assert language.code in {hit.language for hit in found(example, language.code).hits}, example

    def test_field_words_become_filters(self, language: Language) -> None:
        with_name, with_type, without = (found(one, language.code).plan for one in examples(language.code, "fields"))
        assert with_name.selection("country").wanted == ("KH",)
        assert with_type.selection("type").wanted == ("guideline",)
        assert (with_type.from_year, with_type.to_year) == (2025, 2026)
        assert without.selection("country").unwanted == ("TH",)

    def test_values_named_in_the_text_are_known(self, language: Language) -> None:
        fields = next(section for section in help_in(language.code).sections if section.name == "fields")
        typed = [part for block in fields.body for text in block.texts for part in text.split("`")[1::2]]
        named = [text for text in typed if not text.endswith(":")]
        assert len(named) >= 9
        for text in named:
            plan = plan_from(QueryDict(f"q={text.replace('+', '%2B')}"), language.code)
            assert plan.has_filters, text
            assert not plan.ignored and not plan.wanted, text

    def test_a_minus_leaves_out_what_would_be_found(self, language: Language) -> None:
        (example,) = examples(language.code, "without")
        words, minus, _left_out = example.query.rpartition(" -")
        assert minus
        kept = Example(words, "", language.code, {})
        assert keys(found(kept, language.code)) - keys(found(example, language.code))

    def test_quotes_find_no_more_than_the_words_alone(self, language: Language) -> None:
        (example,) = examples(language.code, "phrase")
        results = found(example, language.code)
        assert [chunk.quoted for chunk in results.plan.wanted] == [True]
        words = Example(example.query.strip('"'), "", language.code, {})
        assert keys(results) <= keys(found(words, language.code))

    def test_the_number_finds_its_publication_first(self, language: Language) -> None:
        (example,) = examples(language.code, "numbers")
        assert found(example, language.code).hits[0].reference == example.query

    def test_a_concept_widens_the_search_until_it_is_switched_off(self, language: Language) -> None:
        widened, as_typed = (found(one, language.code).plan for one in examples(language.code, "meaning"))
        assert widened.text == as_typed.text
        assert widened.expansions
        assert not as_typed.expansions

    def test_filters_and_order_do_as_they_say(self, language: Language) -> None:
        guidelines, newest = (found(one, language.code) for one in examples(language.code, "narrowing"))
        assert {hit.type for hit in guidelines.hits} == {"guideline"}
        assert newest.plan.order == "newest"

    def test_the_word_of_the_last_section_stands_in_no_title_of_what_it_finds(self, language: Language) -> None:
        (example,) = examples(language.code, "searched")
        hits = found(example, language.code).hits
        assert any(example.query.casefold() not in hit.title.casefold() and hit.snippet for hit in hits)
