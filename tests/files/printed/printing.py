"""Papers printed by a browser as PDF, and the text that is taken from them again."""

from __future__ import annotations

import re
import unicodedata
from base64 import b64encode
from difflib import SequenceMatcher
from importlib.resources import files
from pathlib import Path

from playwright.sync_api import Browser

from portal.files.kinds import kind_of
from portal.files.pipeline.checking import check
from portal.files.text.taking import slice_of
from portal.fonts.faces import BURMESE, KHMER, LAO, SANS, TAMIL, THAI
from tests.files.text.test_language import PAPERS

#: A paper that is there in all languages; it takes two pages and more.
PAPER = "G-2026-014"
#: The fonts it is printed in, where Latin letters do not serve; Chinese takes what the machine has.
FONTS = {"th": THAI, "lo": LAO, "km": KHMER, "my": BURMESE, "ta": TAMIL, "zh-hans": None}


def plain_paragraphs(code: str) -> list[str]:
    """The words of a paper without its marks."""
    text = (PAPERS / PAPER / f"{code}.md").read_text(encoding="utf-8").split("---", 2)[2]
    lines = (re.sub(r"^(#+|[-*]|\d+\.)\s+|[*_|`]", "", line).strip() for line in text.splitlines())
    return [line for line in lines if line and not re.fullmatch(r"[-: ]+", line)]


def letters(text: str) -> str:
    """The text less what printing changes: spaces and line breaks."""
    return re.sub(r"[\s\u200b\u200c\u200d]+", "", unicodedata.normalize("NFC", text))


def page_of(code: str) -> str:
    """The paper as a page of HTML that carries its font with it."""
    source = FONTS.get(code, SANS)
    face = ""
    if source:
        package, _colon, name = source.partition(":")
        content = b64encode(files(package).joinpath(name).read_bytes()).decode()
        face = f"@font-face {{ font-family: paper; src: url(data:font/ttf;base64,{content}) }}"
    body = "".join(f"<p>{paragraph}</p>" for paragraph in plain_paragraphs(code))
    return f'<html lang="{code}"><style>{face} body {{ font: 16px paper }}</style><body>{body}</body></html>'


def print_paper(browser: Browser, code: str, path: Path) -> None:
    """Print the paper in a language as PDF to this path."""
    page = browser.new_page()
    page.set_content(page_of(code))
    page.evaluate("document.fonts.ready")
    page.pdf(path=path, format="A5")
    page.close()


def text_of(path: Path) -> list[str]:
    """The text of a PDF page by page, as the portal takes it."""
    kind = kind_of(path.name)
    assert kind is not None
    with path.open("rb") as file:
        pages = check(file, path.name, room=False).pages
    assert pages is not None
    return [page.text for page in slice_of(path, kind, 0, pages)]


def likeness(one: str, other: str) -> float:
    """The share of letters that stand in both in the same order."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return 2 * sum(block.size for block in matcher.get_matching_blocks()) / (len(one) + len(other))
