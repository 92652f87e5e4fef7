"""The glossary: every concept complete in thirteen languages, and a page for each."""

from __future__ import annotations

import re

import pytest
import yaml
from django.test import Client

from portal.glossary.alphabet import letter_of, sort_key
from portal.glossary.groups import ConceptGroup
from portal.glossary.models import Concept, Synonym
from portal.languages import LANGUAGES
from portal.members.models import User
from portal.pages.setting_up.concepts import FOLDER, concepts


class ConceptFilesTests:
    @pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
    def test_each_language_holds_every_concept(self, language: object) -> None:
        english = yaml.safe_load((FOLDER / "en.yaml").read_text(encoding="utf-8"))
        own = yaml.safe_load((FOLDER / f"{language.code}.yaml").read_text(encoding="utf-8"))  # type: ignore[attr-defined]
        assert list(own) == list(english)
        assert len(own) >= 150
        assert all(entry["term"] and entry["definition"] for entry in own.values())
        terms = [entry["term"] for entry in own.values()]
        assert len(set(terms)) == len(terms)

    def test_every_group_has_concepts(self) -> None:
        english = yaml.safe_load((FOLDER / "en.yaml").read_text(encoding="utf-8"))
        assert {entry["group"] for entry in english.values()} == set(ConceptGroup.values)


class GlossaryPagesTests:
    @pytest.mark.parametrize("code", ["en", "km", "my", "zh-hans"])
    def test_the_index_lists_the_terms_of_the_language(self, portal: None, client: Client, code: str) -> None:
        answer = client.get(f"/{code}/glossary/").content.decode()
        assert Concept.objects.get(slug="debt-bondage").term[code] in answer
        assert answer.count("/glossary/") >= Concept.objects.count()

    @pytest.mark.parametrize("code", ["en", "lo", "zh-hans"])
    def test_every_letter_of_the_index_is_one_step_away(self, portal: None, client: Client, code: str) -> None:
        answer = client.get(f"/{code}/glossary/").content.decode()
        links = re.findall(r'<a href="#(letter-\d+)">([^<]+)</a>', answer)
        assert links == re.findall(r'<h2 id="(letter-\d+)">([^<]+)</h2>', answer)
        assert len(links) > 5

    def test_a_concept_shows_its_terms_in_the_other_languages_each_with_its_lang(
        self, portal: None, client: Client
    ) -> None:
        concept = Concept.objects.get(slug="debt-bondage")
        answer = client.get("/lo/glossary/debt-bondage/").content.decode()
        assert f"<h1>{concept.term['lo']}</h1>" in answer
        for language in LANGUAGES:
            if language.code != "lo":
                assert f'<dt lang="{language.tag}">{concept.term[language.code]}' in answer

    def test_an_unknown_concept_is_not_there(self, portal: None, client: Client) -> None:
        assert client.get("/en/glossary/no-such-thing/").status_code == 404

    def test_setting_up_again_keeps_what_staff_changed(self, portal: None) -> None:
        concept = Concept.objects.get(slug="debt-bondage")
        concept.term = {**concept.term, "th": "คำของเรา"}
        concept.save()
        Synonym.objects.filter(concept=concept, language="en").delete()
        concepts()
        concept.refresh_from_db()
        assert concept.term["th"] == "คำของเรา"
        assert not concept.synonyms.filter(language="en").exists()


class AlphabetTests:
    @pytest.mark.parametrize(
        ("term", "letter"),
        [("émigré", "E"), ("đường dây nóng", "D"), ("เหยื่อ", "ห"), ("ໄພ", "ພ"), ("ជនរងគ្រោះ", "ជ"), ("人口贩运", "")],
    )
    def test_a_term_stands_under_the_letter_a_dictionary_gives_it(self, term: str, letter: str) -> None:
        assert letter_of(term) == letter

    def test_accents_do_not_part_words(self) -> None:
        assert sorted(["zoo", "écoute", "edit"], key=sort_key) == ["écoute", "edit", "zoo"]


class ConceptsForStaffTests:
    @pytest.mark.parametrize("sought", ["bondage", "Bonded lab", "แรงงานขัดหนี้", "债役", "servidão por"])
    def test_a_concept_is_found_once_by_any_way_of_writing_it(
        self, portal: None, client: Client, publisher: User, sought: str
    ) -> None:
        client.force_login(publisher)
        page = client.get("/administration/snippets/glossary/concept/", {"q": sought}).content.decode()
        number = Concept.objects.get(slug="debt-bondage").pk
        assert re.findall(r'id="snippet_(\d+)_title"', page) == [str(number)]
