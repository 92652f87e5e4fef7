"""The help texts: the same in every language but for the words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.utils.translation import override

from portal.catalogues.writing import TRANSLATED, catalogue_path, read
from portal.languages import LANGUAGES, Language
from search.analysis.normalise import normalise
from search.help.reading import SECTIONS, TEXTS, Help, Section, as_html, help_in, names_in

LOCALE = Path(__file__).resolve().parents[3] / "portal" / "locale"
#: By script, how its letters are told.
LETTERS = {
    "Thai": "\u0e00-\u0e7f",
    "Laoo": "\u0e80-\u0eff",
    "Khmr": "\u1780-\u17ff",
    "Mymr": "\u1000-\u109f",
    "Hans": "\u4e00-\u9fff",
    "Taml": "\u0b80-\u0bff",
}
#: Words that no text of this length can do without, and that the other Latin languages do not have.
TELLTALE = {
    "en": {"the", "of", "with"},
    "vi": {"của", "và", "những"},
    "id": {"bahasa", "adalah", "atau", "sebuah"},
    "ms": {"bahasa", "perkataan", "atau", "sesuatu"},
    "fil": {"mga", "ng", "kung"},
    "tet": {"ne’ebé", "sira", "liafuan"},
    "pt": {"uma", "não", "palavras"},
}


def shape(section: Section) -> list[int]:
    """A body as the numbers of its points; 0 is a paragraph."""
    return [len(block.texts) if block.is_list else 0 for block in section.body]


def prose(help_: Help) -> list[str]:
    """Every text of a language that is read, without what is typed and the names of the interface."""
    texts = [help_.lead]
    for section in help_.sections:
        texts += [section.heading, *(text for block in section.body for text in block.texts)]
        texts += [example.finds for example in section.examples]
    return [re.sub(r"`[^`]*`|\{[^{}]*\}|Zawgyi|confiscated", "", text) for text in texts]


def fields_in(section: Section) -> list[str]:
    return re.findall(r"`(\w+:)`", " ".join(text for block in section.body for text in block.texts))


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.code)
class TextsTests:
    def test_every_language_has_the_sections_and_the_paragraphs_of_the_english(self, language: Language) -> None:
        here, english = help_in(language.code), help_in("en")
        assert [section.name for section in here.sections] == list(SECTIONS)
        assert [shape(section) for section in here.sections] == [shape(section) for section in english.sections]
        assert fields_in(here.sections[SECTIONS.index("fields")]) == [
            "country:",
            "type:",
            "theme:",
            "language:",
            "year:",
        ]

    def test_every_section_has_as_many_examples_as_the_english_with_the_same_filters(self, language: Language) -> None:
        for here, english in zip(help_in(language.code).sections, help_in("en").sections, strict=True):
            assert 1 <= len(here.examples) <= 3
            assert [dict(one.parameters) for one in here.examples] == [dict(one.parameters) for one in english.examples]

    def test_the_text_is_in_the_language(self, language: Language) -> None:
        texts = prose(help_in(language.code))
        if language.script in LETTERS:
            for text in texts:
                letters = re.findall(r"[^\W\d_]", text)
                own = re.findall(f"[{LETTERS[language.script]}]", text)
                assert len(own) > 0.9 * len(letters), text
        else:
            said = set(re.findall(r"[\w’]+", " ".join(texts).lower()))
            assert len(TELLTALE[language.code] & said) >= 2
        # Indonesian and Malay may well say the same; nobody else has a whole sentence of another language.
        others = [other for other in LANGUAGES if {other.code, language.code} not in ({language.code}, {"id", "ms"})]
        shared = set(texts) & {text for other in others for text in prose(help_in(other.code))}
        assert {text for text in shared if len(text) > 12} == set()

    def test_most_examples_are_typed_in_the_language(self, language: Language) -> None:
        examples = [example for section in help_in(language.code).sections for example in section.examples]
        assert len([one for one in examples if one.language == language.code]) >= len(examples) - 3

    def test_names_of_the_interface_are_those_of_the_catalogues(self, language: Language) -> None:
        here = [text for section in help_in(language.code).sections for block in section.body for text in block.texts]
        english = [text for section in help_in("en").sections for block in section.body for text in block.texts]
        assert names_in(here) == names_in(english)
        if language.code in TRANSLATED:
            known = read(catalogue_path(LOCALE, language.code))
            for name in names_in(here):
                message = known.get(name)
                assert message is not None and message.string, name


class ReadingTests:
    def test_there_is_a_file_for_each_language_and_no_other(self) -> None:
        assert {path.stem for path in TEXTS.iterdir()} == {language.code for language in LANGUAGES}

    def test_what_is_typed_is_code_and_names_are_those_of_the_page(self) -> None:
        with override("th"):
            html = as_html('<b> `country:"x"` {Filters}')
        assert html == ('&lt;b&gt; <code translate="no">country:&quot;x&quot;</code> <b>ตัวกรอง</b>')

    def test_one_burmese_example_is_typed_in_zawgyi(self) -> None:
        writing = help_in("my").sections[SECTIONS.index("writing")]
        assert [one.query for one in writing.examples if normalise(one.query) != one.query] == ["လူကုန္ကူး"]
