"""What an address may tell of a thing, in words that an answer can be held against."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Expect(Enum):
    """What is expected of the answers of one address."""

    OPENS = "opens for whom the rule lets read, and for nobody else"
    GUARDED = "opens for nobody else than whom the rule lets read"
    WITHIN = "leads visitors to sign in, and opens for no member but whom the rule lets read"
    NAMES = "names the thing to whom the rule lets read, and to nobody else"
    KEEPS = "names the thing to nobody else than whom the rule lets read"
    PUBLIC = "names the thing, whoever asks, only if anybody may read it"
    MEMBERS = "leads visitors to sign in, and does not exist for whoever is no member"
    OWN = "leads visitors to sign in"
    STAFF = "opens for staff alone"
    SHUT = "does not exist"
    SILENT = "tells of nothing that carries a label"


@dataclass(frozen=True)
class Ask:
    """Something to ask of an address: the address with places for the words of a sample, and what is expected.

    ``shown`` is what stands in an answer that names the sample. ``of`` are the kinds of thing it is asked of; none
    for an address that is asked of nothing. Where a sample lacks a word, it is not asked.
    """

    address: str
    expect: Expect
    of: tuple[str, ...] = ()
    shown: str = ""


@dataclass(frozen=True)
class Row:
    """A pattern of the URLconf, as the resolver writes it with ``*`` for the language, and what is asked of it.

    ``expect`` is told for patterns that carry nothing to ask with; ``why`` says why nothing is asked.
    """

    pattern: str
    asks: tuple[Ask, ...] = ()
    expect: Expect | None = None
    why: str = ""
