"""What was put into a paper of the demo, and how like it is what comes out again."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from rapidfuzz.distance import Indel

from portal.demo.papers.choice import PAPERS, PDF, Paper
from portal.demo.papers.content import Block, Dossier, Run, dossier
from portal.demo.sources import Family, families


@cache
def by_reference() -> dict[str, Family]:
    """Every family of the demo by its reference."""
    return {family.reference: family for family in families()}


def of(paper: Paper) -> Dossier:
    """What stands in a paper."""
    known = by_reference()
    return dossier(known[paper.reference], paper.language, [known[reference] for reference in paper.annexes])


def paper_in(code: str) -> Paper:
    """The shorter paper of a language."""
    return next(paper for paper in PAPERS if paper.language == code and paper.kind == PDF and not paper.annexes)


def put_in(paper: Dossier) -> str:
    """What a reader reads of it, from the title to the last line; the foot of each page aside."""
    contents = [paper.body[place] for place in paper.places]
    lines = [*paper.cover, Block("heading", (Run(paper.contents_word),)), *contents, *paper.body]
    return "\n".join(f"{line.marker} {line.text}" for line in lines)


def without_feet(paper: Dossier, text: str, pages: int) -> str:
    """The text of all pages less the line at the foot of each."""
    foot = rf"{re.escape(paper.reference)}\s*{re.escape(paper.label.written)}\s*\d+\s*/\s*{pages}"
    rest, count = re.subn(foot, "", text)
    assert count == pages
    return rest


def likeness(one: str, other: str, white: str) -> float:
    """The longest common subsequence as a share of both texts, white space replaced by ``white``."""
    folded = [re.sub(r"\s+", white, unicodedata.normalize("NFC", text)).strip() for text in (one, other)]
    return float(Indel.normalized_similarity(*folded))
