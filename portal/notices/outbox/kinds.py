"""The register of kinds of mail: who knows what a mail is about says how it reads, and whether it is still due.

It imports no models, so that any ``apps.py`` may name it at its top.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from portal.notices.models import Mail


@dataclass(frozen=True)
class Letter:
    """A mail as its reader gets it. ``headers`` are told to mail programs besides: how to get no more, say."""

    subject: str
    text: str
    headers: Mapping[str, str] = field(default_factory=dict)


#: Answers the letter in the active language and time zone, which are the recipient's; None where it is not due any
#: more: what it is about has gone or changed, or the recipient may not know of it now.
Writer = Callable[["Mail"], Letter | None]


class UnknownKindError(Exception):
    """A mail of a kind that nobody here knows: it was written by newer code."""


_writers: dict[str, Writer] = {}


def register(kind: str, writer: Writer) -> None:
    """Join the register, from ``AppConfig.ready()``. The name is kept in rows and stays the same between releases."""
    if _writers.get(kind, writer) != writer:
        raise ImproperlyConfigured(f"Two kinds of mail are called {kind}.")
    _writers[kind] = writer


def writer_of(kind: str) -> Writer:
    """Who writes mails of a kind. Raises UnknownKindError where nobody does."""
    try:
        return _writers[kind]
    except KeyError:
        raise UnknownKindError(kind) from None


def is_known(kind: str) -> bool:
    """Whether somebody writes mails of a kind."""
    return kind in _writers
