"""A language is complete when no reader would meet a gap, a guess or a broken placeholder."""

from __future__ import annotations

import io

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from portal.catalogues.completeness import FORMS, FUZZY, MISSING, PLACEHOLDERS, shortcomings
from portal.catalogues.extraction import BORROWED
from portal.catalogues.writing import number_of_forms

PLURAL = ("%(n)s hit for %(word)s", "%(n)s hits for %(word)s")


def template(*messages: object) -> Catalog:
    """A catalogue of messages as the sources hold them."""
    catalogue = Catalog()
    for message in messages:
        catalogue.add(message, locations=[("search/views.py", 1)])  # type: ignore[arg-type]
    return catalogue


def translated(text: str, code: str = "th") -> Catalog:
    """A catalogue as it is read from a file."""
    head = f'msgid ""\nmsgstr "Plural-Forms: nplurals={number_of_forms(code)}; plural=0;\\n"\n\n'
    return read_po(io.BytesIO((head + text).encode()), charset="utf-8")


def kinds(source: Catalog, text: str, code: str = "th") -> list[str]:
    """The kinds of shortcoming a language has, in order."""
    return [each.kind for each in shortcomings(source, translated(text, code), code)]


class CompletenessTests:
    """What counts as a shortcoming."""

    def test_a_complete_language_has_none(self) -> None:
        assert kinds(template("Search"), 'msgid "Search"\nmsgstr "ค้นหา"\n') == []

    def test_a_message_that_is_not_there_or_empty_is_missing(self) -> None:
        assert kinds(template("Search", "Home"), 'msgid "Search"\nmsgstr ""\n') == [MISSING, MISSING]

    def test_a_guess_is_not_a_translation(self) -> None:
        assert kinds(template("Search"), '#, fuzzy\nmsgid "Search"\nmsgstr "ค้นหา"\n') == [FUZZY]

    @pytest.mark.parametrize("given", ["ผล %(m)s", "ผล", "%(n)s %(n)s %(word)s %(x)s"])
    def test_a_placeholder_may_not_be_lost_or_made_up(self, given: str) -> None:
        assert kinds(
            template("%(n)s results for %(word)s"), f'msgid "%(n)s results for %(word)s"\nmsgstr "{given}"\n'
        ) == [PLACEHOLDERS]

    def test_placeholders_may_change_places(self) -> None:
        assert kinds(template("%(n)s in %(word)s"), 'msgid "%(n)s in %(word)s"\nmsgstr "%(word)s %(n)s"\n') == []

    def test_the_same_text_in_another_context_needs_its_own_translation(self) -> None:
        source = Catalog()
        source.add("May", context="month")
        assert kinds(source, 'msgid "May"\nmsgstr "x"\n') == [MISSING]
        assert kinds(source, 'msgctxt "month"\nmsgid "May"\nmsgstr "x"\n') == []


class PluralFormTests:
    """Each language has as many forms as its grammar asks for."""

    HEAD = f'msgid "{PLURAL[0]}"\nmsgid_plural "{PLURAL[1]}"\n'

    def test_a_language_without_number_has_one_form(self) -> None:
        assert kinds(template(PLURAL), self.HEAD + 'msgstr[0] "%(word)s %(n)s"\n') == []

    def test_a_language_with_number_needs_both_forms(self) -> None:
        assert kinds(template(PLURAL), self.HEAD + 'msgstr[0] "%(word)s %(n)s"\nmsgstr[1] ""\n', "pt") == [FORMS]

    def test_the_form_for_one_may_leave_out_the_number_if_english_does(self) -> None:
        source = template(("One page", "%(n)s pages"))
        head = 'msgid "One page"\nmsgid_plural "%(n)s pages"\n'
        assert kinds(source, head + 'msgstr[0] "Uma página"\nmsgstr[1] "%(n)s páginas"\n', "pt") == []
        assert kinds(source, head + 'msgstr[0] "%(n)s página"\nmsgstr[1] "páginas"\n', "pt") == [PLACEHOLDERS]

    def test_a_plural_translated_as_a_singular_is_not_enough(self) -> None:
        assert kinds(template(PLURAL), f'msgid "{PLURAL[0]}"\nmsgstr "%(word)s %(n)s"\n') == [FORMS]

    def test_a_file_that_counts_in_another_way_is_told(self) -> None:
        wrong = translated('msgid "Search"\nmsgstr "x"\n', "pt")
        assert [each.kind for each in shortcomings(template("Search"), wrong, "th")] == [FORMS]


class BorrowedSentenceTests:
    """A framework's sentence is asked for only where the framework does not say it itself."""

    def source(self) -> Catalog:
        """One sentence of Django's forms."""
        catalogue = Catalog()
        catalogue.add("This field is required.", locations=[(BORROWED, 1)])
        return catalogue

    def test_a_language_django_speaks_needs_no_translation_of_ours(self) -> None:
        assert kinds(self.source(), "", "th") == []

    def test_a_language_django_does_not_speak_needs_one(self) -> None:
        assert kinds(self.source(), "", "lo") == [MISSING]
