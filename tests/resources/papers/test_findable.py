"""A word of page 3 of a file finds the file at page 3, for whoever may read what carries it."""

from __future__ import annotations

from io import StringIO
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Page

from portal import indexing
from portal.highlighting import with_question
from portal.marking import Label
from portal.markings.actions import set_marking
from portal.members.models import User
from portal.viewer import ANONYMOUS, MEMBER, PUBLIC, Viewer
from portal.work.running import run_waiting
from resources.models import PublicationFile
from resources.papers.keys import Place
from search.engines import engine_named
from search.index import drift
from search.outbox.models import Change, Kind
from search.query import plan_of_text
from search.results import Results, find
from search.suggestions.models import Suggestible
from tests.conftest import MakePublication
from tests.resources.papers.conftest import Carry, PutUp, give_text

READER = Viewer(user_id=7, principals=frozenset({PUBLIC, MEMBER}))
PAGES = ["A foreword", "The method", "Passport confiscation on fishing vessels", "Annex of tables"]


def found(text: str, language: str = "en", viewer: Viewer = ANONYMOUS) -> Results:
    return find(plan_of_text(text, language), viewer)


def held() -> list[str]:
    return sorted(filter(indexing.is_part, engine_named().keys()))


class HitTests:
    def test_it_names_the_page_and_leads_there(
        self, make_publication: MakePublication, put_up: PutUp, carry: Carry, client: Client
    ) -> None:
        document = put_up(PAGES, "km")
        publication = make_publication("T-2026-101", title="Crews at sea")
        make_publication("T-2026-101", "th", title="ลูกเรือ")
        carry(publication, document)
        (hit,) = found("passport vessels").hits
        with translation.override("en"):
            address = reverse("reading:page", args=[document.token, 3])
        assert (hit.url, hit.title, hit.language) == (f"{address}#page-3", "Crews at sea", "km")
        assert hit.snippet == "<mark>Passport</mark> confiscation on fishing <mark>vessels</mark>"
        assert [code for code, _address in hit.languages] == ["en", "th"]
        page = client.get("/en/search/?" + urlencode({"q": "passport vessels"})).content.decode()
        assert 'Crews at sea</span> <span class="found-on">Page 3 of the PDF, Khmer</span></a>' in page
        assert f'href="{address}?q=passport+vessels#page-3"' in page
        assert 'href="/en/publications/t-2026-101/"' in page
        assert client.get(address).status_code == 200

    @pytest.mark.parametrize(
        ("name", "label"),
        [
            ("paper.pptx", "Slide 2 of the presentation, Thai"),
            ("paper.xlsx", "Part 2 of the spreadsheet, Thai"),
            ("paper.docx", "Section 2 of the document, Thai"),
            ("poster.png", "In the picture, Thai"),
        ],
    )
    def test_the_place_is_called_what_it_is(
        self, name: str, label: str, make_publication: MakePublication, put_up: PutUp, carry: Carry
    ) -> None:
        carry(make_publication(), put_up(["One", "Confiscation"], "th", name))
        (hit,) = found("confiscation").hits
        assert hit.page is not None
        assert hit.page.label == label

    def test_every_language_calls_the_language_of_the_file_its_own_way(
        self, make_publication: MakePublication, put_up: PutUp, carry: Carry
    ) -> None:
        carry(make_publication(), put_up(["Confiscation"], "km"))
        for language, name in (("vi", "Tiếng Khmer"), ("km", "ខ្មែរ"), ("tet", '<span lang="km">ខ្មែរ</span>')):
            with translation.override(language):
                (hit,) = found("confiscation", language).hits
            assert hit.page is not None
            assert name in hit.page.label

    def test_the_publication_itself_stands_where_it_answers_as_well(
        self, make_publication: MakePublication, put_up: PutUp, carry: Carry
    ) -> None:
        title = "Passport confiscation on fishing vessels"
        publication = make_publication("T-2026-101", title=title, text="<p>Of vessels and crews.</p>")
        carry(publication, put_up(PAGES), put_up(["vessels " * 50]))
        for question in (title, "vessels", "passport"):
            results = found(question)
            assert ([hit.key for hit in results.hits], results.total) == ([f"page:{publication.pk}"], 1), question
        assert found("annex").hits[0].page is not None

    def test_it_names_the_page_on_which_the_words_stand_as_well(
        self, make_publication: MakePublication, put_up: PutUp, carry: Carry, client: Client
    ) -> None:
        publication, document = make_publication(text="<p>Of passport confiscation.</p>"), put_up(PAGES)
        carry(publication, document, put_up(["Passport confiscation"], "th"))
        (hit,) = found("passport confiscation").hits
        assert hit.in_file is not None
        assert (hit.key, hit.in_file.url.partition(document.token)[2]) == (f"page:{publication.pk}", "/pages/3/#page-3")
        page = client.get("/en/search/?q=passport+confiscation").content.decode()
        address = with_question(hit.in_file.url, "passport confiscation")
        assert f'Also in the file: <a href="{address}">Page 3 of the PDF, English</a>' in page
        assert found("purpose").hits[0].in_file is None

    def test_nobody_finds_a_page_by_the_title_of_what_carries_it(
        self, make_publication: MakePublication, put_up: PutUp, carry: Carry
    ) -> None:
        publication = make_publication("T-2026-101", "th", title="Crews at sea")
        carry(publication, put_up(PAGES))
        assert [hit.key for hit in found("crews at sea").hits] == [f"page:{publication.pk}"]
        assert set(Suggestible.objects.filter(text="Crews at sea").values_list("owner", flat=True)) == {
            f"page:{publication.pk}"
        }

    def test_a_list_of_everything_is_one_of_publications(
        self, make_publication: MakePublication, put_up: PutUp, carry: Carry
    ) -> None:
        carry(make_publication(), put_up(PAGES, "km"))
        results = found("")
        assert (results.total, [hit.page for hit in results.hits]) == (1, [None])
        assert results.facets["language"] == {"en": 1}
        assert found("confiscation").facets["language"] == {"km": 1}

    def test_a_line_end_cuts_no_word(self, make_publication: MakePublication, put_up: PutUp, carry: Carry) -> None:
        carry(make_publication(), put_up(["การค้า\nมนุษย์ and confis-\ncation"], "th"))
        for question in ("การค้ามนุษย์", "confiscation"):
            (hit,) = found(question).hits
            assert hit.page is not None
            assert "<mark>" in hit.snippet

    def test_queries_do_not_grow_with_hits(
        self,
        make_publication: MakePublication,
        put_up: PutUp,
        carry: Carry,
        django_assert_max_num_queries: pytest.FixtureRequest,
    ) -> None:
        for number in range(1, 7):
            carry(make_publication(f"T-2026-10{number}"), put_up(["Confiscation of passports"]))
        with django_assert_max_num_queries(16):  # type: ignore[operator]
            assert len(found("confiscation").hits) == 6

    def test_an_explanation_tells_only_of_the_page(
        self, make_publication: MakePublication, put_up: PutUp, carry: Carry, editor: User
    ) -> None:
        carry(make_publication(title="Passport of crews"), put_up(PAGES))
        out = StringIO()
        call_command("search", "confiscation passport", "--explain", stdout=out)
        assert "Passport of crews, Page 3 of the PDF, English" in out.getvalue()
        assert "in the title" not in out.getvalue()


class RuleTests:
    def test_a_restricted_paper_changes_nothing_for_a_visitor(
        self, make_publication: MakePublication, put_up: PutUp, carry: Carry, client: Client
    ) -> None:
        carry(make_publication("T-2026-101", title="Crews"), put_up(["confiscation of nets", "nets"]))
        closed = make_publication("T-2026-102", label=Label.GREEN, title="Closed")
        addresses = ["/en/search/", "/en/search/suggest/?q=conf"]
        addresses += [f"/en/search/?q={text}" for text in ("confiscation", "confiscatoin", "passport", "vessels nets")]
        before = [_body(client, address) for address in addresses]
        carry(closed, put_up(PAGES))
        assert found("passport", viewer=READER).total == 1
        assert [_body(client, address) for address in addresses] == before

    def test_a_stricter_label_hides_every_page_at_once(
        self, make_publication: MakePublication, put_up: PutUp, carry: Carry
    ) -> None:
        publication = make_publication("T-2026-101")
        carry(publication, put_up(PAGES))
        assert found("confiscation").total == 1
        set_marking(group=publication.translation_key, label=Label.GREEN, by=None)
        if engine_named().is_transactional:
            # Elsewhere it is the worker who does both, and in tests that is done once the engine is asked.
            assert held() == []
            assert found("confiscation", viewer=READER).total == 0
        assert found("confiscation").total == 0
        run_waiting()
        assert (found("confiscation").total, found("confiscation", viewer=READER).total) == (0, 1)
        assert not drift(engine_named())

    def test_what_the_rule_does_not_confirm_is_not_shown(
        self, make_publication: MakePublication, put_up: PutUp, carry: Carry
    ) -> None:
        publication, document = make_publication("T-2026-101"), put_up(PAGES)
        carry(publication, document)
        # As if the index had not been told.
        PublicationFile.objects.filter(document=document).delete()
        assert len(held()) == 4
        assert found("confiscation").hits == ()

    def test_what_only_a_version_taken_down_carries_is_not_shown(
        self, make_publication: MakePublication, put_up: PutUp, carry: Carry
    ) -> None:
        publication = make_publication("T-2026-101")
        make_publication("T-2026-101", "th")
        carry(publication, put_up(PAGES))
        # As if the index had not been told.
        Page.objects.filter(pk=publication.pk).update(live=False)
        assert len(held()) == 4
        assert found("confiscation").hits == ()

    def test_one_file_of_two_families_is_as_open_as_each(
        self, make_publication: MakePublication, put_up: PutUp, carry: Carry
    ) -> None:
        document = put_up(PAGES)
        closed, open_page = make_publication("T-2026-101", label=Label.GREEN), make_publication("T-2026-102")
        translated = make_publication("T-2026-102", "th")
        for page in (closed, open_page, translated):
            carry(page, document)
        assert len(held()) == 2 * len(PAGES), "once a family, whoever of it carries the file"
        assert [hit.reference for hit in found("confiscation").hits] == ["T-2026-102"]
        assert found("confiscation", viewer=READER).total == 2
        open_page.unpublish()
        assert found("confiscation").total == 1, "the translation still carries it"
        translated.unpublish()
        assert found("confiscation").total == 0


class UpkeepTests:
    def test_it_goes_with_the_publication_the_file_or_its_text(
        self, make_publication: MakePublication, put_up: PutUp, carry: Carry
    ) -> None:
        publication, document, other = make_publication("T-2026-101"), put_up(PAGES), put_up(["Nets"])
        carry(publication, document, other)
        assert len(held()) == 5
        carry(publication, other)
        assert len(held()) == 1
        give_text(other, [])
        assert held() == []
        give_text(other, ["Nets", "Ropes"])
        run_waiting()
        assert len(held()) == 2
        publication.delete()
        assert held() == []
        assert not drift(engine_named())

    def test_a_file_that_is_taken_off_is_told_by_its_name_and_one_that_stays_is_not(
        self, make_publication: MakePublication, put_up: PutUp, carry: Carry, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        stays, goes = put_up(PAGES), put_up(PAGES, name="paper.docx")
        publication = make_publication("T-2026-101")
        carry(publication, stays, goes)
        told: list[str] = []
        monkeypatch.setattr(indexing, "_volume_listeners", [lambda _source, _family, volume: told.append(volume)])
        carry(publication, stays)
        assert set(told) - {""} == {Place(publication.translation_key, goes.pk).volume}

    def test_what_is_said_of_the_publication_is_told_without_the_worker(
        self, make_publication: MakePublication, put_up: PutUp, carry: Carry
    ) -> None:
        publication = make_publication("T-2026-101")
        carry(publication, put_up(PAGES))
        publication.title, publication.issued = "Another title", "2020-01-01"
        publication.expire_at = timezone.now() + timezone.timedelta(days=1)
        publication.save_revision().publish()
        assert not drift(engine_named())

    def test_text_that_was_read_anew_is_found_and_the_old_is_not(
        self, make_publication: MakePublication, put_up: PutUp, carry: Carry
    ) -> None:
        document = put_up(PAGES)
        carry(make_publication(), document)
        give_text(document, [*PAGES[:2], "Debt bondage"])
        run_waiting()
        assert (found("bondage").total, found("confiscation").total, found("annex").total) == (1, 0, 0)
        assert not drift(engine_named())

    def test_what_a_crash_left_unwritten_is_drift_and_can_be_mended(
        self, make_publication: MakePublication, put_up: PutUp, carry: Carry
    ) -> None:
        publication, document = make_publication(), put_up(PAGES)
        publication.files = [PublicationFile(document=document, language="en")]
        publication.save()
        Change.objects.exclude(kind=Kind.TEXT).delete()
        assert len(drift(engine_named()).missing) == 4
        call_command("check_index", "--fix", stdout=StringIO())
        assert found("confiscation").total == 1
        call_command("rebuild_index", stdout=StringIO())
        assert found("confiscation").total == 1
        assert not drift(engine_named())


def _body(client: Client, address: str) -> bytes:
    return client.get(address).content
