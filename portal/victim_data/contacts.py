"""Telephones, e-mail addresses, cards and coordinates, which show by themselves what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import iban, luhn

from portal.victim_data.identifiers import Place
from portal.victim_data.kinds import Kind

_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"'/]{1,64}@(?:[\w-]{1,63}\.){1,6}[^\W\d_]{2,24}")
_ABROAD = re.compile(r"(?<![\d\w])(?:\+|00)[1-9]\d{0,2}[ .-]?\(?\d{1,4}\)?(?:[ .-]?\d{2,4}){2,4}(?!\d)")
#: Within a country: a nought, and nine to eleven digits in all.
_AT_HOME = re.compile(r"(?<![\d.,/-])(?<!\d )\(?0[1-9]\d{0,2}\)?(?:[ .-]?\d{2,4}){2,3}(?![\d.,/-]*\d)")
_CARD = re.compile(r"(?<![\d.-])(?:[3-6]\d{3}([ -]?)\d{4}\1\d{4}\1\d{1,7}|3[47]\d{2}([ -]?)\d{6}\2\d{5})(?![\d-])")
_IBAN = re.compile(r"(?<![A-Za-z\d])[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){3,7}(?: ?[A-Z\d]{1,3})?(?![A-Za-z\d])")
_DECIMAL = r"[-+]?(?:180|1[0-7]\d|\d{1,2})\.\d{4,}°?"
_COORDINATES = re.compile(
    rf"(?<![\d.]){_DECIMAL} ?[NSns]?\s*[,;/ ]\s*{_DECIMAL} ?[EWew]?(?!\d)"
    r"|\d{1,3}\s?°\s?\d{1,2}(?:\.\d+)?\s?['′’](?:\s?\d{1,2}(?:\.\d+)?\s?(?:\"|″|''|”))?\s?[NSEWnsew]?"
)


def contacts(plain: str) -> Iterator[Place]:
    """Every such place in a text as ``reading`` has it."""
    for match in _EMAIL.finditer(plain):
        yield Kind.EMAIL, *match.span()
    for match in _CARD.finditer(plain):
        if luhn.is_valid(re.sub(r"\D", "", match.group())):
            yield Kind.CARD, *match.span()
    for match in _IBAN.finditer(plain):
        if iban.is_valid(match.group()):
            yield Kind.CARD, *match.span()
    for match in _COORDINATES.finditer(plain):
        yield Kind.COORDINATES, *match.span()
    for match in _ABROAD.finditer(plain):
        yield Kind.PHONE, *match.span()
    for match in _AT_HOME.finditer(plain):
        if 9 <= sum(sign.isdigit() for sign in match.group()) <= 11:
            yield Kind.PHONE, *match.span()
