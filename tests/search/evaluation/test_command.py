"""``manage.py evaluate_search``: a scratch index, the product's own analysis, figures and runs."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from search.engines import engine_named
from search.evaluation.scratch import scratch_engine
from search.models import IndexedText
from search.query import plan_of_text
from tests.search.evaluation.test_collection import write
from tests.search.library import Library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two collections, one of them asked in two ways."""
    lao = tmp_path / "asked" / "lo"
    write(lao, "corpus.jsonl", {"id": "one", "text": "ສິດທິມະນຸດ"}, {"id": "two", "text": "ການຄ້າມະນຸດ"})
    write(lao, "queries.jsonl", {"id": "q", "text": "ສິດທິ"}, {"id": "unjudged", "text": "ມະນຸດ"})
    write(lao, "qrels.tsv", "q\tone\t1")
    write(lao, "queries.apart.jsonl", {"id": "q", "text": "ສິດ\u200bທິ"})
    mixed = tmp_path / "asked" / "mixed"
    write(mixed, "corpus.jsonl", {"id": "my", "text": "လူကုန်ကူးမှု", "lang": "my"}, {"id": "en", "text": "x", "lang": "en"})
    write(mixed, "queries.jsonl", {"id": "zawgyi", "text": "လူကုန္ကူးမႈ"})
    write(mixed, "qrels.tsv", "zawgyi\tmy\t1")
    return tmp_path / "asked"


def run(folder: Path, **options: object) -> list[list[str]]:
    said = StringIO()
    call_command("evaluate_search", str(folder), stdout=said, **options)
    return [line.split() for line in said.getvalue().splitlines()]


@pytest.mark.django_db
class EvaluateSearchTests:
    def test_each_set_of_queries_has_a_line_of_figures(self, folder: Path) -> None:
        head, *lines = run(folder)
        assert head[:7] == ["collection", "queries", "texts", "MRR@10", "recall@5", "recall@10", "nDCG@10"]
        assert [line[:7] for line in lines] == [
            [name, "1", "2", "1.0000", "1.0000", "1.0000", "1.0000"] for name in ("lo", "lo.apart", "mixed")
        ]
        assert all(float(figure) >= 0 for line in lines for figure in line[7:])

    def test_runs_are_written_as_trec_reads_them(self, folder: Path, tmp_path: Path) -> None:
        run(folder, runs=tmp_path / "runs")
        assert sorted(path.name for path in (tmp_path / "runs").iterdir()) == ["lo.apart.run", "lo.run", "mixed.run"]
        lines = [line.split() for line in (tmp_path / "runs" / "lo.run").read_text(encoding="utf-8").splitlines()]
        assert lines[0] == ["q", "Q0", "one", "1", "1.000000", "balai"]
        assert {line[2] for line in lines if line[0] == "unjudged"} == {"one", "two"}

    def test_one_collection_may_be_named_itself(self, folder: Path) -> None:
        assert [line[0] for line in run(folder / "lo")[1:]] == ["lo", "lo.apart"]

    def test_a_folder_without_collections_is_refused_with_a_sentence(self, tmp_path: Path) -> None:
        with pytest.raises(CommandError, match=r"corpus\.jsonl"):
            run(tmp_path)

    def test_a_broken_file_is_named(self, folder: Path) -> None:
        write(folder / "lo", "qrels.tsv", "q\tone\t1", "q one")
        with pytest.raises(CommandError, match=r"qrels\.tsv, line 2"):
            run(folder)


class ScratchTests:
    def test_the_index_of_the_site_is_not_touched(self, library: Library, folder: Path) -> None:
        library.put(1, "ສິດທິມະນຸດ", language="lo")
        before = dict(engine_named().keys())
        run(folder)
        assert dict(engine_named().keys()) == before
        assert engine_named().search(plan_of_text("ສິດທິ", "lo"), frozenset({"clear"})).total == 1

    def test_that_of_the_embedded_engine_is_empty_and_has_a_database_of_its_own(self, library: Library) -> None:
        library.put(1, "Labour")
        own = connection.settings_dict["NAME"]
        with scratch_engine("embedded") as engine:
            assert connection.settings_dict["NAME"] != own
            assert not engine.keys()
        assert connection.settings_dict["NAME"] == own
        assert IndexedText.objects.count() == 1
