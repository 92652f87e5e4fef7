"""The table of public texts is true to the database, in the transaction of every change."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from portal.glossary.models import Concept, Synonym
from search.engines.base import Engine
from search.index import drift
from search.suggestions.models import Kind, Start, Suggestible
from tests.search.library import Library


def titles() -> set[str]:
    return set(Suggestible.objects.filter(kind=Kind.DOCUMENT).values_list("text", flat=True))


def terms(slug: str) -> set[tuple[str, str]]:
    return set(Suggestible.objects.filter(kind=Kind.CONCEPT, family=slug).values_list("language", "text"))


class TitleTests:
    def test_only_what_anybody_may_read_is_in_it(self, library: Library) -> None:
        library.put(1, "Public")
        library.put(2, "For members", partition="green")
        assert titles() == {"Public"}

    def test_a_title_changes_moves_and_goes_with_its_text(self, library: Library) -> None:
        library.put(1, "First")
        library.put(2, "Second")
        library.put(1, "First again")
        library.put(2, "Second", partition="green")
        assert titles() == {"First again"}
        library.take_out(1)
        assert titles() == set()
        assert not Start.objects.filter(kind=Kind.DOCUMENT).exists()

    def test_what_is_rolled_back_leaves_no_trace(self, library: Library) -> None:
        with pytest.raises(RuntimeError), transaction.atomic():
            library.put(1, "Never")
            raise RuntimeError
        assert titles() == set()

    def test_what_stands_is_not_written_again(self, library: Library) -> None:
        library.put(1, "Public", "one body")
        before = Suggestible.objects.get(text="Public").pk
        library.put(1, "Public", "another body")
        assert Suggestible.objects.get(text="Public").pk == before


@pytest.mark.usefixtures("portal")
class TermTests:
    def test_every_language_of_a_concept_is_in_it(self) -> None:
        concept = Concept.objects.get(slug="trafficking-in-persons")
        assert {("en", concept.term["en"]), ("th", concept.term["th"])} <= terms(concept.slug)
        assert len({language for language, _text in terms(concept.slug)}) == 13

    def test_a_concept_that_changes_takes_its_terms_along(self) -> None:
        concept = Concept.objects.get(slug="trafficking-in-persons")
        concept.term = {"en": "a quite new term"}
        concept.save()
        assert ("en", "a quite new term") in terms(concept.slug)
        concept.synonyms.all().delete()
        assert terms(concept.slug) == {("en", "a quite new term")}
        Synonym.objects.create(concept=concept, language="en", text="another way to say it")
        assert ("en", "another way to say it") in terms(concept.slug)
        concept.delete()
        assert terms("trafficking-in-persons") == set()


class DriftTests:
    @pytest.fixture(autouse=True)
    def two_texts(self, library: Library, portal: None) -> None:
        library.put(1, "Labour")
        library.put(2, "Marriage", expires=timezone.now() + timedelta(days=1))

    def test_a_true_table_has_none(self, engine: Engine) -> None:
        assert drift(engine).faults == ()

    def test_titles_and_terms_that_are_missing_stale_or_left_over_are_named_and_mended(self, engine: Engine) -> None:
        Suggestible.objects.filter(text="Labour").delete()
        Suggestible.objects.filter(text="Marriage").update(analysis=0)
        Suggestible.objects.filter(family="trafficking-in-persons").delete()
        Suggestible.objects.create(owner="thing:9", kind=Kind.DOCUMENT, family="9", language="en", text="Gone")
        Suggestible.objects.create(owner="concept:0", kind=Kind.CONCEPT, family="gone", language="en", text="Gone")
        assert drift(engine).faults == (
            "2 titles are suggested wrongly or not at all.",
            "1 titles are suggested of documents that are not there.",
            "The terms of 2 concepts are suggested wrongly or not at all.",
        )
        call_command("check_index", "--fix", stdout=StringIO())
        assert not drift(engine)
        assert titles() == {"Labour", "Marriage"}
        assert terms("trafficking-in-persons")
