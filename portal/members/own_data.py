"""What the portal keeps of a person, for that person: a register that each app joins which keeps something of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from portal.audit.models import Entry
from portal.members.models import AccessRequest, Deputy, Invitation, ProofReset, SeatHolder

#: Answers what is kept of a user, in plain values that become JSON.
Teller = Callable[[Any], Any]

_tellers: dict[str, Teller] = {}


def register(name: str, teller: Teller) -> None:
    """Join the register, from ``AppConfig.ready()``; the name is that of the part in what is handed out."""
    if _tellers.get(name, teller) != teller:
        raise ImproperlyConfigured(f"Two parts of what is kept of people are called {name}.")
    _tellers[name] = teller


def told(user: Any) -> dict[str, Any]:
    """Everything that is kept of a user, part by part; secrets are left out."""
    return {name: teller(user) for name, teller in sorted(_tellers.items())}


def register_own() -> None:
    """Join with what this app keeps itself, at start."""
    for name, teller in (
        ("account", _account),
        ("seats", _seats),
        ("deputies", _deputies),
        ("invitations", _invitations),
        ("requests for access", _requests),
        ("second proofs", _proofs),
        ("sessions", _sessions),
        ("log", _log),
    ):
        register(name, teller)


def _account(user: Any) -> dict[str, Any]:
    names = ("email", "first_name", "last_name", "language", "time_zone", "date_joined", "last_login")
    return {name: getattr(user, name) for name in names}


def _seats(user: Any) -> list[Any]:
    held = SeatHolder.objects.filter(user=user).select_related("seat__body").order_by("since")
    own = ("since", "until", "handing_over", "telephone", "shows_name", "shows_email", "shows_telephone")
    return [
        {"function": one.seat.function, "body": one.seat.body.name, **{name: getattr(one, name) for name in own}}
        for one in held
    ]


def _deputies(user: Any) -> list[Any]:
    return list(Deputy.objects.filter(user=user).order_by("pk").values("first_day", "last_day", "seat__token"))


def _invitations(user: Any) -> list[Any]:
    sent = Invitation.objects.filter(email__iexact=user.email).order_by("pk")
    return list(sent.values("email", "invited_at", "expires_at", "accepted_at", "withdrawn_at"))


def _requests(user: Any) -> list[Any]:
    asked = AccessRequest.objects.filter(email__iexact=user.email).order_by("pk")
    return list(asked.values("name", "email", "organisation", "function", "motive", "asked_at", "granted"))


def _proofs(user: Any) -> dict[str, Any]:
    from allauth.mfa.models import Authenticator

    kept = Authenticator.objects.filter(user=user).order_by("pk").values("type", "created_at", "last_used_at")
    resets = ProofReset.objects.filter(user=user).order_by("pk").values("asked_at", "decided_at", "granted")
    return {"kept": list(kept), "resets": list(resets)}


def _sessions(user: Any) -> list[Any]:
    from allauth.usersessions.models import UserSession

    return list(UserSession.objects.filter(user=user).order_by("pk").values("created_at", "ip", "user_agent"))


def _log(user: Any) -> list[Any]:
    """What this person did, and from which net. Of what it was done to, the kind alone: the rest may be others'."""
    return list(
        Entry.objects.filter(actor_id=user.pk).order_by("pk").values("at", "action", "object_type", "origin__address")
    )
