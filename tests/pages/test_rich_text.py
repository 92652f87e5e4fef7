"""Rich text is clean, whatever it is made from."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from portal.pages.models import InformationPage
from portal.pages.rich_text import FEATURES, clean_to_store, from_markdown, split_sections
from resources.models import PublicationPage
from tests.conftest import MakePublication

#: What may never come out, whatever went in.
_CODE = ("<script", "<img", "<iframe", "<style", "<svg", "onerror", "onclick", "javascript:", "data:", "<h1", "class=")


class MarkdownTests:
    def test_what_a_text_needs_is_kept(self) -> None:
        html = from_markdown(
            "### Why\n\nOne **bold** word and a [link](https://a.example/?a=1&b=2).\n\n1. first\n2. second"
        )
        assert html == (
            '<h3>Why</h3>\n<p>One <strong>bold</strong> word and a <a href="https://a.example/?a=1&amp;b=2">link</a>.</p>\n'
            "<ol>\n<li>first</li>\n<li>second</li>\n</ol>\n"
        )

    @pytest.mark.parametrize(
        "text",
        [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "![picture](https://a.example/pixel.png)",
            "[press](javascript:alert(1))",
            "[press](JaVaScRiPt:alert(1))",
            "[press](data:text/html;base64,AAAA)",
            "<a href='https://a.example' onclick='alert(1)'>x</a>",
            "# A heading as large as the page's",
            "<div class='danger'>x</div>",
            "<https://a.example/><svg/onload=alert(1)>",
        ],
    )
    def test_code_pictures_and_foreign_headings_are_not(self, text: str) -> None:
        html = from_markdown(text).replace("&lt;", "").replace("&gt;", "")
        cleaned = from_markdown(text)
        assert [sign for sign in _CODE if sign.startswith("<") and sign in cleaned] == []
        assert 'href="javascript' not in html.lower()
        assert 'href="data' not in html.lower()
        assert "<a" not in cleaned or "onclick" not in cleaned.partition("<a")[2].partition(">")[0]

    def test_text_is_cut_into_sections_at_its_headings(self) -> None:
        assert split_sections("Before.\n\n## One\nFirst.\n## Two\n") == [
            ("", "<p>Before.</p>\n"),
            ("One", "<p>First.</p>\n"),
            ("Two", ""),
        ]
        assert split_sections("") == []
        assert split_sections("### Not a section\n")[0][0] == ""


class EditorTests:
    def _stored(self, **entity: object) -> str:
        state = {
            "blocks": [
                {
                    "key": "a",
                    "text": "press <script>alert(1)</script>",
                    "type": "unstyled",
                    "depth": 0,
                    "inlineStyleRanges": [],
                    "entityRanges": [{"key": 0, "offset": 0, "length": 5}],
                },
                {
                    "key": "b",
                    "text": "Big",
                    "type": "header-one",
                    "depth": 0,
                    "inlineStyleRanges": [],
                    "entityRanges": [],
                },
            ],
            "entityMap": {"0": {"mutability": "MUTABLE", **entity}},
        }
        return ContentstateConverter(features=FEATURES).to_database_format(json.dumps(state))

    @pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "vbscript:x"])
    def test_a_link_that_is_code_is_not_stored(self, url: str) -> None:
        assert url not in self._stored(type="LINK", data={"url": url})

    def test_what_was_typed_is_text_and_a_heading_of_the_page_is_a_paragraph(self) -> None:
        stored = self._stored(type="LINK", data={"url": "https://a.example/"})
        assert "<script" not in stored
        assert "<h1" not in stored
        assert 'href="https://a.example/"' in stored

    def test_a_picture_or_a_film_is_not_stored(self) -> None:
        for kind in ("IMAGE", "EMBED"):
            assert "<embed" not in self._stored(type=kind, data={"id": 1, "url": "https://a.example/"})


HOSTILE = (
    '<p data-block-key="a">Text<script>alert(1)</script> <b onclick="x()">bold</b>'
    '<img src="x" onerror="alert(1)"><embed embedtype="image" id="1"/></p>'
    '<p><a href="javascript:alert(1)">press</a> <a linktype="page" id="3" onmouseover="x()">page</a></p>'
)
STORED = '<p data-block-key="a">Text <b>bold</b></p><p><a>press</a> <a linktype="page" id="3">page</a></p>'


class StoringTests:
    def test_what_is_written_past_the_editor_is_stored_clean_in_row_and_revision(
        self, make_publication: MakePublication
    ) -> None:
        page = make_publication("T-2026-101", text=HOSTILE)
        assert page.__class__.objects.get(pk=page.pk).body[0].value["text"].source == STORED
        information = InformationPage.objects.get(slug="about", locale__language_code="en")
        information.body = HOSTILE
        revision = information.save_revision()
        assert revision.content["body"] == STORED
        information.body = HOSTILE
        information.save()
        assert InformationPage.objects.get(pk=information.pk).body == STORED

    def test_what_an_editor_may_write_is_left_as_it_is(self) -> None:
        text = (
            '<h3 data-block-key="x">Why</h3><p data-block-key="y"><b>So</b>, <a href="https://a.example/?b=1&amp;c=2">'
            'here</a></p><ol><li data-block-key="z">one</li></ol>'
        )
        assert clean_to_store(text) == text


class ShowingTests:
    def test_what_was_stored_before_anything_was_cleaned_is_shown_clean(
        self, make_publication: MakePublication, client: Client
    ) -> None:
        page = make_publication("T-2026-101")
        raw = [{"type": "section", "value": {"heading": "Purpose", "text": HOSTILE, "anchor": "purpose"}}]
        PublicationPage.objects.filter(pk=page.pk).update(body=json.dumps(raw))
        InformationPage.objects.filter(slug="about", locale__language_code="en").update(body=HOSTILE)
        for address in ("/en/publications/t-2026-101/", "/en/about/"):
            html = client.get(address).content.decode()
            assert "bold</b>" in html
            for sign in ("alert(1)", "onclick", "onmouseover", "onerror", "<embed"):
                assert sign not in html, f"{address}: {sign}"
