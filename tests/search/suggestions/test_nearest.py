"""Nearest words and terms, for a page that would have nothing else to offer."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.test import Client

from portal.glossary.models import Concept
from search.offers import Offers, offers_for
from search.query import plan_of_text
from search.results import find
from search.suggestions.models import Kind, Suggestible
from tests.search.library import VISITOR, Library


@pytest.fixture
def no_terms(db: None) -> None:
    """As with a glossary that holds nothing."""
    Suggestible.objects.filter(kind=Kind.CONCEPT).delete()


def offered(typed: str, language: str = "en") -> Offers:
    return offers_for(find(plan_of_text(typed, language), VISITOR), VISITOR)


class TermTests:
    """Of a term with nothing to do with the portal: the glossary may come to know any other word by itself."""

    @pytest.fixture(autouse=True)
    def glossary(self, db: None) -> None:
        term = {"en": "sea anemone", "th": "ดอกไม้ทะเล", "my": "ပင်လယ်ပန်းပွင့်"}
        Concept.objects.create(slug="sea-anemone", group="acts", term=term)

    @pytest.mark.parametrize(("language", "typed", "term"), [("th", "ดอกไม้", "ดอกไม้ทะเล"), ("my", "ပင်လယ်", "ပင်လယ်ပန်းပွင့်")])
    def test_a_word_that_only_terms_hold_leads_to_those_that_find_something(
        self, library: Library, client: Client, language: str, typed: str, term: str
    ) -> None:
        assert not offered(typed, language).nearest
        library.put(1, "Sea anemones")
        assert term in [one.text for one in offered(typed, language).nearest]
        page = client.get(f"/{language}/search/?q={quote(typed)}").content.decode()
        assert f'href="?q={quote(term)}" lang="{language}">{term}</a>' in page

    def test_of_a_question_of_several_words_each_is_looked_for(self, library: Library) -> None:
        library.put(1, "Sea anemones")
        assert "ดอกไม้ทะเล" in [one.text for one in offered("ดอกไม้ zzzzz", "th").nearest]


@pytest.mark.usefixtures("no_terms")
class NearestTests:
    def test_words_of_titles_that_are_like_it_are_offered_where_nothing_is_clear(self, library: Library) -> None:
        library.put(1, "Recruitment agencies")
        assert [one.text for one in offered("recruiterless").nearest] == ["recruitment"]

    def test_of_words_that_are_known_but_never_together_each_is_offered(self, library: Library) -> None:
        library.put(1, "Debt")
        library.put(2, "Harbour", language="id")
        found = offered('"debt harbour"').nearest
        assert [(one.text, one.lang) for one in found] == [("debt", "en"), ("harbour", "id")]
