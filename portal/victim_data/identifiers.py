"""Numbers of persons in the eleven Member States, by their own form.

python-stdnum knows the forms and check digits of Thailand, Malaysia, Indonesia and China. The others' are told by how
they are written, or by the words beside them (``labelled``), where a state's numbers are plain digits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from stdnum.cn import ric
from stdnum.id import nik
from stdnum.my import nric
from stdnum.th import pin

from portal.victim_data.kinds import Kind

Place = tuple[Kind, int, int]

#: Neither a longer number nor a part of a word or an address stands before or behind.
_BEGIN, _END = r"(?<![\d])(?<![A-Za-z][-/])(?<![A-Za-z])(?<!\d[-./])", r"(?![\d])(?!-\d)(?![A-Za-z])"


@dataclass(frozen=True)
class Form:
    """How a number is written, and what must be true of it besides."""

    pattern: re.Pattern[str]
    holds: Callable[[str], bool] = bool


def _form(pattern: str, holds: Callable[[str], bool] = bool, flags: int = 0) -> Form:
    return Form(re.compile(f"{_BEGIN}(?:{pattern}){_END}", flags), holds)


def _digits(text: str) -> str:
    return re.sub(r"[^\dXx]", "", text)


def _is_vietnamese(text: str) -> bool:
    """Province, century and sex, year, and six digits more."""
    digits = _digits(text)
    return 1 <= int(digits[:3]) <= 96 and digits[3] in "0123"


_ST, _FG, _M = "JZIHGFEDCBA", "XWUTRQPNMLK", "XWUTRQPNJLK"


def _is_singaporean(text: str) -> bool:
    """The check letter of NRIC and FIN."""
    number = text.upper()
    total = sum(int(digit) * weight for digit, weight in zip(number[1:8], (2, 7, 6, 5, 4, 3, 2), strict=True))
    total += {"T": 4, "G": 4, "M": 3}.get(number[0], 0)
    if number[0] == "M":
        return _M[10 - total % 11] == number[8]
    return (_ST if number[0] in "ST" else _FG)[total % 11] == number[8]


_ONE_BY_ONE = r"\d(?:([ .-])\d)(?:\1\d){%d}"

FORMS: tuple[Form, ...] = (
    # Thailand: 1-2345-67890-12-3.
    _form(r"\d{13}|\d[ -]\d{4}[ -]\d{5}[ -]\d{2}[ -]\d", lambda text: bool(pin.is_valid(_digits(text)))),
    _form(_ONE_BY_ONE % 11, lambda text: bool(pin.is_valid(_digits(text)))),
    # Malaysia: 900101-14-1234.
    _form(r"\d{12}|\d{6}[ -]\d{2}[ -]\d{4}", lambda text: bool(nric.is_valid(_digits(text)))),
    # Indonesia: place, day of birth (a woman's with 40 more), a number.
    _form(
        r"\d{16}|\d{4}([ -])\d{4}\1\d{4}\1\d{4}|\d{6}[ .-]\d{6}[ .-]\d{4}|\d{2}\.\d{2}\.\d{2}\.\d{6}\.\d{4}",
        lambda text: bool(nik.is_valid(_digits(text))),
    ),
    _form(r"\d{2}\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}"),
    # Viet Nam: twelve digits that begin with the province.
    _form(
        r"0\d{11}|0\d{2}([ .-])\d{3}\1\d{3}\1\d{3}|0\d{3}[ -]\d{4}[ -]\d{4}|0\d{2}[ -]\d[ -]\d{2}[ -]\d{6}",
        _is_vietnamese,
    ),
    # Singapore: S1234567D.
    _form(r"[STFGMstfgm]\d{7}[A-Za-z]", _is_singaporean),
    # Brunei Darussalam: 01-234567, by the colour of the card.
    _form(r"(?:0[01]|3[01]|5[01])-\d{6}"),
    # Cambodia: 010123456(01).
    _form(r"\d{9} ?\(\d{2}\)"),
    # The Philippines: the common reference number, social security, health insurance.
    _form(r"\d{4}-\d{7}-\d|\d{2}-\d{7}-\d|\d{2}-\d{9}-\d"),
    # A passport of the Philippines or a document with one letter behind seven digits.
    _form(r"P\d{7}[A-C]"),
    # China: eighteen digits, the last may be an X.
    _form(r"\d{17}[\dXx]", lambda text: bool(ric.is_valid(_digits(text)))),
)
#: Myanmar: 12/LaMaNa(N)123456, in either script; the township's letters and the kind of citizenship between.
MYANMAR = re.compile(
    r"(?<!\d)(?:1[0-4]|[1-9]) ?/ ?[A-Za-z\u1000-\u109f]{2,14} ?"
    r"\( ?(?:N|C|E|P|T|Naing|NAING|naing|n|[\u1000-\u109f]{1,10}) ?\) ?\d{6}(?!\d)"
)
#: Eighteen signs of the lines a machine reads in passports.
MACHINE_READ = re.compile(r"(?:P[A-Z<]|I[A-Z<])[A-Z]{3}[A-Z0-9<]{9,39}<<[A-Z0-9<]{3,}")


def identifiers(plain: str) -> Iterator[Place]:
    """Every number of a person that has a form of its own, in a text as ``reading`` has it."""
    for form in FORMS:
        for match in form.pattern.finditer(plain):
            if form.holds(match.group()):
                yield Kind.IDENTIFIER, *match.span()
    for pattern in (MYANMAR, MACHINE_READ):
        for match in pattern.finditer(plain):
            yield Kind.IDENTIFIER, *match.span()
