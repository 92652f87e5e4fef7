"""The page of a concept shows what the concept finds, to each viewer what they may read."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from portal.glossary.models import Concept, Synonym
from portal.marking import Label
from portal.members.models import User
from search.shelves import SHOWN
from tests.conftest import MakePublication

ADDRESS = "/en/glossary/moonlight-work/"


class ConceptPageTests:
    @pytest.fixture(autouse=True)
    def publications(self, portal: None, make_publication: MakePublication) -> MakePublication:
        concept = Concept.objects.create(
            slug="moonlight-work", group="means", term={"en": "moonlight bond", "th": "พันธะแสงจันทร์"}
        )
        Synonym.objects.create(concept=concept, language="en", text="moon debt")
        make_publication("T-2026-101", text="<p>The moon debt was never written down.</p>")
        make_publication("T-2026-102", "th", text="<p>คนงานอยู่ภายใต้พันธะแสงจันทร์ทุกวัน</p>")
        make_publication("T-2026-103", text="<p>The moonlight was bright.</p>")
        return make_publication

    def test_it_shows_what_holds_any_of_its_terms_with_the_words_marked(self, client: Client) -> None:
        page = client.get(ADDRESS).content.decode()
        assert re.findall(r'class="ref">(T-[\d-]+)<', page) == ["T-2026-101", "T-2026-102"]
        assert "<mark>moon debt</mark>" in page

    def test_of_many_it_shows_the_first_and_leads_to_all(self, client: Client, publications: MakePublication) -> None:
        for number in range(201, 201 + SHOWN):
            publications(f"T-2026-{number}", text="<p>A moonlight bond holds the worker.</p>")
        page = client.get(ADDRESS).content.decode()
        assert page.count('class="dossier ') == SHOWN
        assert 'href="/en/search/?q=moonlight%20bond">See all ' in page

    def test_a_concept_that_finds_nothing_offers_no_empty_list(self, client: Client) -> None:
        Concept.objects.create(slug="star-work", group="means", term={"en": "starlit covenant"})
        page = client.get("/en/glossary/star-work/").content.decode()
        assert 'id="finds"' not in page
        assert 'href="/en/search/?q=starlit%20covenant"' in page

    def test_what_members_read_is_on_it_for_them_and_leaves_no_trace_for_others(
        self, client: Client, publications: MakePublication, editor: User
    ) -> None:
        before = client.get(ADDRESS).content
        publications("T-2026-301", label=Label.GREEN, text="<p>A moonlight bond, for members.</p>")
        publications("T-2026-302", label=Label.RED, text="<p>A moonlight bond, for nobody here.</p>")
        assert client.get(ADDRESS).content == before
        client.force_login(editor)
        page = client.get(ADDRESS).content.decode()
        assert "T-2026-301" in page
        assert "T-2026-302" not in page
