"""What a text is worth for its words is the same figure in both engines, wherever its words stand."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict

from search.documents import analyse_record
from search.engines.elasticsearch import ElasticsearchEngine, looking
from search.engines.elasticsearch.compiling import Statistics
from search.engines.elasticsearch.connecting import Cluster
from search.engines.elasticsearch.measuring import MARGIN, Measure, corrected, first_of
from search.engines.embedded import EmbeddedEngine
from search.engines.expressions import Phrase
from search.engines.found import ID, WORTH, Row
from search.query import plan_from
from tests.search.engines.elasticsearch.records import record
from tests.search.engines.within import in_sqlite

CLEAR = frozenset({"clear"})
LABOUR = Phrase(("title", "w"), ("labour",))
TEXTS = [
    ("en", "Labour inspection", "Inspectors of labour visit ships. " * 4),
    ("en", "Ships", "Forced labour at sea, and the labourers who were forced. " * 9),
    ("en", "Recruitment", "Recruiters of labour ask for fees, which is forbidden."),
    ("en", "A river", "Boats on a river. " * 30),
    ("en", "Interpreters", "An interpreter is called before a labourer is heard."),
    ("th", "แรงงานบังคับ", "แรงงานบังคับในเรือประมง และนายหน้าจัดหางาน " * 5),
    ("vi", "Lao động cưỡng bức", "Người lao động trên tàu cá bị cưỡng bức lao động."),
    ("zh-hans", "强迫劳动", "渔船上的强迫劳动和招聘费用。" * 6),
]


def row(number: int, language: str, worth: float | str) -> Row:
    return number, f"family-{number}", language, "clear", 0, worth, "", None


class WorthTests:
    def test_a_word_is_worth_the_more_the_more_often_it_stands_there_and_the_shorter_the_text(self) -> None:
        measure = Measure([(LABOUR, 1.0)], Statistics(100, {LABOUR: 9}, mean_length=50.0))

        def worth(times: int, length: int) -> float:
            told = {"0 w": 1e-9 * times / (times + 1)} if times else {}
            return measure.worth({"fields": {"length": [length]}, "matched_queries": told})

        assert worth(3, 50) > worth(1, 50) > worth(1, 500) > worth(0, 50) == 0
        # log(91.5 / 9.5), times 12 places' weight, times 2.2, over those 12 and 1.2.
        assert worth(3, 50) == pytest.approx(2.26496 * 12 * 2.2 / 13.2, rel=1e-4)

    def test_what_was_not_measured_stays_behind_what_was(self) -> None:
        rows = [row(1, "en", -9.0), row(2, "en", -8.0), row(3, "en", -7.9), row(4, "en", "country")]
        told = {one[ID]: one[WORTH] for one in corrected(rows, {1: 0.5, 2: 0.6})}
        assert told == {1: -4.5, 2: pytest.approx(-4.8), 3: pytest.approx(-3.95), 4: "country"}

    def test_those_of_other_languages_are_measured_where_the_readers_own_are_few(self) -> None:
        many = [row(number, "en", -float(number)) for number in range(1, 200)]
        other = [row(300, "th", -0.1)]
        assert len(first_of(many + other, "en", 20)) == 20 + MARGIN
        assert 300 not in first_of(many + other, "en", 20) and 300 in first_of(many + other, "my", 20)
        assert first_of([row(1, "en", "country")], "en", 20) == []


@in_sqlite
@pytest.mark.django_db
class EqualTests:
    @pytest.fixture
    def both(self, cluster: Cluster) -> tuple[EmbeddedEngine, ElasticsearchEngine]:
        ours, theirs = EmbeddedEngine(), ElasticsearchEngine(cluster, lambda: 1, seconds=20)
        made = [
            record(number, title, body=body, language=language, issued=date(2026 - number, 1, 1))
            for number, (language, title, body) in enumerate(TEXTS, 1)
        ]
        told = [(one, analyse_record(one)) for one in made]
        ours.write_all(told)
        theirs.send(told, ())
        theirs.settle()
        return ours, theirs

    @pytest.mark.parametrize("few", [1_500, 0], ids=["read", "counted"])
    @pytest.mark.parametrize(
        "asked",
        ["labour", "inspectors", "forced labour", '"labour at sea"', "แรงงาน", "lao động", "劳动", "ships fees"],
    )
    def test_a_text_is_worth_as_much_to_both(
        self,
        both: tuple[EmbeddedEngine, ElasticsearchEngine],
        asked: str,
        few: int,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(looking, "FEW", few)
        monkeypatch.setattr(looking, "families_enough", lambda plan: 1)
        monkeypatch.setattr("search.engines.embedded.gathering.families_enough", lambda plan: 1)
        monkeypatch.setattr("search.engines.elasticsearch.gathering.families_enough", lambda plan: 1)
        plan = plan_from(QueryDict(f"q={asked}"), "en")
        ours, theirs = ({hit.key: hit.score for hit in engine.search(plan, CLEAR).hits} for engine in both)
        assert ours
        assert [*theirs] == [*ours]
        assert theirs == pytest.approx(ours, rel=1e-3, abs=1e-5)

    def test_so_it_is_among_very_many(
        self, both: tuple[EmbeddedEngine, ElasticsearchEngine], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(looking, "LARGE", 0)
        monkeypatch.setattr("search.engines.embedded.numerous.LARGE", 0)
        plan = plan_from(QueryDict("q=labour"), "en")
        ours, theirs = ({hit.key: hit.score for hit in engine.search(plan, CLEAR).hits} for engine in both)
        strictest = [*ours][:3]
        assert [*theirs][:3] == strictest
        assert {key: theirs[key] for key in strictest} == pytest.approx({key: ours[key] for key in strictest}, rel=1e-3)
