"""Why a result stands there: told to staff on the page and to anybody at the terminal, and never more than they see."""

from __future__ import annotations

import re
from io import StringIO
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.test import Client

from portal.glossary.models import Concept
from portal.marking import Label
from portal.members.models import User
from search.engines.base import Engine
from search.explaining import Explanation, explain
from search.query import Tier, plan_of_text
from search.reasons import Form
from search.results import find
from tests.conftest import MakePublication
from tests.search.library import READER, VISITOR, Library
from tests.search.pins.conftest import pin

__all__ = ["pin"]


def told(text: str, language: str = "en", viewer: object = VISITOR) -> Explanation:
    return explain(find(plan_of_text(text, language), viewer), viewer)  # type: ignore[arg-type]


def places(text: str, language: str = "en") -> list[tuple[str, Form, str, str]]:
    """Where each word of a question stands in the first hit."""
    return [(one.word, one.form, one.field, one.seen) for one in told(text, language).reasons[0].places]


class TierTests:
    def test_each_tier_is_told_with_what_it_asks_and_finds_by_itself(self, library: Library, engine: Engine) -> None:
        library.put(1, "Forced labour")
        library.put(2, "Labour that is forced")
        library.put(3, "Forced labourers")
        library.put(4, "Forced marriage")
        found = {one.tier: one.families for one in told('"forced labour"').tiers}
        assert found[Tier.PHRASES] == 1
        tiers = {one.tier: one for one in told("forced labour").tiers}
        assert tiers[Tier.PREFIXES].families >= tiers[Tier.WORDS].families >= tiers[Tier.PHRASES].families >= 1
        assert tiers[Tier.PARTS].families == 4
        assert (len(tiers[Tier.PARTS].asked), tiers[Tier.PARTS].needed) == (2, 1)
        assert all('"forced"' in " ".join(one.asked) for one in tiers.values())

    def test_it_counts_families_that_pass_the_filters_and_hold_nothing_unwanted(self, library: Library) -> None:
        library.put(1, "Labour", family="one")
        library.put(2, "Labour", family="one", language="th")
        library.put(3, "Labour and debt")
        library.put(4, "Labour", type="tool")
        assert [one.families for one in told("labour").tiers] == [3, 3, 3]
        assert [one.families for one in told("labour -debt type:guideline").tiers] == [1, 1, 1]

    def test_it_counts_only_what_the_viewer_may_search(self, library: Library) -> None:
        library.put(1, "Labour")
        library.put(2, "Labour", partition="green")
        assert [one.families for one in told("labour").tiers] == [1, 1, 1]
        assert [one.families for one in told("labour", viewer=READER).tiers] == [2, 2, 2]
        assert told("labour").partitions == ("clear",)

    def test_without_words_there_are_no_tiers(self, library: Library) -> None:
        library.put(1, "Labour")
        for text in ("", "…", "type:guideline", "-debt"):
            assert told(text).tiers == ()


class ReasonTests:
    def test_it_tells_of_the_version_that_was_found_where_another_is_shown(self, library: Library) -> None:
        library.put(1, "Shelter", family="one")
        library.put(2, "มาตรฐานสถานที่", family="one", language="th")
        (reason,) = told("shelter", "th").reasons
        assert (reason.hit.key, reason.in_own_language, reason.places[0].seen) == ("thing:1", False, "Shelter")

    def test_it_tells_for_which_version_a_text_stands_before_others(self, library: Library, engine: Engine) -> None:
        library.put(1, "Shelter, debt, curfew, and again: shelter, debt, curfew")
        library.put(2, "Shelter", "Of debt.", family="two")
        library.put(3, "Tempat perlindungan", "Shelter, a debt, a curfew.", family="two", language="ms")
        first, second = told("shelter debt curfew").reasons
        assert (first.hit.key, first.tier, first.carrier) == ("thing:1", Tier.PHRASES, None)
        assert (second.hit.key, second.tier, second.carrier) == ("thing:2", Tier.PARTS, ("ms", Tier.PHRASES))
        out = StringIO()
        call_command("search", "shelter debt curfew", "--explain", stdout=out)
        assert "stands here for its version in ms, found by tier phrases" in out.getvalue()

    def test_it_says_where_each_word_stands_and_in_what_form(self, library: Library) -> None:
        library.put(1, "Labour in bonds", "Of labourers, and of policies.")
        assert places("labour policy") == [
            ("labour", Form.AS_TYPED, "title", "Labour"),
            ("labour", Form.OTHER, "text", "labourers"),
            ("policy", Form.OTHER, "text", "policies"),
        ]

    def test_what_only_begins_so_is_shown_whole(self, library: Library) -> None:
        library.put(1, "A title", "Of traffickers.")
        assert places("traff") == [("traff", Form.BEGINNING, "text", "traffickers")]

    def test_accents_are_told_of_a_word_typed_with_them(self, library: Library) -> None:
        library.put(1, "Buôn bán", "mua ban", language="vi")
        assert places("bán", "vi") == [
            ("bán", Form.AS_TYPED, "title", "bán"),
            ("bán", Form.WITHOUT_ACCENTS, "text", "ban"),
        ]
        assert places("ban", "vi")[0] == ("ban", Form.AS_TYPED, "title", "bán")

    def test_words_without_spaces_are_found_again(self, library: Library) -> None:
        library.put(1, "คู่มือ", "ว่าด้วยการค้ามนุษย์และแรงงาน", language="th")
        assert "แรงงาน" in [seen for _word, _form, _field, seen in places("แรงงาน", "th")]

    def test_a_phrase_between_quotes_is_one_thing(self, library: Library) -> None:
        library.put(1, "A title", "the use of forced labour at sea")
        assert places('"forced labour"') == [("forced labour", Form.AS_TYPED, "text", "forced labour")]

    def test_a_concept_is_named_with_the_term_that_stood_for_it(self, library: Library) -> None:
        Concept.objects.create(slug="quux", group="acts", term={"en": "quuxing", "th": "กุกซ์"})
        library.put(1, "A title", "on quuxing alone")
        explanation = told("กุกซ์")
        assert [(one.slug, one.words) for one in explanation.concepts] == [("quux", "กุกซ์")]
        assert [(term.text, term.tag) for term in explanation.concepts[0].terms] == [("quuxing", "en")]
        assert {(one.form, one.field, one.seen) for one in explanation.reasons[0].places} == {
            (Form.CONCEPT, "text", "quuxing")
        }

    def test_what_a_looser_tier_did_without_is_not_seen(self, library: Library) -> None:
        library.put(1, "Labour", "of labour")
        assert ("zebra", Form.MISSING, "", "") in places("labour zebra")

    def test_only_hits_the_database_confirms_have_a_reason(self, library: Library) -> None:
        library.put(1, "Labour")
        library.put(2, "Labour law")
        library.hidden.add("thing:2")
        assert [one.hit.key for one in told("labour").reasons] == ["thing:1"]


class TerminalTests:
    def test_everything_is_in_readable_lines(self, library: Library) -> None:
        Concept.objects.create(slug="quux", group="acts", term={"en": "quuxing", "th": "กุกซ์"})
        library.put(1, "On quuxing", "การค้ามนุษย์", facets={"country": ("TH",)})
        out = StringIO()
        call_command("search", 'กุกซ์ country:TH "On" -thảo country:XX', "--explain", stdout=out)
        lines = out.getvalue().splitlines()
        for expected in (
            "partitions    clear",
            "wanted        กุกซ์",
            "phrase        On",
            "not           thảo",
            "filter        country: TH",
            "left out      country = XX",
        ):
            assert expected in lines
        assert any(re.match(r"concept +quux, named by “กุกซ์”: quuxing", line) for line in lines)
        assert any(re.match(r"tier +phrases: finds 1 by itself, [\d.]+ ms", line) for line in lines)
        assert any("word thao, accents thảo" in line for line in lines)
        assert any("bigrams" in line for line in lines)
        assert any("1. On quuxing  [thing:1, en]" in line for line in lines)
        assert any(re.search(r"tier phrases, score [\d.e-]+, in the reader's language", line) for line in lines)


class PageTests:
    @pytest.fixture
    def published(self, make_publication: MakePublication) -> None:
        make_publication("T-2026-101", title="Debt & <bondage>", text="<p>On debts.</p>")
        make_publication("T-2026-102", title="Green debt", label=Label.GREEN)
        make_publication("T-2026-103", title="Secret debt", label=None)

    @pytest.fixture
    def staff(self, published: None, editor: User) -> Client:
        client = Client()
        client.force_login(editor)
        return client

    def test_staff_are_offered_it_and_get_it(self, staff: Client) -> None:
        page = staff.get("/en/search/?q=debt&country=-TH").content.decode()
        assert 'href="?q=debt&amp;country=-TH&amp;explain=yes#explained"' in page
        assert 'id="explained"' not in page
        page = staff.get("/en/search/?q=debt&country=-TH&explain=yes").content.decode()
        section = page.partition('id="explained"')[2].partition("</section>")[0]
        assert section.count("<li>") == page.count("<article") == 2
        assert "Debt &amp; &lt;bondage&gt;" in section
        assert "Green debt" in section
        assert "portal/explain.css" in page
        assert "<script" not in section
        assert "style=" not in section

    def test_it_shows_nothing_that_staff_may_not_read(self, staff: Client) -> None:
        page = staff.get("/en/search/?q=debt&explain=yes").content.decode()
        assert "Secret" not in page
        assert re.search(r'<td class="figure">2</td>', page)
        assert not re.search(r'<td class="figure">3</td>', page)

    def test_to_everybody_else_the_word_means_nothing(self, published: None, client: Client) -> None:
        plain = client.get("/en/search/?q=debt").content
        asked = client.get("/en/search/?q=debt&explain=yes").content
        # The links to other languages carry the whole address along, whatever is in it.
        assert asked == client.get("/en/search/?q=debt&colour=red").content.replace(b"colour=red", b"explain=yes")
        assert b"explain" not in plain
        client.force_login(User.objects.create_user("someone@office.example", "a long enough password"))
        assert b"explain" not in client.get("/en/search/?q=debt").content.lower()
        assert b'id="explained"' not in client.get("/en/search/?q=debt&explain=yes").content

    def test_what_is_pinned_is_told_as_such(
        self, staff: Client, make_publication: MakePublication, pin: object
    ) -> None:
        pin("debt", make_publication("T-2026-104", title="Loans"))  # type: ignore[operator]
        section = staff.get("/en/search/?q=debt&explain=yes").content.decode().partition('id="explained"')[2]
        assert "Chosen by the editors" in section
        assert "Loans" in section

    @pytest.mark.parametrize("text", ["", "…", '"', "NEAR(", "ก" * 500, "-a", "country:XX year:1", "\x00", "a " * 300])
    def test_hostile_questions_are_explained_too(self, staff: Client, text: str) -> None:
        assert staff.get(f"/th/search/?explain=yes&q={quote(text)}&from=x&page=9").status_code == 200
