"""Reading collections of texts and queries from folders."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from search.evaluation.collection import UNKNOWN, UnreadableError, collections_in, read_collection


def write(folder: Path, name: str, *lines: object) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    told = (line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    (folder / name).write_text("".join(f"{line}\n" for line in told), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A collection of two Thai texts in a folder named ``th``."""
    own = tmp_path / "th"
    write(own, "corpus.jsonl", {"id": "a", "title": "หนึ่ง", "text": "กฎหมาย"}, {"id": "b", "text": "สิทธิ", "lang": "zh"})
    write(own, "queries.jsonl", {"id": "q", "text": "กฎหมาย"}, {"id": "r", "text": "ไม่มี"})
    write(own, "qrels.tsv", "query-id\tcorpus-id\tscore", "q\ta\t1", "r\tb\t0")
    return own


class CollectionTests:
    def test_texts_have_their_own_language_or_that_of_the_folder(self, folder: Path) -> None:
        first, second = read_collection(folder, "th").texts
        assert (first.id, first.title, first.text, first.language) == ("a", "หนึ่ง", "กฎหมาย", "th")
        assert (second.title, second.language) == ("", "zh-hans")

    def test_a_folder_that_names_no_language_gives_none(self, tmp_path: Path) -> None:
        write(tmp_path / "terms", "corpus.jsonl", {"_id": 7, "text": "x"}, {"id": "k", "text": "x", "lang": "tlh"})
        assert [text.language for text in read_collection(tmp_path / "terms", "").texts] == [UNKNOWN, "tlh"]

    def test_a_header_is_left_out_and_grades_are_read(self, folder: Path) -> None:
        (queries,) = read_collection(folder, "th").query_sets
        assert queries.grades == {"q": {"a": 1.0}, "r": {"b": 0.0}}

    def test_only_queries_with_an_answer_are_judged(self, folder: Path) -> None:
        assert read_collection(folder, "th").query_sets[0].judged == ["q"]

    def test_a_variant_has_queries_and_answers_of_its_own(self, folder: Path) -> None:
        write(folder, "queries.loose.jsonl", {"id": "v", "text": "กฎ"})
        write(folder, "qrels.loose.tsv", "v\tb\t2")
        write(folder, "queries.plain.jsonl", {"id": "q", "text": "กฏหมาย"})
        main, loose, plain = read_collection(folder, "th").query_sets
        assert (main.variant, loose.variant, plain.variant) == ("", "loose", "plain")
        assert loose.grades == {"v": {"b": 2.0}}
        assert plain.grades == main.grades

    def test_folders_in_folders_are_found_and_named_by_their_path(self, folder: Path) -> None:
        write(folder.parent / "terms" / "km", "corpus.jsonl", {"id": "k", "text": "ច្បាប់"})
        write(folder.parent / "terms" / "km", "queries.jsonl", {"id": "q", "text": "ច្បាប់"})
        write(folder.parent / "terms" / "km", "qrels.tsv", "q\tk\t1")
        assert [each.name for each in collections_in(folder.parent)] == ["terms/km", "th"]
        assert [each.name for each in collections_in(folder)] == ["th"]

    def test_strange_signs_do_not_end_a_line(self, folder: Path) -> None:
        write(
            folder, "corpus.jsonl", "\ufeff" + json.dumps({"id": "a", "text": "a\u2028b\x85c"}, ensure_ascii=False), ""
        )
        assert read_collection(folder, "th").texts[0].text == "a\u2028b\x85c"

    @pytest.mark.parametrize(
        ("name", "line"),
        [
            ("corpus.jsonl", "{"),
            ("corpus.jsonl", "[]"),
            ("queries.jsonl", '{"text": "no id"}'),
            ("qrels.tsv", "q\ta\t1\nq\ta"),
        ],
    )
    def test_what_cannot_be_read_is_named_with_its_line(self, folder: Path, name: str, line: str) -> None:
        write(folder, name, line)
        with pytest.raises(UnreadableError, match=f"{name}.*line"):
            read_collection(folder, "th")
