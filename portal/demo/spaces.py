"""The demo's spaces: one for each Member State, two that two of them share, two for themes; with their people.

Who is in them is written as rows and not by the acts of spaces, which would mail everybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.db.models import Q

from dialogues.spaces import actions
from dialogues.spaces.models import Proposal, Role, RulesAcceptance, Space, SpaceDenial, SpaceMembership
from portal.countries.models import Country
from portal.demo.models import DemoObject
from portal.demo.sources import load
from portal.glossary.models import Theme
from portal.languages import LANGUAGES
from portal.members.acting import people_for
from portal.members.models import Delegation, Seat, User

SPACES = Path(__file__).resolve().parent / "spaces.yaml"
#: Whose people have yet to accept the rules of their spaces, so that the demo shows what comes first.
NOT_YET = "BN"


def make_spaces() -> None:
    """Make the spaces that are missing; what has been made once is left to whoever looks after it."""
    source = load(SPACES)
    countries = Country.objects.in_bulk()
    delegations = {one.country_id: one for one in Delegation.objects.filter(country__isnull=False)}
    rules = {"en": source["rules"]}
    for code in sorted(delegations, key=str):
        country = countries[str(code)]
        _make(f"country {code}", "country", country.name, [delegations[code]], rules, slug=country.slug)
    for key, facts in source["bilateral"].items():
        title = _joined([countries[code].name for code in facts["owners"]])
        _make(f"bilateral {key}", "bilateral", title, [delegations[code] for code in facts["owners"]], rules)
    for key, facts in source["thematic"].items():
        owners = [delegations[code] for code in facts["owners"]]
        title = Theme.objects.get(slug=facts["theme"]).label
        space = _make(key, "thematic", title, owners, rules, slug=key, purpose={"en": facts["purpose"]})
        if space is not None:
            _let_in(space, {seat_at(place): Role(role) for place, role in facts["members"].items()}, owners[0])
            _accept(space)


def remove_spaces(marked: Mapping[str, Sequence[str]]) -> None:
    """Take the demo's spaces out, and the demo's seats and delegations from spaces of others."""
    Space.objects.filter(slug__in=[key.rpartition(" ")[2] for key in marked["space"]]).delete()
    seats = Seat.objects.filter(token__in=[key.rpartition(" ")[2] for key in marked["seat"]])
    people = User.objects.filter(email__in=marked["user"])
    for model in (SpaceMembership, SpaceDenial, Proposal):
        model._default_manager.filter(seat__in=seats).delete()
    RulesAcceptance.objects.filter(Q(user__in=people)).delete()


def _make(
    key: str, kind: str, title: Mapping[str, str], owners: list[Delegation], rules: Mapping[str, str], **more: Any
) -> Space | None:
    """Open a space unless this was done once before; then None. Those of two are hidden, all others known of."""
    if DemoObject.objects.filter(kind="space", key__startswith=f"{key} ").exists():
        return None
    if Space.objects.filter(slug=more.get("slug", "")).exists():
        return None
    hidden = kind == "bilateral"
    space = actions.open_space(kind=kind, title=title, owners=owners, rules=rules, by=None, hidden=hidden, **more)
    DemoObject.objects.create(kind="space", key=f"{key} {space.slug}")
    for owner in owners:
        _let_in(space, _own_people(owner), owner)
    _accept(space)
    return space


def _own_people(owner: Delegation) -> dict[Seat, Role]:
    """The focal points of a delegation, who look after the space with its head, and its other people."""
    seats = owner.seats.filter(closed_at__isnull=True, holders__isnull=False).distinct()
    return {seat: Role.OWNER if seat.is_focal_point else Role.CONTRIBUTOR for seat in seats if seat.pk != owner.head_id}


def _let_in(space: Space, people: Mapping[Seat, Role], owner: Delegation) -> None:
    SpaceMembership.objects.bulk_create(
        SpaceMembership(space=space, seat=seat, role=role.value, admitted_for=owner) for seat, role in people.items()
    )


def _accept(space: Space) -> None:
    """Everybody has accepted the rules, but those of one country."""
    seats = Seat.objects.filter(Q(memberships__space=space) | Q(leads__owned_spaces__space=space))
    waiting = seats.exclude(delegation__country=NOT_YET).distinct()
    RulesAcceptance.objects.bulk_create(
        (RulesAcceptance(space=space, user=user, version=space.rules_version) for user in people_for(*waiting)),
        ignore_conflicts=True,
    )


def seat_at(place: str) -> Seat:
    """The seat the demo made for a place."""
    mark = DemoObject.objects.filter(kind="seat", key__startswith=f"{place} ").latest("pk")
    return Seat.objects.get(token=mark.key.rpartition(" ")[2])


def _joined(names: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """The names of several countries in every language that has them all."""
    told = list(names)
    return {
        language.code: " – ".join(name[language.code] for name in told)
        for language in LANGUAGES
        if all(name.get(language.code) for name in told)
    }
