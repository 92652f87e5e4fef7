"""A new index must not lose what stands first for the questions everybody relies on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest

from portal.indexing import IndexRecord
from portal.languages import LANGUAGES
from search.engines.base import QuestionRefusedError
from search.engines.elasticsearch import ElasticsearchEngine, controls, indices, mapping, searching
from search.engines.elasticsearch.connecting import Cluster
from search.engines.elasticsearch.rebuilding import NotSwappedError
from search.engines.elasticsearch.wording import told_in_words
from search.engines.elasticsearch.writing import put, sent
from search.partitions import PARTITIONS
from search.query import Plan, plan_of_text
from tests.search.engines.elasticsearch.records import ready, record

pytestmark = pytest.mark.django_db


@pytest.fixture
def database() -> dict[str, IndexRecord]:
    return {one.key: one for one in (record(1, "Fishing"), record(2, "Fees of recruitment", partition="green"))}


@pytest.fixture
def engine(cluster: Cluster, database: dict[str, IndexRecord], monkeypatch: pytest.MonkeyPatch) -> ElasticsearchEngine:
    monkeypatch.setattr(controls, "_plans", lambda: [plan_of_text(text, "en") for text in ("fees", "nothing at all")])
    versions = count(1)
    engine = ElasticsearchEngine(cluster, lambda: next(versions), seconds=20)
    engine.send(ready(*database.values()), ())
    engine.settle()
    return engine


class ControlsTests:
    def test_a_question_that_loses_its_first_hit_stops_the_rebuild(
        self, engine: ElasticsearchEngine, database: dict[str, IndexRecord]
    ) -> None:
        with pytest.raises(NotSwappedError, match="“fees” does not find thing:2 any more"):
            engine.rebuild(["thing:1"], database.get)
        assert sorted(engine.keys()) == ["thing:1", "thing:2"]

    def test_what_is_gone_or_reads_otherwise_is_not_missed(
        self, engine: ElasticsearchEngine, database: dict[str, IndexRecord]
    ) -> None:
        database["thing:2"] = replace(database["thing:2"], title="Something else")
        assert engine.rebuild(list(database), database.get) == 2
        del database["thing:2"]
        assert engine.rebuild(list(database), database.get) == 1

    def test_what_is_published_while_the_questions_are_asked_is_not_missed(
        self,
        engine: ElasticsearchEngine,
        cluster: Cluster,
        database: dict[str, IndexRecord],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        def plans() -> Iterator[Plan]:
            database["thing:3"] = record(3, "Remedies")
            engine.send(ready(database["thing:3"]), ())
            # The live index does so every second by itself; the one that is built does not.
            cluster.client.indices.refresh(index=cluster.alias("clear"))
            yield plan_of_text("remedies", "en")

        monkeypatch.setattr(controls, "_plans", plans)
        assert engine.rebuild(list(database), database.get) == 3

    def test_an_older_index_that_does_not_understand_a_question_holds_up_nothing(
        self, cluster: Cluster, database: dict[str, IndexRecord], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        indices.drop(cluster)
        older = replace(cluster, version="0123abcd")
        with monkeypatch.context() as before:
            # Without places in a field, the cluster refuses to say how often a phrase stands in it.
            before.setitem(mapping.PROPERTIES, "x", {**mapping.PROPERTIES["x"], "index_options": "freqs"})
            before.setattr(indices, "VERSION", older.version)
            for partition in PARTITIONS:
                indices.make(older, partition, alias=older.alias(partition))
        database["thing:4"] = replace(record(4, "Phí tuyển dụng"), language="vi")
        sent(older, [put(older.alias("clear"), 1, one, analysed) for one, analysed in ready(database["thing:4"])])
        indices.settle(older)
        question = plan_of_text("phí tuyển", "vi")
        with pytest.raises(QuestionRefusedError, match="no positions"), told_in_words():
            searching.search(question, ["clear"], older)
        monkeypatch.setattr(controls, "_plans", lambda: [question])
        versions = count(2)
        assert ElasticsearchEngine(cluster, lambda: next(versions), seconds=20).rebuild(database, database.get) == 3


class QuestionsTests:
    def test_the_examples_of_the_help_are_among_them_in_every_language(self) -> None:
        asked = list(controls._examples())
        assert {language for language, _text in asked} == {language.code for language in LANGUAGES}
        assert all(text for _language, text in asked)
