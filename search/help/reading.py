"""Reads the help texts: one file a language in ``texts/``, all of the same build.

A file has a ``lead`` and, under ``sections``, for each of :data:`SECTIONS` a ``heading``, a ``body`` and ``examples``.
A body is paragraphs, and lists in their place. In a text, `` `country:laos` `` is what a reader types, and
``{Apply filters}`` is a name of the interface: it is shown as the catalogue of the language has it, so that a button
bears the same name in the help as on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import yaml
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from portal.languages import BY_CODE, language_for

TEXTS = Path(__file__).resolve().parent / "texts"
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: The sections in their order. Each name is the anchor of its section in every language: others link to it.
SECTIONS = (
    "words",
    "writing",
    "phrase",
    "without",
    "fields",
    "numbers",
    "meaning",
    "narrowing",
    "nothing",
    "searched",
)

_MARKED = re.compile(r"`([^`]+)`|\{([^{}]+)\}")


@dataclass(frozen=True)
class Example:
    """A query with what it finds. ``language`` is the code of the language it is written in.

    ``parameters`` are what the address holds beside the words, as the address of any results page would.
    """

    query: str
    finds: str
    language: str
    parameters: Mapping[str, str]

    @property
    def address(self) -> str:
        """The query part of the address of its results, with the question mark."""
        return "?" + urlencode([("q", self.query), *self.parameters.items()], quote_via=quote)

    @property
    def tag(self) -> str:
        """What stands in ``lang``."""
        return BY_CODE[self.language].tag


@dataclass(frozen=True)
class Block:
    """A paragraph (one text) or a list (its points)."""

    texts: tuple[str, ...]
    is_list: bool

    @property
    def lines(self) -> list[SafeString]:
        """The texts as HTML, with the names of the interface in the active language."""
        return [as_html(text) for text in self.texts]


@dataclass(frozen=True)
class Section:
    """One section; ``name`` is its anchor."""

    name: str
    heading: str
    body: tuple[Block, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class Help:
    """The whole text of one language."""

    lead: str
    sections: tuple[Section, ...]


@cache
def help_in(code: str) -> Help:
    """The help in a language of the portal; KeyError or FileNotFoundError say what its file lacks."""
    content = yaml.load((TEXTS / f"{code}.yaml").read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - the safe loader, in C where there is one
    return Help(content["lead"], tuple(_section(name, content["sections"][name], code) for name in SECTIONS))


def as_html(text: str) -> SafeString:
    """A text with what is to be typed as code, and names of the interface in bold, in the active language."""
    parts: list[str] = []
    place = 0
    for match in _MARKED.finditer(text):
        parts.append(conditional_escape(text[place : match.start()]))
        typed, name = match.groups()
        if typed:
            parts.append(format_html('<code translate="no">{}</code>', typed))
        else:
            parts.append(format_html("<b>{}</b>", gettext(name).rstrip(" :：៖−-")))
        place = match.end()
    parts.append(conditional_escape(text[place:]))
    return mark_safe("".join(parts))  # noqa: S308 - each part is escaped


def names_in(texts: Iterable[str]) -> set[str]:
    """The names of the interface that texts mention, as the sources have them."""
    return {name for text in texts for _typed, name in _MARKED.findall(text) if name}


def _section(name: str, content: Mapping[str, Any], code: str) -> Section:
    blocks = tuple(
        Block(tuple(part), is_list=True) if isinstance(part, list) else Block((part,), is_list=False)
        for part in content["body"]
    )
    return Section(name, content["heading"], blocks, tuple(_example(one, code) for one in content["examples"]))


def _example(content: Mapping[str, Any], code: str) -> Example:
    language = language_for(content.get("language", code))
    assert language is not None, content
    return Example(content["query"], content["finds"], language.code, content.get("with", {}))
