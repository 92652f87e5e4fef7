"""The register of kinds of notice: whoever sends some says what a reader may learn of them now.

It imports no models, so that any ``apps.py`` may name it at its top.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured

from portal.marking import Label
from portal.viewer import Viewer


@dataclass(frozen=True)
class Told:
    """What a notice says to one reader at this moment, in the active language.

    ``address`` answers where it lies, once somebody goes there. ``is_secret`` is whether a mail may not even say where
    it comes from; ``tells_time`` whether an hour may stand beside it.
    """

    what: str
    title: str
    language: str
    label: Label
    address: Callable[[], str]
    is_secret: bool = False
    tells_time: bool = True


#: Answers, by public id, what a viewer may be told of some things now; what they may not is missing. It is asked once
#: for many, so that there are as many queries for fifty as for one.
Teller = Callable[[Viewer, Collection[str]], Mapping[str, Told]]

_tellers: dict[str, Teller] = {}


def register(kind: str, teller: Teller) -> None:
    """Join the register, from ``AppConfig.ready()``. The name is kept in rows and stays the same between releases."""
    if _tellers.get(kind, teller) != teller:
        raise ImproperlyConfigured(f"Two kinds of notice are called {kind}.")
    _tellers[kind] = teller


def teller_of(kind: str) -> Teller | None:
    """Who tells of a kind; None for one that nobody knows, of which nothing is told."""
    return _tellers.get(kind)
