"""What carries a file, told by whoever publishes files; models are not imported here, so any ``apps.py`` may name it.

``portal.access`` asks whether *something* a viewer may read carries a file. Here readers are told what that is: its
number and title, its label, and how it is cited.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from portal.marking import Label


@dataclass(frozen=True, kw_only=True)
class Carrier:
    """Something published that carries a file, in the one language in which it is shown to this reader.

    ``cited_in`` is a template that writes ``citation`` as a sentence, with ``place`` (a page) and ``address`` where
    these are given. ``issued`` is a partial date, ``language`` a code.
    """

    url: str
    title: str
    language: str
    reference: str
    type_label: str
    spine: str
    marking: Label
    version: str
    issued: str
    citation: Any
    cited_in: str


Teller = Callable[[HttpRequest, Any], Iterable[Carrier]]
_tellers: list[Teller] = []


def register(teller: Teller) -> None:
    """Register an answer to *what may this reader read that carries this file?*"""
    if teller not in _tellers:
        _tellers.append(teller)


#: Answers the numbers of all pages that carry a file, whoever may read them.
PagesTeller = Callable[[Any], Iterable[int]]
_pages_tellers: list[PagesTeller] = []


def register_pages(teller: PagesTeller) -> None:
    """Register an answer to *which pages carry this file?*, for staff who have to take it from readers."""
    if teller not in _pages_tellers:
        _pages_tellers.append(teller)


def pages_carrying(document: Any) -> set[int]:
    """The numbers of all pages that carry a file; nobody's rights are asked."""
    return {number for teller in _pages_tellers for number in teller(document)}


def carriers(request: HttpRequest, document: Any) -> list[Carrier]:
    """What carries a file, as far as this reader may read it; the most open first, because the file is as open."""
    order = list(Label)
    found = [carrier for teller in _tellers for carrier in teller(request, document)]
    return sorted(found, key=lambda carrier: order.index(carrier.marking))
