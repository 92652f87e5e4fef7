"""All five labels, on papers that may carry any: predicate, queryset and the design say the same."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings

from portal import access
from portal.audit.models import Entry
from portal.marking import Label
from portal.markings.actions import name_reader, set_marking, unname_reader
from portal.markings.models import Marking, NamedReader
from portal.viewer import ANONYMOUS, MEMBER, PUBLIC, Viewer
from tests.access.oracle import Facts, may_read
from tests.access.papers import make, make_all, shapes, viewers
from tests.access.restricted.models import Paper

SHAPES = shapes()
_MEMBER = Viewer(user_id=7, principals=frozenset({PUBLIC, MEMBER, "space:a", "body:a"}))


def _agree(papers: list[Paper], viewer: Viewer) -> None:
    expected = {paper.pk for paper, of in zip(papers, SHAPES, strict=True) if may_read(viewer, of)}
    assert set(Paper.objects.visible_to(viewer).values_list("pk", flat=True)) == expected
    assert {paper.pk for paper in papers if access.can_view(viewer, paper)} == expected
    assert {paper.pk for paper in papers if access.why(viewer, paper).startswith("Yes: ")} == expected


class FiveLabelsTests:
    @pytest.fixture
    def papers(self, db: None) -> list[Paper]:
        return make_all(SHAPES)

    @settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(viewer=viewers)
    def test_queryset_predicate_and_reason_agree_with_the_design(self, papers: list[Paper], viewer: Viewer) -> None:
        _agree(papers, viewer)

    @pytest.mark.parametrize("viewer", [ANONYMOUS, Viewer(user_id=7), _MEMBER, Viewer(None, _MEMBER.principals)])
    def test_so_they_do_for_those_who_come_every_day(self, papers: list[Paper], viewer: Viewer) -> None:
        _agree(papers, viewer)

    def test_the_rule_takes_one_query_however_much_somebody_holds(
        self, papers: list[Paper], django_assert_num_queries: Any
    ) -> None:
        many = Viewer(7, _MEMBER.principals | {f"body:{number}" for number in range(20)})
        with django_assert_num_queries(1):
            assert len(Paper.objects.visible_to(many))

    def test_what_is_stricter_than_green_is_not_in_the_index(self, papers: list[Paper]) -> None:
        labels = {access.marking_of(paper) for paper in access.findable(Paper.objects.all())}
        assert labels == {Label.CLEAR, Label.GREEN}


class NamingTests:
    @pytest.mark.parametrize(
        ("label", "who", "within"),
        [
            (Label.AMBER, "space:a", ""),
            (Label.AMBER, "body:a", ""),
            (Label.AMBER_STRICT, "body:a", "space:a"),
            (Label.RED, "person:7", ""),
        ],
    )
    def test_whoever_is_named_reads_until_they_are_not_and_both_are_in_the_log(
        self, db: None, label: Label, who: str, within: str
    ) -> None:
        paper = make(Facts(label.value))
        assert not access.can_view(_MEMBER, paper)
        reader = name_reader(group=paper.translation_key, principal=who, within=within, by=None)
        assert name_reader(group=paper.translation_key, principal=who, within=within, by=None) == reader
        assert access.can_view(_MEMBER, paper)
        unname_reader(reader=reader, by=None)
        assert not access.can_view(_MEMBER, paper)
        written = Entry.objects.filter(object_key=str(paper.translation_key)).order_by("id")
        assert [entry.action for entry in written] == ["marking.reader_named", "marking.reader_unnamed"]

    @pytest.mark.parametrize(
        ("label", "who", "within"),
        [
            ("GREEN", "body:a", ""),
            (None, "person:7", ""),
            ("AMBER", "person:7", ""),
            ("AMBER", "body:", ""),
            ("AMBER", "body:a", "space:a"),
            ("AMBER+STRICT", "body:a", ""),
            ("AMBER+STRICT", "body:a", "space:"),
            ("AMBER+STRICT", "space:a", "space:a"),
            ("RED", "body:a", ""),
        ],
    )
    def test_whom_a_label_does_not_open_for_is_not_named(
        self, db: None, label: str | None, who: str, within: str
    ) -> None:
        with pytest.raises(ValidationError):
            name_reader(group=make(Facts(label)).translation_key, principal=who, within=within, by=None)

    def test_nobody_stays_named_when_the_label_is_tightened(self, db: None) -> None:
        paper = make(Facts("AMBER", (("body:a", ""),)))
        assert access.can_view(_MEMBER, paper)
        set_marking(group=paper.translation_key, label=Label.RED, by=None)
        assert not access.can_view(_MEMBER, paper)
        assert not NamedReader.objects.exists()
        assert Marking.objects.get(group=paper.translation_key).label == Label.RED


class WhyTests:
    @pytest.mark.parametrize(
        ("shape", "viewer", "sentence"),
        [
            (Facts("CLEAR"), ANONYMOUS, "Yes: it is TLP:CLEAR, and anyone may read it."),
            (
                Facts("GREEN"),
                ANONYMOUS,
                "No: it is TLP:GREEN, for members, and this is a visitor who is not signed in.",
            ),
            (
                Facts("GREEN"),
                _MEMBER,
                "Yes: it is TLP:GREEN, for members, and this person is one (holds body:a, space:a).",
            ),
            (
                Facts("AMBER+STRICT", (("body:a", "space:a"),)),
                _MEMBER,
                "Yes: it is TLP:AMBER+STRICT for body:a within space:a, and this person is that.",
            ),
            (Facts("RED"), _MEMBER, "No: it is TLP:RED for nobody, and this person is none of that."),
            (Facts(None), _MEMBER, "Nobody reads this: it has no label, which counts as TLP:RED with nobody named."),
            (Facts("CLEAR", published=False), _MEMBER, "Nobody reads this: it is not published."),
        ],
    )
    def test_it_says_why(self, db: None, shape: Facts, viewer: Viewer, sentence: str) -> None:
        assert access.why(viewer, make(shape)) == sentence
