"""What staff see of searches without results, and what they do about them."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from portal.audit.models import Entry
from portal.glossary.models import Concept, Synonym
from portal.members.models import User
from search.unanswered.models import UnansweredQuestion
from tests.conftest import MakePublication
from tests.search.pins.conftest import Pin

REPORT = "unanswered_report"


def ask_before(text: str, language: str = "en", times: int = 7) -> UnansweredQuestion:
    return UnansweredQuestion.objects.create(
        digest=text or "hidden",
        language=language,
        text=text,
        times=times,
        first_week=date(2026, 5, 4),
        last_week=date(2026, 7, 6),
    )


@pytest.fixture
def desk(publisher: User, client: Client) -> Client:
    """A publisher at work."""
    client.force_login(publisher)
    return client


class ReportTests:
    def test_it_stands_in_the_menu_and_leads_on(self, desk: Client) -> None:
        question = ask_before("ค่านายหน้า", "th")
        assert reverse(REPORT) in desk.get("/administration/").content.decode()
        page = desk.get(reverse(REPORT)).content.decode()
        words = "%E0%B8%84%E0%B9%88%E0%B8%B2%E0%B8%99%E0%B8%B2%E0%B8%A2%E0%B8%AB%E0%B8%99%E0%B9%89%E0%B8%B2"
        assert f'href="/th/search/?q={words}"' in page
        assert f"{reverse('pinned-results:add')}?phrase={words}&amp;language=th" in page
        assert reverse("unanswered_synonym", args=[question.pk]) in page
        assert "Thai (ไทย)" in page

    def test_what_was_asked_too_seldom_is_not_in_it(self, desk: Client) -> None:
        ask_before("", times=4)
        page = desk.get(reverse(REPORT)).content.decode()
        assert "No search was made five times in vain." in page
        assert "hidden" not in page.replace("overflow-hidden", "").replace("w-hidden", "").partition("<main")[2][:0]

    def test_the_most_frequent_is_first_and_it_can_be_searched_and_narrowed(self, desk: Client) -> None:
        ask_before("broker", times=5)
        ask_before("fishing", "km", times=50)
        page = desk.get(reverse(REPORT)).content.decode()
        assert page.index("q=fishing") < page.index("q=broker")
        for query in ({"q": "brok"}, {"language": "en"}):
            page = desk.get(reverse(REPORT), query).content.decode()
            assert "q=broker" in page
            assert "q=fishing" not in page

    def test_what_is_pinned_meanwhile_is_told(self, desk: Client, make_publication: MakePublication, pin: Pin) -> None:
        ask_before("broker fees")
        pin("Broker-Fees", make_publication())
        page = desk.get(reverse(REPORT)).content.decode()
        assert "See what is pinned" in page
        assert "?phrase=" not in page

    def test_editors_look_and_are_offered_nothing_they_may_not_do(self, client: Client, editor: User) -> None:
        question = ask_before("broker")
        client.force_login(editor)
        page = client.get(reverse(REPORT)).content.decode()
        assert "q=broker" in page
        assert "?phrase=" not in page
        synonym = reverse("unanswered_synonym", args=[question.pk])
        assert synonym not in page
        assert client.post(synonym, {}).status_code in (302, 403)

    def test_nobody_else_sees_it(self, portal: None, client: Client) -> None:
        client.force_login(User.objects.create_user("someone@office.example", "a long enough password"))
        for query in ({}, {"export": "csv"}):
            assert client.get(reverse(REPORT), query).status_code == 404


class DownloadTests:
    def test_no_cell_is_ever_computed(self, desk: Client) -> None:
        for text in ("=1+1", "+66", "-5", "@sum", " =1", "＝1", "|dir", "broker", "ค่านายหน้า"):
            ask_before(text)
        answer = desk.get(reverse(REPORT), {"export": "csv"})
        told = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        assert told.startswith("\ufeff".encode())
        header, *cells = csv.reader(io.StringIO(told.decode("utf-8-sig")))
        assert len(header) == 5
        assert sorted(row[0] for row in cells) == sorted(
            ["'=1+1", "'+66", "'-5", "'@sum", "' =1", "'＝1", "'|dir", "broker", "ค่านายหน้า"]
        )
        assert cells[0][1:] == ["en", "7", "2026-05-04", "2026-07-06"]


class SynonymTests:
    @pytest.fixture
    def concept(self, portal: None) -> Concept:
        return Concept.objects.create(slug="quux", group="acts", term={"en": "quuxing", "th": "กุกซ์"})

    def test_from_the_report_to_the_next_search(
        self, desk: Client, concept: Concept, make_publication: MakePublication, publisher: User
    ) -> None:
        make_publication(text="<p>On quuxing.</p>")
        question = ask_before("plughmaking", "km")
        assert "T-2026-101" not in Client().get("/en/search/?q=plughmaking").content.decode()
        address = reverse("unanswered_synonym", args=[question.pk])
        form = desk.get(address).content.decode()
        assert 'value="plughmaking"' in form
        assert '<option value="km" selected>' in form
        answer = desk.post(address, {"text": "plughmaking", "language": "en", "concept": concept.pk}, follow=True)
        assert "now finds what" in answer.content.decode()
        assert reverse("wagtailsnippets_glossary_concept:edit", args=[concept.pk]) in answer.content.decode()
        assert "T-2026-101" in Client().get("/en/search/?q=plughmaking").content.decode()
        synonym = Synonym.objects.get(concept=concept)
        assert (synonym.language, synonym.text) == ("en", "plughmaking")
        entry = Entry.objects.get(action="glossary.synonym.added")
        assert (entry.actor_id, entry.object_key) == (publisher.pk, str(concept.pk))

    def test_a_synonym_written_on_the_concepts_own_screen_holds_at_once_too(
        self, desk: Client, concept: Concept, make_publication: MakePublication
    ) -> None:
        make_publication(text="<p>On quuxing.</p>")
        assert "T-2026-101" not in Client().get("/en/search/?q=plughmaking").content.decode()
        sent = {"slug": "quux", "group": "acts", "term_en": "quuxing", "definition_en": "Quuxing."}
        sent |= {f"term_{code}": "" for code in ("lo",)}
        sent |= {"synonyms-TOTAL_FORMS": "1", "synonyms-INITIAL_FORMS": "0"}
        sent |= {"synonyms-0-language": "en", "synonyms-0-text": "plughmaking", "synonyms-0-ORDER": "1"}
        edit = reverse("wagtailsnippets_glossary_concept:edit", args=[concept.pk])
        assert desk.post(edit, sent).status_code == 302
        assert "T-2026-101" in Client().get("/en/search/?q=plughmaking").content.decode()

    def test_a_term_that_names_a_concept_already_is_refused(self, desk: Client, concept: Concept) -> None:
        other = Concept.objects.create(slug="plugh", group="acts", term={"en": "plughmaking"})
        address = reverse("unanswered_synonym", args=[ask_before("Plugh-making").pk])
        for text, expected in (("กุกซ์", "already"), ("…", "Write words"), ("", "required")):
            answer = desk.post(address, {"text": text, "language": "en", "concept": other.pk})
            assert expected in answer.content.decode()
        assert not Synonym.objects.filter(concept=other).exists()

    def test_what_has_no_words_has_no_screen(self, desk: Client) -> None:
        question = ask_before("", times=4)
        assert desk.get(reverse("unanswered_synonym", args=[question.pk])).status_code == 404
