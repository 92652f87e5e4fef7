"""Letting a seat in, and what becomes of one that is in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from dialogues.spaces.models import Role, Space
from portal.members.acting import open_seats
from portal.members.models import Delegation, Seat
from portal.translated import label_in


class AdmitForm(forms.Form):
    """Chooses a seat by its public id, and what it is to be."""

    seat = forms.ChoiceField(
        label=_("Seat"), error_messages={"required": _("Choose a seat."), "invalid_choice": _("Choose a seat.")}
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.CONTRIBUTOR)

    def __init__(self, *args: Any, space: Space, managed: QuerySet[Delegation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._seats = {seat.token: seat for seat in seats_to_let_in(space, managed)}
        own = set(managed.values_list("pk", flat=True))
        of_ours = [(token, described(seat)) for token, seat in self._seats.items() if seat.delegation_id in own]
        of_others = [(token, described(seat)) for token, seat in self._seats.items() if seat.delegation_id not in own]
        groups = [(_("Of your delegation"), of_ours), (_("Of others"), of_others)]
        choices: Any = self.fields["seat"]
        choices.choices = [("", _("Choose a seat.")), *((name, seats) for name, seats in groups if seats)]

    @property
    def chosen(self) -> Seat:
        """The seat that was chosen."""
        return self._seats[self.cleaned_data["seat"]]

    @property
    def chosen_role(self) -> Role:
        """The role that was chosen."""
        return Role(self.cleaned_data["role"])


def seats_to_let_in(space: Space, managed: QuerySet[Delegation]) -> QuerySet[Seat]:
    """The open seats that are not in a space and that these owners may let in, alone or by proposing it."""
    own = Q(delegation__in=managed)
    if space.kind != Space.Kind.DELEGATION_ROOM:
        own |= ~Q(delegation__owned_spaces__space=space) | Q(delegation__isnull=True)
    inside = space.memberships.filter(ended_at__isnull=True).values("seat")
    found = open_seats().filter(own).exclude(pk__in=inside)
    return found.select_related("body", "delegation").order_by("body__slug", "pk").distinct()


def described(seat: Seat) -> str:
    """A seat in a list to choose from."""
    return f"{label_in(seat.function).text}, {label_in(seat.body.name).text}"
