"""What a browser prints as PDF comes out again as it was put in, in scripts that are hard to read back."""

from __future__ import annotations

import re
import unicodedata
from base64 import b64encode
from difflib import SequenceMatcher
from importlib.resources import files
from pathlib import Path

import pytest
from icu4py.breakers import WordBreaker
from playwright.sync_api import Browser

from portal.files.kinds import kind_of
from portal.files.pipeline.checking import check
from portal.files.text.quality import POOR, judge
from portal.files.text.spacing import without_false_spaces
from portal.files.text.taking import pdftotext, slice_of
from portal.fonts.faces import BURMESE, KHMER, LAO, SANS, TAMIL, THAI
from portal.languages import BY_CODE
from tests.browser.conftest import browser, chromium_path  # noqa: F401
from tests.files.text.test_language import PAPERS

pytestmark = pytest.mark.browser

#: A paper that is there in all languages; it takes two pages and more.
PAPER = "G-2026-014"
#: The fonts it is printed in, where Latin letters do not serve; Chinese takes what the machine has.
FONTS = {"th": THAI, "lo": LAO, "km": KHMER, "my": BURMESE, "ta": TAMIL, "zh-hans": None}
ALIKE = 0.99
#: The scripts in which no space is put between words, and how many a page may have within a word all the same.
UNSPACED, MOST_WITHIN_WORDS = ("th", "lo", "km", "my"), 0.25


def plain_paragraphs(code: str) -> list[str]:
    """The words of a paper without its marks."""
    text = (PAPERS / PAPER / f"{code}.md").read_text(encoding="utf-8").split("---", 2)[2]
    lines = (re.sub(r"^(#+|[-*]|\d+\.)\s+|[*_|`]", "", line).strip() for line in text.splitlines())
    return [line for line in lines if line and not re.fullmatch(r"[-: ]+", line)]


def letters(text: str) -> str:
    """The text less what printing changes: spaces and line breaks."""
    return re.sub(r"[\s\u200b\u200c\u200d]+", "", unicodedata.normalize("NFC", text))


def _page(code: str) -> str:
    """The paper as a page of HTML that carries its font with it."""
    source = FONTS.get(code, SANS)
    face = ""
    if source:
        package, _colon, name = source.partition(":")
        content = b64encode(files(package).joinpath(name).read_bytes()).decode()
        face = f"@font-face {{ font-family: paper; src: url(data:font/ttf;base64,{content}) }}"
    body = "".join(f"<p>{paragraph}</p>" for paragraph in plain_paragraphs(code))
    return f'<html lang="{code}"><style>{face} body {{ font: 16px paper }}</style><body>{body}</body></html>'


@pytest.mark.parametrize("code", BY_CODE)
def test_what_was_printed_is_read_in_the_order_it_was_written(
    browser: Browser,  # noqa: F811
    tmp_path: Path,
    code: str,
) -> None:
    if pdftotext() is None:
        pytest.skip("pdftotext is not installed (Debian's package is called poppler-utils)")
    path = tmp_path / "paper.pdf"
    page = browser.new_page()
    page.set_content(_page(code))
    page.evaluate("document.fonts.ready")
    page.pdf(path=path, format="A5")
    page.close()
    kind = kind_of(path.name)
    assert kind is not None
    pages = slice_of(path, kind, 0, _count(path))
    taken = [page.text for page in pages]
    assert len(taken) >= 2
    put_in, read = letters("".join(plain_paragraphs(code))), letters("".join(taken))
    assert _likeness(put_in, read) >= ALIKE
    judged = judge(taken)
    assert (judged.language, judged.quality > POOR) == (code, True)
    if code in UNSPACED:
        read_as = without_false_spaces("\n".join(taken))
        assert _spaces_within_words("\n".join(plain_paragraphs(code)), read_as) <= MOST_WITHIN_WORDS * len(taken)


def _count(path: Path) -> int:
    with path.open("rb") as file:
        pages = check(file, path.name, room=False).pages
    assert pages is not None
    return pages


def _likeness(one: str, other: str) -> float:
    """The share of letters that stand in both in the same order."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return 2 * sum(block.size for block in matcher.get_matching_blocks()) / (len(one) + len(other))


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
