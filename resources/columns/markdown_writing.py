"""Rich text as Markdown, which :mod:`resources.columns.markdown_reading` reads back as the same."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser
from itertools import pairwise

from wagtail.rich_text import expand_db_html

_MEANT = re.compile(r"([\\`*_\[\]<>])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_BEGINS_BLOCK = re.compile(r"^(\s*)([#+>=-]|\d{1,9}[.)](?=\s|$)|~{3,})")
_LIST = re.compile(r"[-+] |\d+[.)] ")
_RUNS = {"b": "**", "strong": "**", "i": "*", "em": "*", "a": ""}
_PARAGRAPHS, _HEADINGS = ("p", "div"), ("h1", "h2", "h3", "h4", "h5", "h6")
#: Stand for the marks of emphasis until it is known what is beside them: opening and closing, bold and slanted.
_OPEN, _CLOSE = {"**": "\ue000", "*": "\ue001"}, {"**": "\ue002", "*": "\ue003"}
_MARKS = {sign: mark for marks in (_OPEN, _CLOSE) for mark, sign in marks.items()}
_BACK_TO_BACK = re.compile("\ue002\ue000|\ue003\ue001")


def to_markdown(html: str) -> str:
    """CommonMark of stored rich text: paragraphs, headings, lists, bold, and links as readers get them."""
    writer = _Writer()
    writer.feed(expand_db_html(html or ""))
    writer.close()
    return writer.result()


def heading_to_markdown(heading: str) -> str:
    """The line that begins a section."""
    return "## " + escaped(" ".join(heading.split())).replace("#", "\\#")


def escaped(text: str) -> str:
    """A text in which nothing is read as a sign of Markdown."""
    return _ENTITY.sub("&amp;", _MEANT.sub(r"\\\1", text))


def _line_safe(text: str) -> str:
    """A paragraph whose first signs do not begin a list, a heading or a quotation."""

    def kept(match: re.Match[str]) -> str:
        sign = match[2]
        return match[1] + (f"{sign[:-1]}\\{sign[-1]}" if sign[0].isdigit() else f"\\{sign}")

    return "\n".join(_BEGINS_BLOCK.sub(kept, line) for line in text.split("\n"))


def _is_sign(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "PS"


def _marked(text: str) -> str:
    """A text with its marks of emphasis, each where CommonMark takes it for one.

    A mark between a letter outside and a sign of punctuation inside is none (as in ``word**(bold)**``); the letter is
    then written as its number. Scripts that put no space between words need it.
    """
    letters = list(_BACK_TO_BACK.sub("", text))
    for place, sign in enumerate(letters):
        if sign not in _MARKS:
            continue
        step = -1 if sign in _OPEN.values() else 1
        outside, inside = place + step, place - step
        beyond = letters[outside] if 0 <= outside < len(letters) else " "
        within = letters[inside] if 0 <= inside < len(letters) else " "
        if (
            _is_sign(within)
            and len(beyond) == 1
            and beyond not in _MARKS
            and not (beyond.isspace() or _is_sign(beyond))
        ):
            letters[outside] = f"&#x{ord(beyond):x};"
    return "".join(_MARKS.get(sign, sign) for sign in letters)


class _Writer(HTMLParser):
    """Follows the elements and writes blocks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[str] = []
        #: The runs of words that are open, with what each holds; the first is the block itself.
        self._runs: list[tuple[str, str]] = []
        self._texts: list[str] = [""]
        #: Open lists: the sign before an item, or the number before it and the sign after; what was written outside.
        self._lists: list[tuple[int | None, str]] = []
        self._outer: list[list[str]] = []
        self._heading = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a block or a run of words."""
        if tag in _RUNS:
            self._runs.append((tag, dict(attrs).get("href") or ""))
            self._texts.append("")
        elif tag == "br":
            self._texts[-1] += "\\\n"
        elif tag in _PARAGRAPHS or tag in _HEADINGS:
            self._end_block()
            self._heading = "### " if tag in _HEADINGS else ""
        elif tag in ("ul", "ol"):
            self._begin_list(int(dict(attrs).get("start") or 1) if tag == "ol" else None)
        elif tag == "li":
            self._end_block()
            self._step_in()

    def handle_endtag(self, tag: str) -> None:
        """Close it."""
        if tag in _RUNS:
            if self._runs:
                self._end_run()
        elif tag in _PARAGRAPHS or tag in _HEADINGS:
            self._end_block()
        elif tag == "li" and self._lists and self._outer:
            self._end_item()
        elif tag in ("ul", "ol") and self._lists:
            self._end_block()
            items = self._step_out()
            self._lists.pop()
            if items:
                loose = any("\n\n" in item for item in items)
                self._blocks.append(("\n\n" if loose else "\n").join(items))

    def handle_data(self, data: str) -> None:
        """Words; white space is what HTML makes of it."""
        self._texts[-1] += escaped(re.sub(r"[ \t\r\n\f]+", " ", data))

    def result(self) -> str:
        """What was written."""
        self._end_block()
        return "\n\n".join(self._blocks)

    def _begin_list(self, start: int | None) -> None:
        self._end_block()
        # Another sign where a list follows a list, or the two would be read as one.
        before = _LIST.match(self._blocks[-1]) if self._blocks else None
        usual, other = ("-", "+") if start is None else (".", ")")
        self._lists.append((start, other if before and usual in before[0] else usual))
        self._step_in()

    def _step_in(self) -> None:
        self._outer.append(self._blocks)
        self._blocks = []

    def _step_out(self) -> list[str]:
        inner, self._blocks = self._blocks, self._outer.pop()
        return inner

    def _end_run(self) -> None:
        (tag, href), text = self._runs.pop(), self._texts.pop()
        mark, inner = _RUNS[tag], text.strip()
        if mark and inner:
            # White space stands outside the marks, where CommonMark wants it.
            start = text.index(inner)
            text = f"{text[:start]}{_OPEN[mark]}{inner}{_CLOSE[mark]}{text[start + len(inner) :]}"
        elif href:
            text = f"[{text}](<{href.replace('<', '%3C').replace('>', '%3E')}>)"
        self._texts[-1] += text

    def _end_block(self) -> None:
        while self._runs:
            self._end_run()
        lines = [re.sub(" +", " ", line).strip() for line in self._texts[0].split("\n")]
        text = "\n".join(line for line in lines if line)
        if text.endswith("\\") and not text.endswith("\\\\"):
            text = text[:-1].rstrip()
        if text:
            text = _marked(text)
            self._blocks.append(self._heading + " ".join(text.split()) if self._heading else _line_safe(text))
        self._texts[0] = self._heading = ""

    def _end_item(self) -> None:
        self._end_block()
        blocks = self._step_out()
        start, sign = self._lists[-1]
        marker = f"{sign} " if start is None else f"{start + len(self._blocks)}{sign} "
        # A list within an item stands close to its words, as in a tight list; two paragraphs do not.
        text = blocks[0] if blocks else ""
        for before, block in pairwise(blocks):
            close = _LIST.match(block) and not _LIST.match(before)
            text += ("\n" if close else "\n\n") + block
        self._blocks.append(marker + re.sub(r"\n(?!\n|\Z)", "\n" + " " * len(marker), text))
