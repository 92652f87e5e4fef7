"""A question that names a concept finds texts that hold any other of its terms, in any language."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from portal.glossary.models import Concept, Synonym
from portal.viewer import ANONYMOUS
from search.concepts import expanded
from search.query import plan_from, plan_of_text
from search.results import find
from tests.conftest import MakePublication


class ConceptsTests:
    @pytest.fixture(autouse=True)
    def glossary(self, portal: None) -> None:
        concept = Concept.objects.create(
            slug="moonlight-work",
            group="means",
            term={"en": "moonlight bond", "th": "พันธะแสงจันทร์", "km": "ចំណងពន្លឺព្រះចន្ទ"},
        )
        Synonym.objects.create(concept=concept, language="en", text="moon debt")

    @pytest.fixture
    def publications(self, make_publication: MakePublication) -> None:
        make_publication("T-2026-101", text="<p>A moonlight bond holds the worker.</p>")
        make_publication("T-2026-102", text="<p>The moon debt was never written down.</p>")
        make_publication("T-2026-103", "th", text="<p>คนงานอยู่ภายใต้พันธะแสงจันทร์ทุกวัน</p>")
        make_publication("T-2026-104", text="<p>The moon was bright and the debt was paid.</p>")

    @pytest.mark.parametrize("typed", ["moonlight bond", "moonlight bonds", "moon debt", "พันธะแสงจันทร์", "ចំណងពន្លឺព្រះចន្ទ"])
    def test_every_term_finds_what_holds_any_other(self, publications: None, typed: str) -> None:
        found = {hit.reference for hit in find(plan_of_text(typed, "en"), ANONYMOUS).hits}
        assert {"T-2026-101", "T-2026-102", "T-2026-103"} <= found

    def test_a_term_within_a_longer_question_is_widened_and_what_holds_the_rest_too_comes_first(
        self, publications: None
    ) -> None:
        found = [hit.reference for hit in find(plan_of_text("moonlight bond written", "en"), ANONYMOUS).hits]
        assert found[0] == "T-2026-102"

    def test_quotes_ask_for_the_words_alone(self, publications: None) -> None:
        found = {hit.reference for hit in find(plan_of_text('"moonlight bond"', "en"), ANONYMOUS).hits}
        assert found == {"T-2026-101"}

    def test_the_address_can_ask_for_the_words_alone(self, publications: None) -> None:
        plan = plan_from(QueryDict("q=moonlight+bond&concepts=no"), "en")
        assert {hit.reference for hit in find(plan, ANONYMOUS).hits} == {"T-2026-101"}

    def test_a_change_of_the_glossary_takes_effect_at_once(self, publications: None) -> None:
        assert expanded(plan_of_text("lunar duty", "en")).expansions == ()
        Synonym.objects.create(concept=Concept.objects.get(slug="moonlight-work"), language="en", text="lunar duty")
        assert expanded(plan_of_text("lunar duty", "en")).expansions[0].concept == "moonlight-work"

    def test_the_other_term_is_marked_in_the_passage(self, publications: None) -> None:
        hits = find(plan_of_text("moonlight bond", "en"), ANONYMOUS).hits
        snippet = next(str(hit.snippet) for hit in hits if hit.reference == "T-2026-103")
        assert "<mark>" in snippet
