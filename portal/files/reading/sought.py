"""The text of a file for somebody who comes from a search: what they sought is marked in it, and told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from portal.files.reading.layout import Paragraph
from portal.files.reading.presentation import LaidOutPage
from portal.highlighting import marked, with_question


def with_marks(context: dict[str, Any], question: str, language: str) -> dict[str, Any]:
    """The context of a reading page with its words marked; as it is where nothing of the question stands there.

    The ways to the pages before and after carry the question on. What is cited and what search engines keep does not.
    """
    pages: list[LaidOutPage] = context.get("pages", [])
    found = marked([line for page in pages for line in _lines(page)], question, language)
    ways = {name: with_question(context.get(name, ""), question) for name in ("previous", "following")}
    context = {**context, **ways, "query": question}
    if found is None:
        return context
    lines = iter(found)
    return {**context, "pages": [_with(page, lines) for page in pages], "is_marked": True}


def _lines(page: LaidOutPage) -> Iterable[str]:
    """Everything that is read on a page, in its order."""
    yield page.heading
    for paragraph in page.paragraphs:
        yield from paragraph.lines
    for row in (page.head, *page.rows):
        yield from row


def _with(page: LaidOutPage, lines: Iterator[str]) -> LaidOutPage:
    """The page with these lines in the place of its own; as many are taken as it has."""
    return replace(
        page,
        heading=next(lines),
        paragraphs=[Paragraph(tuple(next(lines) for _line in paragraph.lines)) for paragraph in page.paragraphs],
        head=[next(lines) for _cell in page.head],
        rows=[[next(lines) for _cell in row] for row in page.rows],
    )
