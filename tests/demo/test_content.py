"""What the demo holds, read from its sources: enough of everything, in every language, and nothing that harms."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest

from portal.dates import PartialDate
from portal.demo.sources import COUNTRIES, PUBLICATIONS, Family, families, load
from portal.languages import BY_CODE
from portal.marking import PAGE_LABELS
from portal.pages.rich_text import split_sections
from portal.pages.setting_up.label_files import joined
from portal.pages.setting_up.reference_data import GLOSSARY_LABELS, MEMBER_STATES
from resources.models.publication import ANSWER_WORDS, TRANSLATED_WORDS
from resources.types import TYPES

#: Seven digits or more, however they are grouped: a telephone number. Dates and years in brackets are none.
_NUMBER = re.compile(r"\+?\d(?:[ ().\-/]{0,2}\d){6,}")
_DATE = re.compile(r"[A-Z]-\d{4}-\d{3}|\d{4}-\d{2}(?:-\d{2})?(?!\d)|\d{4}[–/-]\d{4}(?!\d)|\d{4} \(\d{4}\)?")
_ADDRESS = re.compile(r"[\w.]+@[\w.]+|https?://|www\.")


@cache
def published() -> list[Family]:
    return families()


class AmountTests:
    def test_there_are_sixty_families_that_somebody_may_read(self) -> None:
        assert len([family for family in published() if family.facts["marking"] in PAGE_LABELS]) >= 60
        assert {family.facts["marking"] for family in published()} == {"CLEAR", "GREEN"}

    def test_every_type_country_and_theme_has_some(self) -> None:
        types = Counter(family.facts["type"] for family in published())
        assert set(types) == set(TYPES)
        assert min(types.values()) >= 5
        countries = Counter(code for family in published() for code in family.facts.get("countries") or [])
        assert {code for code, *_rest in MEMBER_STATES} <= set(countries)
        themes = Counter(slug for family in published() for slug in family.facts["themes"])
        assert set(joined(GLOSSARY_LABELS, "themes", "*", "label")) == set(themes)

    def test_fifteen_families_speak_four_languages_or_more(self) -> None:
        assert len([family for family in published() if len(family.texts) >= 4]) >= 15

    @pytest.mark.parametrize("code", BY_CODE)
    def test_each_language_has_eight_with_real_text(self, code: str) -> None:
        whole = [
            family.reference
            for family in published()
            if code in family.texts and self._paragraphs(family.texts[code][1]) >= 3
        ]
        assert len(whole) >= 8

    def _paragraphs(self, markdown: str) -> int:
        html = "".join(text for _heading, text in split_sections(markdown))
        return len([part for part in re.findall(r"<p>(.*?)</p>", html, re.DOTALL) if len(part.encode()) > 90])

    def test_every_member_state_has_law_authorities_services_and_notes_in_every_language(self) -> None:
        facts = load(COUNTRIES / "facts.yaml")
        assert set(facts) == {code for code, *_rest in MEMBER_STATES}
        for country in facts.values():
            assert country["laws"]
            assert country["authorities"]
            assert country["services"]
        for code in BY_CODE:
            texts = load(COUNTRIES / f"{code}.yaml")
            for country in facts:
                assert texts[country]["lead"], (code, country)
                assert len(texts[country]["context"]) >= 1, (code, country)


class HarmlessTests:
    def _texts(self) -> dict[str, str]:
        files = [*PUBLICATIONS.rglob("*.md"), *PUBLICATIONS.rglob("*.yaml"), *COUNTRIES.glob("*.yaml")]
        assert len(files) > 200
        return {f"{path.parent.name}/{path.name}": path.read_text(encoding="utf-8") for path in files}

    def test_nothing_looks_like_a_telephone_number_or_an_address_of_a_person(self) -> None:
        found = {
            name: hits
            for name, text in self._texts().items()
            if (hits := [*_NUMBER.findall(_DATE.sub("", text)), *_ADDRESS.findall(text)])
        }
        assert found == {}

    def test_services_carry_no_number_at_all(self) -> None:
        for country in load(COUNTRIES / "facts.yaml").values():
            for service in country["services"]:
                assert set(service) <= {"function", "hours", "groups", "languages"}

    def test_no_share_is_shown_as_a_fact(self) -> None:
        shares = {
            name: hits
            for name, text in self._texts().items()
            if name.endswith(".md") and (hits := re.findall(r"\d+(?:[.,]\d+)? ?(?:%|per cent|percent)", text))
        }
        assert shares == {}


class SoundTests:
    def test_every_fact_points_to_something(self) -> None:
        references = {family.reference for family in published()}
        known = {
            "themes": set(joined(GLOSSARY_LABELS, "themes", "*", "label")),
            "provisions": set(joined(GLOSSARY_LABELS, "provisions", "*", "label")),
            "audiences": set(joined(GLOSSARY_LABELS, "audiences")),
            "victim_groups": set(joined(GLOSSARY_LABELS, "victim_groups")),
            "countries": {code for code, *_rest in MEMBER_STATES},
            "related": references,
        }
        for family in published():
            for name, allowed in known.items():
                assert set(family.facts.get(name) or []) <= allowed, (family.reference, name)
            assert family.facts.get("superseded_by", "") in references | {""}
            PartialDate.parse(str(family.facts["issued"]))

    def test_every_answer_is_short_and_every_text_whole(self) -> None:
        for family in published():
            for code, (front, body) in family.texts.items():
                answer = f"{front['says']} {front['do']} {front['who']}".split()
                assert len(answer) <= (ANSWER_WORDS if code == "en" else TRANSLATED_WORDS), (family.reference, code)
                assert front["title"], (family.reference, code)
                assert split_sections(body) or family.facts["type"] == "initiative", (family.reference, code)

    def test_translations_have_the_sections_of_their_source(self) -> None:
        for family in published():
            sections = {code: len(split_sections(body)) for code, (_front, body) in family.texts.items()}
            assert len(set(sections.values())) == 1, (family.reference, sections)
