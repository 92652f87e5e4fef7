"""The members' directory: who holds which function, as each holder chose to be shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import get_language

from portal.countries.models import Country
from portal.members.acting import deputies_now, holders_now, open_seats
from portal.members.models import Delegation, Seat, SeatHolder
from portal.members.principals import delegation_principal
from portal.translated import label_in
from portal.viewer import STAFF, Viewer


@dataclass(frozen=True)
class Acting:
    """A deputy as shown: a name where its owner shows it, and the last day."""

    name: str
    last_day: date


@dataclass(frozen=True)
class Entry:
    """One seat as shown; name, address and telephone are empty unless the holder shows them."""

    seat: Seat
    is_head: bool
    is_vacant: bool
    name: str = ""
    email: str = ""
    telephone: str = ""
    deputies: tuple[Acting, ...] = ()


@dataclass(frozen=True)
class Section:
    """The entries of a country, or of bodies that are of none."""

    country: Country | None
    entries: tuple[Entry, ...]


def directory(viewer: Viewer, *, country: str = "", function: str = "", everybody: bool = False) -> tuple[Section, ...]:
    """The directory for a viewer who is a member, by country: focal points and heads, or everybody.

    ``country`` is a code; ``function`` are words that stand in the name of the function or the body, in any language.
    Vacant seats are shown to their delegation and to staff alone.
    """
    seats = _seats(everybody)
    if country:
        seats = seats.filter(Q(body__country=country) | Q(body__country=None, delegation__country=country))
    words = function.lower().split()
    found = [_entry(seat) for seat in seats if (_is_shown(seat, viewer) and all(word in _said(seat) for word in words))]
    return tuple(_by_country(found))


def countries() -> list[Country]:
    """The countries of the seats there are, in the order of their English names."""
    seats = open_seats()
    wanted = Q(pk__in=seats.values("body__country")) | Q(pk__in=seats.values("delegation__country"))
    return sorted(Country.objects.filter(wanted), key=lambda country: country.name.get("en", ""))


def _seats(everybody: bool) -> QuerySet[Seat]:
    headed = Exists(Delegation.objects.filter(head=OuterRef("pk")))
    shows = Exists(holders_now().filter(user=OuterRef("user"), shows_name=True))
    seats = open_seats().annotate(is_head=headed).select_related("body__country", "delegation__country")
    if not everybody:
        seats = seats.filter(Q(is_focal_point=True) | Q(is_head=True))
    return seats.prefetch_related(
        Prefetch("holders", holders_now().select_related("user"), to_attr="holding"),
        Prefetch("deputies", deputies_now().select_related("user").annotate(shows=shows), to_attr="acting"),
    )


def _is_shown(seat: Any, viewer: Viewer) -> bool:
    if seat.holding or viewer.holds(STAFF):
        return True
    return seat.delegation is not None and viewer.holds(delegation_principal(seat.delegation.slug))


def _said(seat: Seat) -> str:
    """All that the words of a question are looked for in."""
    return " ".join([*seat.function.values(), *seat.body.name.values()]).lower()


def _entry(seat: Any) -> Entry:
    holder: SeatHolder | None = next(iter(seat.holding), None)
    deputies = tuple(Acting(one.user.get_full_name() if one.shows else "", one.last_day) for one in seat.acting)
    if holder is None:
        return Entry(seat, seat.is_head, is_vacant=True, deputies=deputies)
    return Entry(
        seat,
        seat.is_head,
        is_vacant=False,
        name=holder.user.get_full_name() if holder.shows_name else "",
        email=holder.user.email if holder.shows_email else "",
        telephone=holder.telephone if holder.shows_telephone else "",
        deputies=deputies,
    )


def _by_country(entries: Iterable[Entry]) -> Iterator[Section]:
    language = get_language() or "en"
    sections: dict[str, list[Entry]] = {}
    known: dict[str, Country | None] = {}
    for entry in entries:
        country = entry.seat.body.country or (entry.seat.delegation.country if entry.seat.delegation else None)
        # By the English name, as the Association lists its members; what is of no country comes last.
        key = country.name.get("en", country.code) if country else "\uffff"
        known[key] = country
        sections.setdefault(key, []).append(entry)
    for key in sorted(sections):
        rows = sorted(
            sections[key],
            key=lambda entry: (not entry.is_head, label_in(entry.seat.body.name, language).text, entry.seat.pk),
        )
        yield Section(known[key], tuple(rows))
