"""Made documents as ready tokens: any number of them, the same each time for the same number.

A document is paragraphs of the demo in its language, put together by chance, with made words strewn in. Each paragraph
is analysed once, when it is first needed; a document is made by joining what that gave.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from portal.demo.sources import Family, families
from portal.indexing import IndexRecord
from search.analysis import Analysed, analyse, normalise
from search.analysis.stems import stem
from search.documents import AnalysedRecord
from tests.benchmarks.scale_words import IN_PARAGRAPH, strewn

#: Of every hundred documents so many are in a language.
MIX = {
    **{"en": 30, "id": 12, "th": 12, "vi": 11, "ms": 8, "fil": 6, "km": 5, "my": 5, "zh-hans": 4, "lo": 3},
    **{"ta": 2, "pt": 1, "tet": 1},
}
#: In how many languages one family after another stands.
SPREADS = (1, 1, 1, 2, 2, 3, 5)
#: Every so many families may be read by members alone.
GREEN_EACH = 25
#: Raised whenever the same number makes another document, or is written otherwise.
VERSION = 2

_BLOCK = 100 * sum(SPREADS)
_FACETS = {
    **{"country": "countries", "theme": "themes", "provision": "provisions"},
    **{"audience": "audiences", "victim_group": "victim_groups", "body": "bodies"},
}
_FIRST_DAY, _DAYS = date(2016, 1, 1), 3_900
_OLDEST_LAG = 7_000
# Bytes of a text: most have two to four thousand, few have ten.
_LENGTH, _SPREAD, _LONGEST = 7.78, 0.5, 20_000


@dataclass(frozen=True)
class Passage:
    """A piece of a text with its tokens, each reading joined by spaces."""

    text: str
    w: str
    x: str
    s: str
    g: str

    @classmethod
    def of(cls, text: str, language: str) -> Passage:
        """The passage of a text, analysed."""
        shown = " ".join(normalise(text).split())
        found = analyse(shown, language)
        return cls(shown, *(" ".join(tokens) for tokens in (found.w, found.x, found.s, found.g)))


@dataclass(frozen=True, kw_only=True)
class Made:
    """One document: its record, and its readings, of the title and of the whole."""

    record: IndexRecord
    title: Passage
    whole: Passage

    def analysed(self) -> AnalysedRecord:
        """The readings as the engine takes them one by one."""
        return AnalysedRecord(_analysed(self.title), _analysed(self.whole))


def _analysed(passage: Passage) -> Analysed:
    return Analysed(*(tuple(each.split()) for each in (passage.w, passage.x, passage.s, passage.g)))


class Source:
    """What documents are made of: the demo's paragraphs and titles by language, and its facts."""

    def __init__(self) -> None:
        self.facts = [family.facts for family in families()]
        told = {code: [family for family in families() if code in family.texts] for code in MIX}
        self.titles = {code: [_passage_of_title(each, code) for each in told[code]] for code in MIX}
        self.paragraphs = {
            code: [Passage.of(text, code) for each in told[code] for text in _paragraphs(each.texts[code][1])]
            for code in MIX
        }


@lru_cache(maxsize=1)
def source() -> Source:
    """Read and analysed once."""
    return Source()


def _passage_of_title(family: Family, language: str) -> Passage:
    return Passage.of(str(family.texts[language][0]["title"]), language)


def _paragraphs(body: str) -> Iterator[str]:
    for text in body.split("\n\n"):
        if len(text) > 30 and not text.startswith("#") and "](" not in text:
            yield text


@lru_cache(maxsize=1)
def _layout() -> list[tuple[int, str]]:
    """Family and language of each document of a block; the whole block keeps to the mix."""
    chance, left = random.Random("layout"), Counter({code: share * _BLOCK // 100 for code, share in MIX.items()})
    spreads = sorted(SPREADS * (_BLOCK // sum(SPREADS)), reverse=True)
    found = []
    for spread in spreads:
        codes: list[str] = []
        while len(codes) < spread:
            open_codes = {code: number for code, number in left.items() if number and code not in codes}
            codes += chance.choices(list(open_codes), weights=list(open_codes.values()))
            left[codes[-1]] -= 1
        found.append(codes)
    chance.shuffle(found)
    return [(family, code) for family, codes in enumerate(found) for code in codes]


def document(number: int) -> Made:
    """The document of a number from 1."""
    block, place = divmod(number - 1, _BLOCK)
    family, language = _layout()[place]
    family += block * len(SPREADS) * (_BLOCK // sum(SPREADS))
    chance, shared, made_of = random.Random(number), random.Random(f"family {family}"), source()
    title = _joined([chance.choice(made_of.titles[language]), _strewn(chance, 2, language)])
    chosen, length, wanted = [title], 0, min(_LONGEST, chance.lognormvariate(_LENGTH, _SPREAD))
    while length < wanted:
        paragraph, words = chance.choice(made_of.paragraphs[language]), _strewn(chance, IN_PARAGRAPH, language)
        chosen += [paragraph, words]
        length += len(paragraph.text.encode()) + len(words.text)
    whole = _joined(chosen)
    body = whole.text[len(title.text) + 1 :]
    return Made(record=_record(number, family, language, title.text, body, shared), title=title, whole=whole)


def _strewn(chance: random.Random, number: int, language: str) -> Passage:
    words = strewn(chance, number)
    text = " ".join(words)
    return Passage(text, text, "", " ".join(filter(None, (_stem(word, language) for word in words))), "")


_stem = lru_cache(maxsize=None)(stem)


def _joined(passages: list[Passage]) -> Passage:
    every = ((each.text, each.w, each.x, each.s, each.g) for each in passages)
    return Passage(*(" ".join(filter(None, column)) for column in zip(*every, strict=True)))


def _record(number: int, family: int, language: str, title: str, body: str, chance: random.Random) -> IndexRecord:
    """The record of a document. What is drawn here is drawn alike for the whole family."""
    day = _FIRST_DAY + timedelta(days=chance.randrange(_DAYS))
    facts = [chance.choice(source().facts) for _each in range(1 + len(_FACETS))]
    codes = {facet: _some(chance, facts[place].get(name)) for place, (facet, name) in enumerate(_FACETS.items(), 1)}
    return IndexRecord(
        key=f"made:{number}",
        family=f"family:{family}",
        partition="clear" if family % GREEN_EACH else "green",
        language=language,
        type=str(facts[0]["type"]),
        title=title,
        summary="",
        body=body,
        # The newest are the most, as in any library.
        issued=day - timedelta(days=int(_OLDEST_LAG * chance.random() ** 3)),
        posted=day,
        updated=datetime(day.year, day.month, day.day, number % 24, number % 60, tzinfo=UTC),
        facets=codes,
    )


def _some(chance: random.Random, codes: list[str] | None) -> tuple[str, ...]:
    """The first one, two or three: nobody describes a million texts as fully as the demo's."""
    return tuple((codes or ())[: chance.randint(1, 3)])
