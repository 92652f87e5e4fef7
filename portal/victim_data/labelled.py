"""Numbers that are known by the words before them: documents, accounts, telephones, cases, days of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.victim_data.identifiers import Place
from portal.victim_data.kinds import Kind
from portal.victim_data.words import ACCOUNT, BIRTH, CASE, IDENTITY, LAW, TELEPHONE, any_of

#: A number of at least six digits, with letters before it and behind it, and signs that set it in groups.
_NUMBER = r"(?<![A-Za-z\d])[A-Z]{0,3}[ -]?(?:\d[ .-]?){5,19}\d[A-Z]{0,2}(?:\(\d{1,2}\))?(?![\d])"
#: What may stand between the word and its number: some words, and no end of a sentence.
_BETWEEN = r"[^\d\n;!?।။។]{0,%d}?"

_IDENTITY = re.compile(rf"{any_of(IDENTITY)}(?P<between>{_BETWEEN % 32})(?P<found>{_NUMBER})", re.IGNORECASE)
_ACCOUNT = re.compile(
    rf"{any_of(ACCOUNT)}{_BETWEEN % 24}(?P<found>(?:[A-Z]{{2}})?(?:\d[ -]?){{7,33}}\d)", re.IGNORECASE
)
_TELEPHONE = re.compile(
    rf"{any_of(TELEPHONE)}{_BETWEEN % 16}(?P<found>\+?\(?\d(?:[ ().-]{{0,2}}\d){{6,14}})", re.IGNORECASE
)
_CASE = re.compile(rf"{any_of(CASE)}(?P<found>[ .:º°#]*[^\s\d]{{0,12}}[ .:-]?\d[\w./-]*)", re.IGNORECASE)
_LAW = re.compile(any_of(LAW), re.IGNORECASE)

_MONTHS = (
    r"[A-Za-zÀ-ỹ]{3,10}\.?|[\u0e00-\u0e7f.]{2,12}|[\u0e80-\u0eff]{2,12}|[\u1780-\u17ff]{2,12}"
    r"|[\u1000-\u109f]{2,14}|[\u0b80-\u0bff]{2,14}"
)
#: A day, however it is written; a year alone is none.
DATE = (
    r"(?:(?<!\d)\d{1,2} ?[./-] ?\d{1,2} ?[./-] ?(?:\d{4}|\d{2})(?!\d)|(?<!\d)\d{4}[./-]\d{1,2}[./-]\d{1,2}(?!\d)"
    r"|(?<!\d)\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日"
    rf"|(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?[ -](?:de |of |ที่ |ខែ)?(?:{_MONTHS}),?[ -](?:de |tinan |ปี |ឆ្នាំ)?\d{{4}}(?!\d)"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4}"
    r"|ngày \d{1,2} tháng \d{1,2} năm \d{4})"
)
_BIRTH = re.compile(rf"{any_of(BIRTH)}{_BETWEEN % 24}(?P<found>{DATE})", re.IGNORECASE)
_IS_DATE = re.compile(rf"[ -]?{DATE}\Z|[ -]?(?:19|20|25)\d\d ?[-./] ?(?:(?:19|20|25)?\d\d|\d)\Z", re.IGNORECASE)


def labelled(plain: str) -> Iterator[Place]:
    """Everything that a word before it betrays, in a text as ``reading`` has it."""
    for match in _IDENTITY.finditer(plain):
        # A law on passports has a number and a year.
        if not _LAW.search(match["between"]) and not _IS_DATE.match(match["found"]):
            yield Kind.IDENTIFIER, *_bare(match)
    for kind, pattern in ((Kind.BIRTH, _BIRTH), (Kind.CASE, _CASE), (Kind.CARD, _ACCOUNT), (Kind.PHONE, _TELEPHONE)):
        for match in pattern.finditer(plain):
            yield kind, *_bare(match)


def _bare(match: re.Match[str]) -> tuple[int, int]:
    """The place of what was found, without spaces and signs at its beginning."""
    found, start = match["found"], match.start("found")
    return start + len(found) - len(found.lstrip(" .:º°#-")), match.end("found")
