"""Zawgyi is told from Unicode and becomes it, once a document and once a query."""

from __future__ import annotations

import pytest

from portal.indexing import IndexRecord
from search.analysis import normalise, normalise_together
from search.analysis.normalise import in_unicode
from search.analysis.zawgyi import evidence, to_unicode
from search.documents import analyse_record, shown_text

#: The same words in the two encodings.
WORDS = {
    "ျမန္မာ": "မြန်မာ",
    "ကမၻာ": "ကမ္ဘာ",
    "အခြင့္အေရး": "အခွင့်အရေး",
    "ေယာက္်ား": "ယောက်ျား",
    "ေစ်း": "ဈေး",
    "၀န္ႀကီး": "ဝန်ကြီး",
    "လူကုန္ကူးမႈ": "လူကုန်ကူးမှု",
    "အဂၤလိပ္": "အင်္ဂလိပ်",
    "ႏိုင္ငံ": "နိုင်ငံ",
    "တကၠသိုလ္": "တက္ကသိုလ်",
    "ကၽြႏ္ုပ္": "ကျွန်ုပ်",
    "ၾသဂုတ္": "ဩဂုတ်",
    "မိန္းကေလး": "မိန်းကလေး",
    "ဥပေဒ": "ဥပဒေ",
    "ပုဒ္မ": "ပုဒ်မ",
    "ဒုကၡသည္": "ဒုက္ခသည်",
    "ဝတၱရား": "ဝတ္တရား",
    "လွ်ိဳ႕ဝွက္": "လျှို့ဝှက်",
    "၎င္းတို႔": "၎င်းတို့",
}
SENTENCE = "လူကုန္ကူးမႈ တိုက္ဖ်က္ေရး ဥပေဒ"


class ZawgyiTests:
    @pytest.mark.parametrize(("zawgyi", "unicode"), WORDS.items())
    def test_a_word_alone_is_known_and_converted(self, zawgyi: str, unicode: str) -> None:
        assert normalise(zawgyi) == normalise(unicode)

    def test_it_is_shown_in_letters_that_every_machine_has_and_all_else_as_it_stands(self) -> None:
        assert in_unicode("လူကုန္ကူးမႈ") == "လူကုန်ကူးမှု"
        for text in ("လူကုန်ကူးမှု", "Cafe\u0301", "ผ\u0e49\u0e39", "plain"):
            assert in_unicode(text) == text

    @pytest.mark.parametrize("word", [*WORDS.values(), "ပြသော", "နေရာ", "ဒေသ", "ပညာရှင်", "ကျွန်", "က်", "ရွှေ"])
    def test_unicode_stays_unicode(self, word: str) -> None:
        assert normalise(normalise(word)) == normalise(word)
        assert len(normalise(word)) == len(word)

    def test_other_languages_of_the_same_letters_are_left_alone(self) -> None:
        for text in ("လိၵ်ႈလၢႆး တႆး ၵူၼ်းတႆး", "ကညီ ကျိာ် ပှၤကညီ တၢ်ကွဲး", "ဘာသာ မန် ဗွဲကဆံင် တၞဟ် ဍုင်"):
            assert evidence(text) <= 0

    def test_a_sentence_is_converted_and_what_is_not_burmese_stays(self) -> None:
        assert normalise(f"ACTIP 14: {SENTENCE}") == "ACTIP 14: လူကုန်ကူးမှု တိုက်ဖျက်ရေး ဥပဒေ"

    def test_converting_needs_no_second_time(self) -> None:
        assert normalise(normalise(SENTENCE)) == normalise(SENTENCE)

    def test_a_title_too_short_to_tell_has_the_encoding_of_its_document(self) -> None:
        assert normalise("ေဒသ") == normalise_together(("ေဒသ", SENTENCE))[0] == "ဒေသ"
        title, _body = normalise_together(("ပညာမွ", SENTENCE))
        assert title == "ပညာမှ"

    def test_a_document_in_zawgyi_is_found_and_shown_in_unicode(self) -> None:
        told = {"key": "a:1", "family": "a", "partition": "clear", "language": "my", "type": "tool"}
        record = IndexRecord(**told, title="ပညာမွ", summary="", body=SENTENCE)  # type: ignore[arg-type]
        meant = IndexRecord(**told, title="ပညာမှ", summary="", body=normalise(SENTENCE))  # type: ignore[arg-type]
        assert analyse_record(record) == analyse_record(meant)
        assert shown_text(record) == normalise(SENTENCE)

    def test_letters_alone_are_the_same_in_both(self) -> None:
        assert to_unicode("လူ") == "လူ"
