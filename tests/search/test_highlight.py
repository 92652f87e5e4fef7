"""Passages and what is marked in them."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.analysis import normalise
from search.clusters import borders
from search.highlight import LONGEST_PASSAGE, passage
from search.query import Expansion, Tier, plan_of_text
from search.query.text import in_language, phrase

TAG = re.compile("</?mark>")


def shown(text: str, query: str, tier: Tier = Tier.PHRASES) -> str:
    return str(passage(" ".join(normalise(text).split()), plan_of_text(query, "en"), tier))


class MarkTests:
    @pytest.mark.parametrize(
        ("text", "query", "marked"),
        [
            ("Victims shall not be punished", "victims", "<mark>Victims</mark> shall not be punished"),
            ("การไม่ลงโทษผู้เสียหาย", "ลงโทษ", "การไม่<mark>ลงโทษ</mark>ผู้เสียหาย"),
            ("ບໍ່ລົງໂທດຜູ້ເສຍຫາຍ", "ລົງໂທດ", "ບໍ່<mark>ລົງໂທດ</mark>ຜູ້ເສຍຫາຍ"),
            ("មិនដាក់ទោសជនរងគ្រោះ", "ជនរងគ្រោះ", "មិនដាក់ទោស<mark>ជនរងគ្រោះ</mark>"),
            ("လူကုန်ကူးခံရသူ", "ကုန်ကူး", "လူ<mark>ကုန်ကူး</mark>ခံရသူ"),
            ("Nạn nhân mua bán", "nan nhan", "<mark>Nạn</mark> <mark>nhân</mark> mua bán"),
            ("perdagangan orang", "orang", "perdagangan <mark>orang</mark>"),
            ("pemerdagangan orang", "orang", "pemerdagangan <mark>orang</mark>"),
            ("mga biktima", "biktima", "mga <mark>biktima</mark>"),
            ("不惩罚受害者", "受害者", "不惩罚<mark>受害者</mark>"),
            ("மனிதக் கடத்தல் உரிமை", "கடத்தல்", "மனிதக் <mark>கடத்தல்</mark> உரிமை"),
            ("ema ne'ebé hetan", "neebe", "ema <mark>ne&#x27;ebé</mark> hetan"),
            ("das vítimas do tráfico", "vitimas", "das <mark>vítimas</mark> do tráfico"),
        ],
    )
    def test_what_was_sought_is_marked_in_every_language(self, text: str, query: str, marked: str) -> None:
        assert shown(text, query) == marked

    def test_quoted_words_are_one_mark(self) -> None:
        assert shown("of forced  labour.", '"forced labour"') == "of <mark>forced labour</mark>."

    def test_other_forms_are_marked_where_words_were_taken_loosely(self) -> None:
        assert shown("Policies of protection", "policy", Tier.WORDS) == "<mark>Policies</mark> of protection"
        assert shown("memberi perlindungan", "melindungi", Tier.WORDS) == "memberi <mark>perlindungan</mark>"
        assert shown("Policies of protection", "policy") == ""

    def test_words_that_say_nothing_are_marked_only_when_nothing_else_was_asked_for(self) -> None:
        text = "When a victim has no passport, what can be done is this"
        asked = "what should police do when a victim has no passport?"
        assert shown(text, asked, Tier.PARTS).count("<mark>") == 2
        assert "<mark>When</mark>" in shown(text, "when")

    def test_words_that_merely_contain_it_are_not_marked(self) -> None:
        assert shown("enforced and forced", "forced") == "enforced and <mark>forced</mark>"

    def test_of_what_was_begun_the_whole_word_is_marked(self) -> None:
        assert shown("mua bán người và nghỉ", "mua bán ngư", Tier.PREFIXES).startswith(
            "<mark>mua</mark> <mark>bán</mark> <mark>người</mark> và"
        )

    def test_a_letter_that_the_dictionary_left_over_is_not_marked(self) -> None:
        assert shown("หรือก่อน ข้อ อ", "เหยือ", Tier.PARTS) == ""

    def test_a_term_in_another_language_marks_no_word_that_begins_like_it_by_chance(self) -> None:
        term = phrase("menores")
        assert term
        plan = plan_of_text("anak", "id")
        plan = replace(plan, expansions=(Expansion(0, 1, "child", (in_language(term, "pt"),)),))
        assert passage("hak menolak", plan) == ""
        assert passage("de um menor aqui", plan) == "de um <mark>menor</mark> aqui"

    def test_markup_in_a_text_stays_text(self) -> None:
        assert (
            shown("<b>labour</b> & <script>", "labour") == "&lt;b&gt;<mark>labour</mark>&lt;/b&gt; &amp; &lt;script&gt;"
        )

    def test_marks_never_cut_a_cluster(self) -> None:
        assert shown("กำหนด", "ก") == "<mark>กำ</mark>หนด"
        assert shown("ស្ត្រី", "ស") == "<mark>ស្ត្រី</mark>"

    def test_nothing_found_means_no_passage(self) -> None:
        assert shown("labour", "marriage") == ""
        assert shown("labour", "") == ""


class PassageTests:
    def test_a_long_text_is_cut_around_the_first_match_at_words(self) -> None:
        found = shown("before " * 200 + "labour " + "after " * 200, "labour")
        assert found.startswith("…before")
        assert found.endswith("after…")
        assert "<mark>labour</mark>" in found
        assert len(TAG.sub("", found)) <= LONGEST_PASSAGE + 2

    def test_a_passage_that_ends_with_a_sentence_says_not_that_it_goes_on(self) -> None:
        sentence = "labour " + "after " * 38
        assert shown(f"{sentence}word. {'x' * 60}", "labour").endswith("word.")
        assert shown(f"{sentence}word, {'x' * 60}", "labour").endswith("word…")

    @settings(max_examples=100, deadline=None)
    @given(
        st.text(alphabet="กาำ่ิเສກາເິ້កខ្រាិကခ်္ါိ中国ab é<&'", max_size=400),
        st.text(alphabet="กาเកខ្ကခ်中ab", min_size=1, max_size=3),
    )
    def test_a_passage_without_its_marks_is_a_piece_of_the_text_cut_at_clusters(self, text: str, query: str) -> None:
        text = " ".join(normalise(text).split())
        found = passage(text, plan_of_text(query, "en"))
        plain = TAG.sub("", str(found)).strip("…")
        plain = plain.replace("&lt;", "<").replace("&#x27;", "'").replace("&amp;", "&")
        assert plain in text
        if found and len(plain) == len(text):
            cuts = set(borders(text))
            place = 0
            for piece in re.split("(</?mark>)", str(found)):
                if TAG.fullmatch(piece):
                    assert place in cuts
                else:
                    place += len(piece.replace("&lt;", "<").replace("&#x27;", "'").replace("&amp;", "&"))

    def test_a_long_document_is_searched_at_once(self) -> None:
        text = "ผู้เสียหายจากการค้ามนุษย์ " * 4_000 + "กฎหมาย"
        began = time.perf_counter()
        assert "<mark>กฎหมาย</mark>" in shown(text, "กฎหมาย")
        assert time.perf_counter() - began < 1
