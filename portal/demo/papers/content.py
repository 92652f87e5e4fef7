"""What stands in a paper, in reading order, before anybody thinks of pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext, override
from markdown_it import MarkdownIt

from portal.dates import PartialDate, format_partial
from portal.demo.sources import LABELS, Family, load
from portal.languages import BY_CODE, Language
from portal.marking import Label
from resources.types import BRIEF, TRAINING, type_labels

#: Shown by nobody and a trap for whoever copies or searches: zero-width space, byte-order mark, soft hyphen.
_UNSEEN = dict.fromkeys((0x200B, 0xFEFF, 0xAD))
_BULLET = "•"


@dataclass(frozen=True)
class Run:
    """A stretch of text in one weight."""

    text: str
    strong: bool = False


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph or an item of a list; ``marker`` stands before it in the margin of its text.

    ``role`` is one of kicker, title, facts, notice, heading, term, paragraph, item.
    """

    role: str
    runs: tuple[Run, ...]
    marker: str = ""

    @property
    def text(self) -> str:
        """The words without their weight."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Dossier:
    """A paper: what stands on its cover, then its parts, each of which begins with a title or a heading."""

    reference: str
    language: Language
    type: str
    title: str
    label: Label
    posted: date
    contents_word: str
    cover: tuple[Block, ...]
    body: tuple[Block, ...]

    @property
    def places(self) -> tuple[int, ...]:
        """Where in the body the parts begin that the list of contents names."""
        return tuple(at for at, block in enumerate(self.body) if block.role in ("title", "heading"))


def dossier(family: Family, code: str, annexes: Sequence[Family] = ()) -> Dossier:
    """A family's text in a language as a paper, with those annexes behind it that have that language too."""
    there = [annex for annex in annexes if code in annex.texts]
    labels = {Label(each.facts["marking"]) for each in (family, *there)}
    if len(labels) > 1:
        raise ValueError(f"{family.reference} and its annexes carry different labels.")
    front, _body = family.texts[code]
    with override(code):
        body = [*_parts(family, code)]
        for annex in there:
            body += [*_opening(annex, code), *_answer(annex.texts[code][0]), *_parts(annex, code)]
        return Dossier(
            reference=family.reference,
            language=BY_CODE[code],
            type=family.facts["type"],
            title=front["title"],
            label=labels.pop(),
            posted=family.facts["posted"],
            contents_word=gettext("Contents"),
            cover=(*_opening(family, code), *_answer(front)),
            body=tuple(body),
        )


def blocks_of(markdown: str) -> Iterator[Block]:
    """The blocks of Markdown as the demo writes it: headings, paragraphs, lists of one level, bold."""
    role, ordinal, marker = "paragraph", 0, ""
    ordered = False
    for token in MarkdownIt("commonmark", {"html": False}).parse(markdown):
        if token.type in ("ordered_list_open", "bullet_list_open"):
            ordered, ordinal = token.type == "ordered_list_open", 0
        elif token.type == "list_item_open":
            ordinal += 1
            role, marker = "item", f"{ordinal}." if ordered else _BULLET
        elif token.type == "heading_open":
            role = "heading" if token.tag == "h2" else "term"
        elif token.type == "inline":
            yield Block(role, _runs(token.children or []), marker)
            role, marker = "paragraph", ""


def seen(text: str) -> str:
    """The text without signs that nobody sees, its lines joined."""
    return " ".join(text.translate(_UNSEEN).split())


def _runs(children: Iterable[Any]) -> tuple[Run, ...]:
    found: list[Run] = []
    strong = False
    for child in children:
        if child.type in ("strong_open", "strong_close"):
            strong = child.type == "strong_open"
        elif child.type in ("softbreak", "hardbreak"):
            found.append(Run(" ", strong))
        elif child.content:
            found.append(Run(child.content.translate(_UNSEEN), strong))
    return tuple(found)


def _plain(role: str, text: str, marker: str = "") -> Block:
    return Block(role, (Run(seen(text)),), marker)


def _opening(family: Family, code: str) -> Iterator[Block]:
    """Number and type, the title, and the line of facts."""
    front, facts = family.texts[code][0], family.facts
    kind = str(gettext(str(TRAINING))) if facts.get("training") else type_labels(code)[facts["type"]]
    yield _plain("kicker", f"{family.reference} · {kind}")
    yield _plain("title", front["title"])
    issued = str(facts["issued"])
    PartialDate.parse(issued)
    version = gettext("version %(version)s of %(day)s") % {
        "version": facts["version"],
        "day": format_partial(issued, code),
    }
    names = load(LABELS / f"{code}.yaml")["bodies"]
    bodies = [names[slug] for slug in facts.get("bodies") or []]
    yield _plain("facts", " · ".join([*bodies, version]))


def _answer(front: dict[str, Any]) -> Iterator[Block]:
    """The answer in a hundred words."""
    for term, name in (
        (gettext("What it says"), "says"),
        (gettext("What to do"), "do"),
        (gettext("Who it is for"), "who"),
    ):
        yield _plain("term", term)
        yield _plain("paragraph", front[name])


def _parts(family: Family, code: str) -> Iterator[Block]:
    """The text with its sections numbered; a brief has its findings before it, methods and limits behind."""
    front, markdown = family.texts[code]
    is_brief = family.facts["type"] == BRIEF
    if is_brief:
        yield _plain("heading", gettext("Key findings"))
        for number, finding in enumerate(front["key_findings"], 1):
            yield _plain("item", finding, f"{number}.")
    section = 0
    for block in blocks_of(markdown):
        if block.role == "heading":
            section += 1
            block = Block(block.role, block.runs, str(section))
        yield block
    if is_brief:
        for heading, name in ((gettext("Methods"), "methods"), (gettext("Limits"), "limits")):
            yield _plain("heading", heading)
            yield _plain("paragraph", front[name])
