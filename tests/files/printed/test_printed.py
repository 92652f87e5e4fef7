"""What a browser prints as PDF comes out again as it was put in, in scripts that are hard to read back."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from icu4py.breakers import WordBreaker
from playwright.sync_api import Browser

from portal.files.text.quality import POOR, judge
from portal.files.text.spacing import without_false_spaces
from portal.files.text.taking import pdftotext
from portal.languages import BY_CODE
from tests.browser.conftest import browser, chromium_path  # noqa: F401
from tests.files.printed.printing import letters, likeness, plain_paragraphs, print_paper, text_of

pytestmark = pytest.mark.browser

ALIKE = 0.99
#: The scripts in which no space is put between words, and how many a page may have within a word all the same.
UNSPACED, MOST_WITHIN_WORDS = ("th", "lo", "km", "my"), 0.25


@pytest.mark.parametrize("code", BY_CODE)
def test_what_was_printed_is_read_in_the_order_it_was_written(
    browser: Browser,  # noqa: F811
    tmp_path: Path,
    code: str,
) -> None:
    if pdftotext() is None:
        pytest.skip("pdftotext is not installed (Debian's package is called poppler-utils)")
    path = tmp_path / "paper.pdf"
    print_paper(browser, code, path)
    taken = text_of(path)
    assert len(taken) >= 2
    put_in, read = letters("".join(plain_paragraphs(code))), letters("".join(taken))
    assert likeness(put_in, read) >= ALIKE
    judged = judge(taken)
    assert (judged.language, judged.quality > POOR) == (code, True)
    if code in UNSPACED:
        read_as = without_false_spaces("\n".join(taken))
        assert _spaces_within_words("\n".join(plain_paragraphs(code)), read_as) <= MOST_WITHIN_WORDS * len(taken)


def _spaces_within_words(written: str, read: str) -> int:
    """How many spaces were read that nobody wrote, and that stand where no word of what was written ends."""
    put_in, said = letters(written), unicodedata.normalize("NFC", read)
    ends, end = set(), 0
    for word in WordBreaker(re.sub("[\u200b\u200c\u200d]+", "", unicodedata.normalize("NFC", written)), "en"):
        end += len(letters(word))
        ends.add(end)
    # How many letters stand before each space of a line.
    spaces = {len(letters(said[: found.start()])) for found in re.finditer(r"(?<=\S) (?=\S)", said)}
    blocks = SequenceMatcher(None, put_in, letters(said), autojunk=False).get_matching_blocks()
    places = {block.a + at - block.b for block in blocks for at in spaces if block.b <= at < block.b + block.size}
    return len(places - ends)
