"""The demo's members: delegations, bodies and seats, who holds them, and what is under way.

Seats and who holds them are written as rows and not by the acts of members, which would mail everybody; the invitation
and the request are acts like any other, with the mails that follow.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from portal.countries.models import Country
from portal.demo.accounts import make_person
from portal.demo.models import DemoObject
from portal.demo.sources import LABELS, load
from portal.members import actions
from portal.members.models import AccessRequest, Body, Delegation, Deputy, Seat, SeatHolder, User
from portal.pages.setting_up.label_files import joined
from portal.pages.setting_up.reference_data import GLOSSARY_LABELS

MEMBERS = Path(__file__).resolve().parent / "members.yaml"


@dataclass(frozen=True)
class Place:
    """A seat as the source describes it, and the account that holds it; ``email`` is empty for a vacant one."""

    key: str
    body: Body
    delegation: Delegation | None
    function: str
    leads: bool = False
    is_focal_point: bool = False
    email: str = ""
    person: str = ""
    language: str = "en"
    time_zone: str = "UTC"


def make_members() -> None:
    """Make what is missing of the seats and of what is under way; what has been made once is left to whoever acts."""
    source = load(MEMBERS)
    functions = joined(LABELS, "functions")
    made = {place.key: _open(place, functions[place.function]) for place in _places(source)}
    _name_deputy(source["deputy"], made)
    for key, vacant in source["vacant"].items():
        if (seat := made[key]) is not None and "invited" in vacant:
            invitation = actions.invite(email=vacant["invited"], language="en", seat=seat, by=None)
            _mark("invitation", invitation.token)
    _ask(source["request"])


def _places(source: dict[str, Any]) -> Iterator[Place]:
    countries = Country.objects.in_bulk()
    for code, facts in source["countries"].items():
        yield from _of_country(countries[code], facts, source["vacant"])
    for key, facts in source["others"].items():
        yield Place(
            key,
            Body.objects.get(slug=facts["body"]) if facts["body"] != "un-office" else _un_office(),
            _delegation(facts["delegation"], None) if "delegation" in facts else None,
            facts["function"],
            leads=bool(facts.get("leads")),
            is_focal_point=True,
            email=facts["email"],
            person=facts["person"],
        )


def _of_country(country: Country, facts: dict[str, Any], vacant: dict[str, Any]) -> Iterator[Place]:
    low = country.code.lower()
    delegation = _delegation(low, country)
    ministry = _body(f"{low}-ministry", Body.Kind.MINISTRY, joined(LABELS, "members")["ministry"], country)
    authority = joined(GLOSSARY_LABELS, "authorities")[facts["body"]]
    other = _body(f"{low}-{facts['body']}", Body.Kind(facts["kind"]), authority, country)
    own = {"language": facts["language"], "time_zone": facts["time_zone"]}
    name = country.name["en"]
    yield Place(
        f"{low}-head",
        ministry,
        delegation,
        "head",
        leads=True,
        email=f"head@{low}.example",
        person=f"Head of delegation, {name}",
        **own,
    )
    yield Place(
        f"{low}-focal-point",
        ministry,
        delegation,
        "focal-point",
        is_focal_point=True,
        email=f"focal.point@{low}.example",
        person=f"Focal point, {name}",
        **own,
    )
    third = facts["person"]
    yield Place(
        f"{low}-third",
        other,
        delegation,
        facts["function"],
        email=f"{third.lower().replace(' ', '.')}@{low}.example",
        person=f"{third}, {name}",
        **own,
    )
    for key, seat in vacant.items():
        if key.startswith(f"{low}-"):
            yield Place(key, ministry, delegation, seat["function"])


def _delegation(slug: str, country: Country | None) -> Delegation:
    """The delegation; a country that has one already keeps it, whoever made it."""
    known = Delegation.objects.filter(country=country).first() if country else None
    if known is not None:
        return known
    names = joined(LABELS, "delegations")["country" if country else slug]
    if country:
        names = {
            code: text.format(country=country.name.get(code) or country.name["en"]) for code, text in names.items()
        }
    delegation, new = Delegation.objects.get_or_create(slug=slug, defaults={"name": names, "country": country})
    if new:
        _mark("delegation", slug)
    return delegation


def _body(slug: str, kind: Body.Kind, names: dict[str, str], country: Country | None) -> Body:
    patterns = joined(LABELS, "members")["of-country"]
    if country:
        names = {
            code: patterns[code].format(body=text, country=country.name.get(code) or country.name["en"])
            for code, text in names.items()
        }
    body, new = Body.objects.get_or_create(slug=slug, defaults={"name": names, "kind": kind, "country": country})
    if new:
        _mark("body", slug)
    return body


def _un_office() -> Body:
    return _body("un-office", Body.Kind.UN, joined(LABELS, "members")["un-office"], None)


def _open(place: Place, function: dict[str, str]) -> Seat | None:
    """Open a seat and put its person in, unless this was done once before; then None."""
    if DemoObject.objects.filter(kind="seat", key__startswith=f"{place.key} ").exists():
        return None
    seat = Seat.objects.create(
        body=place.body, delegation=place.delegation, function=function, is_focal_point=place.is_focal_point
    )
    _mark("seat", f"{place.key} {seat.token}")
    if place.leads and place.delegation is not None and place.delegation.head_id is None:
        place.delegation.head = seat
        place.delegation.save(update_fields=["head"])
    if place.email:
        user = make_person(place.email, place.person, language=place.language, time_zone=place.time_zone)
        SeatHolder.objects.create(
            seat=seat, user=user, shows_name=True, shows_email=place.is_focal_point, shows_telephone=False
        )
    return seat


def _name_deputy(facts: dict[str, Any], made: dict[str, Seat | None]) -> None:
    seat, own = made[facts["seat"]], made[facts["person"]]
    if seat is None or own is None:
        return
    today = timezone.now().date()
    user = User.objects.get(holdings__seat=own, holdings__until=None)
    Deputy.objects.create(seat=seat, user=user, first_day=today, last_day=today + timedelta(days=facts["days"]))


def _ask(facts: dict[str, Any]) -> None:
    """The request that waits; asked once, however it was decided since."""
    if DemoObject.objects.filter(kind="request").exists():
        return
    actions.ask_for_access(
        name=facts["person"],
        email=facts["email"],
        language="en",
        function=joined(LABELS, "functions")[facts["function"]]["en"],
        motive=facts["motive"],
        country=Country.objects.get(code="LA"),
        body=Body.objects.get(slug="la-ministry"),
    )
    waiting = AccessRequest.objects.filter(email=facts["email"], granted__isnull=True).first()
    if waiting is not None:
        _mark("request", waiting.token)


def _mark(kind: str, key: str) -> None:
    DemoObject.objects.get_or_create(kind=kind, key=key)
