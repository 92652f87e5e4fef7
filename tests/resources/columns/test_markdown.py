"""Rich text as Markdown and back."""

from __future__ import annotations

import re
from typing import Any

import pytest

from portal.pages.models import HomePage
from resources.columns.markdown_reading import parts_of, rich, rich_for, sections_for
from resources.columns.markdown_writing import to_markdown
from resources.models import ToolPage


def even(html: str) -> str:
    """HTML without the white space between its elements."""
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", html)).strip()


class RoundTripTests:
    @pytest.mark.parametrize(
        "html",
        [
            "<p>one</p><p>two <strong>bold</strong> three</p>",
            "<p>文字<strong>（重要）</strong>文字。<strong>注意。</strong>然后</p>",
            "<p>ก<strong>“ข”</strong>ค</p>",
            "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul><ul><li>another list</li></ul>",
            "<ol><li><p>a</p><p>b</p></li><li><p>c</p></li></ol>",
            "<p>1. no list</p><p># no heading</p><p>- no item</p><p>==</p>",
            "<p>a*b_c [x](y) &lt;b&gt; &amp;amp; `q` \\</p>",
            '<h3>Smaller</h3><p>a <a href="/en/x(1)">link</a></p>',
        ],
    )
    def test_what_is_written_is_read_as_the_same(self, html: str) -> None:
        assert even(rich(to_markdown(html))).replace(" <ul>", "<ul>") == html

    def test_what_rich_text_cannot_hold_loses_no_word_and_runs_nothing(self) -> None:
        html = rich(
            "<script>alert(1)</script>\n\n> quoted\n\n```\ncode\n```\n\n![a picture](x.png)\n\n[y](javascript:z)"
        )
        assert not re.search(r"<(script|pre|code|img|blockquote)|href", html)
        for words in ("alert(1)", "quoted", "code", "a picture", "y"):
            assert words in html


class SectionTests:
    def test_each_heading_of_the_first_two_levels_begins_a_section(self) -> None:
        parts = parts_of("Before.\n\n# One\n\ntext\n\n## Two **bold**\n\n### Small\n\nmore")
        assert [part.heading for part in parts] == ["", "One", "Two bold"]
        assert "<h3>Small</h3>" in parts[2].html

    @pytest.mark.usefixtures("portal")
    def test_a_section_keeps_its_anchor_and_what_markdown_cannot_say(self) -> None:
        home = HomePage.objects.get(locale__language_code="en")
        stored = f'<p>See <a linktype="page" id="{home.pk}">there</a>.</p>'
        body: Any = ToolPage(
            body=[
                ("section", {"heading": "Kept", "text": stored, "anchor": "s1"}),
                ("section", {"heading": "Rewritten", "text": "<p>old</p>", "anchor": "s2"}),
            ]
        ).body
        kept = to_markdown(stored)
        stream = sections_for(f"## New\n\nnew\n\n## Kept\n\n{kept}\n\n## Rewritten\n\nwords", body)
        values = [one["value"] for one in stream]
        assert [value["anchor"] for value in values] == ["", "s1", "s2"]
        assert values[1]["text"] == stored
        (edited,) = sections_for(kept.replace("See", "Look"), body)
        assert f'Look <a linktype="page" id="{home.pk}">' in edited["value"]["text"]

    def test_a_text_that_says_the_same_stays_as_it_is_stored(self) -> None:
        stored = '<p data-block-key="a1b2">Same <b>words</b></p>'
        assert rich_for("Same **words**", stored) == stored
