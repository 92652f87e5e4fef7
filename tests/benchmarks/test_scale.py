"""Very many made documents are what they are said to be, and their index is one the engine could have written."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection

from portal.indexing import IndexRecord
from search.documents import analyse_record
from search.engines.embedded import EmbeddedEngine
from search.engines.embedded.tables import COLUMNS, words_table
from search.models import IndexedText, ShownText
from search.query import plan_of_text
from tests.benchmarks import scale, scale_index
from tests.benchmarks.scale_analysis import LENGTH, records
from tests.benchmarks.scale_asking import KINDS, SLOW
from tests.benchmarks.scale_beside import Did
from tests.benchmarks.scale_index import begin_with, build, opened
from tests.benchmarks.scale_portal import broken_off_after
from tests.benchmarks.scale_texts import MIX, document
from tests.benchmarks.scale_words import VOCABULARY, made_word, vocabulary
from tests.benchmarks.scale_writing import Measured, _result

NUMBER = 120


@pytest.fixture(scope="module", autouse=True)
def _connected(django_db_blocker: Any) -> Iterator[None]:
    """Files of their own may be connected to; the database of the tests is not asked for."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="module")
def built(_connected: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of a few documents, built in one go."""
    path = tmp_path_factory.mktemp("scale") / "few.sqlite3"
    assert build(path, NUMBER, time.monotonic() + 60)
    return path


@pytest.fixture
def index(built: Path) -> Iterator[EmbeddedEngine]:
    """The engine on those documents."""
    with opened(built):
        yield EmbeddedEngine()


class WordsTests:
    def test_every_rank_has_a_word_of_its_own(self) -> None:
        words, _sums = vocabulary()
        assert len(set(words)) == VOCABULARY
        assert words[41] == made_word(42)


class DocumentsTests:
    def test_a_number_makes_the_same_document_each_time(self) -> None:
        assert document(4_711) == document(4_711)
        assert document(4_711) != document(4_712)

    def test_tokens_are_those_the_analysis_would_make(self) -> None:
        for number in range(1, 40):
            made = document(number)
            read, ready = analyse_record(made.record), made.analysed()
            for name in ("w", "x", "s", "g"):
                assert Counter(getattr(read.title, name)) == Counter(getattr(ready.title, name))
                assert Counter(getattr(read.whole, name)) == Counter(getattr(ready.whole, name))

    def test_languages_and_lengths_are_mixed_as_told(self) -> None:
        made = [document(number) for number in range(1, 1_501)]
        assert Counter(each.record.language for each in made) == {code: 15 * share for code, share in MIX.items()}
        assert 2_900 < sum(len(each.whole.text.encode()) for each in made) / len(made) < 3_400
        assert 0.9 < sum(made_word(3) in each.whole.w.split() for each in made) / len(made) < 0.99

    def test_a_family_shares_its_facts_and_has_each_language_once(self) -> None:
        families: dict[str, list[IndexRecord]] = {}
        for number in range(1, 301):
            record = document(number).record
            families.setdefault(record.family, []).append(record)
        assert {len(family) for family in families.values()} == {1, 2, 3, 5}
        for family in families.values():
            assert len({record.language for record in family}) == len(family)
            assert len({(str(record.facets), record.issued, record.partition, record.type) for record in family}) == 1


class IndexTests:
    def test_rows_and_words_agree_and_every_document_is_there(self, index: EmbeddedEngine) -> None:
        assert index.faults() == []
        assert len(index.keys()) == NUMBER

    def test_rows_are_as_the_engine_writes_them(self, index: EmbeddedEngine) -> None:
        before, made = _told(7), document(7)
        index.write(made.record, made.analysed())
        assert _told(7) == before

    def test_a_document_is_found_by_its_words(self, index: EmbeddedEngine) -> None:
        record = document(7).record
        found = index.search(plan_of_text(f'"{record.title}"', "en"), frozenset({record.partition}))
        assert record.family in {hit.family for hit in found.hits}

    def test_a_build_that_was_broken_off_goes_on(
        self, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(scale_index, "BATCH", 50)
        monkeypatch.setattr(scale_index, "PIECE", 50)
        path = tmp_path / "broken.sqlite3"
        assert build(path, NUMBER, until=0) is None
        with opened(path):
            assert IndexedText.objects.count() == 50
        assert build(path, NUMBER, time.monotonic() + 60)
        assert _everything(path) == _everything(built)

    def test_a_larger_file_begins_with_a_smaller_one(self, built: Path, tmp_path: Path) -> None:
        begin_with(tmp_path / "more.sqlite3", built)
        assert _everything(tmp_path / "more.sqlite3") == _everything(built)

    def test_a_file_made_otherwise_is_made_anew(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "other.sqlite3"
        assert build(path, 20, time.monotonic() + 60)
        monkeypatch.setattr(scale_index, "stamp", lambda: "another")
        assert build(path, 10, time.monotonic() + 60)
        with opened(path):
            assert IndexedText.objects.count() == 10


def _told(number: int) -> dict[str, object]:
    """Every column of a document: of its row, of its words, of what is shown of it."""
    text = IndexedText.objects.get(key=f"made:{number}")
    row = {field.column: getattr(text, field.column) for field in IndexedText._meta.concrete_fields}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {words_table(text.partition)} WHERE rowid = %s", [text.pk])
        words = {name: Counter(column.split()) for name, column in zip(COLUMNS, cursor.fetchone(), strict=True)}
    # A hash of what the document was read from is the engine's own.
    return {**row, **words, "fingerprint": "", "shown": ShownText.objects.get(row=text).text}


def _everything(path: Path) -> list[tuple[str, str]]:
    with opened(path):
        return [*ShownText.objects.order_by("row").values_list("row__key", "text")]


class ToldTests:
    def test_a_kind_that_takes_too_long_is_named(self) -> None:
        built = scale_index.Built(200_000, 100.0, 4 * 10**9, 2_000.0, 1_000.0)
        quick, slow = scale.Asked([10.0], [20.0], [9.0], [5]), scale.Asked([10.0], [200.0], [9.0], [5])
        asked = {**{kind.name: quick for kind in KINDS}, "a phrase": slow, next(iter(SLOW)): slow}
        told = scale._told(200_000, built, asked)
        assert "Not held: a phrase." in told
        assert "**200**" in told

    def test_a_kind_that_was_not_asked_is_named(self) -> None:
        told = scale._told(200_000, scale_index.Built(1, 1.0, 1, 1.0, 1.0), {})
        assert told.count("not asked") == len(KINDS)

    def test_a_statement_that_takes_too_long_is_broken_off(self, index: EmbeddedEngine) -> None:
        endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n"
        with pytest.raises(OperationalError), broken_off_after(0.1), connection.cursor() as cursor:
            cursor.execute(endless)
        assert len(index.keys()) == NUMBER

    def test_kinds_have_names_of_their_own(self) -> None:
        assert len({kind.name for kind in KINDS}) == len(KINDS)
        assert len(SLOW) == 4

    def test_what_failed_beside_a_rebuild_is_told(self) -> None:
        did = {"a writer beside a rebuild": [Did([1.0, 2_500.0], ["OperationalError('database is locked')"])]}
        told = _result(Measured(did, rebuilt=7))
        assert "database is locked" in told
        assert "longer than 2.5 s" in told


class AnalysisTests:
    def test_texts_have_the_length_they_are_measured_by(self) -> None:
        for language in MIX:
            made = [*records(language, 3)]
            assert {len(record.body) for record in made} == {LENGTH}
            assert len({record.body for record in made}) == 3
