"""The forms of those who fill seats: inviting, and deciding a request."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.members import actions
from portal.members.forms.languages import OWN_NAMES, LanguageSelect
from portal.members.models import Body, Seat
from portal.members.queries import bodies_of_focal_point, fillable_seats
from portal.translated import label_in

_NEW = "new:"


class _SeatForm(forms.Form):
    """Chooses a vacant seat that the user may fill, or a new one in a body whose focal point they are."""

    seat = forms.ChoiceField(
        label=_("Seat"), error_messages={"required": _("Choose a seat."), "invalid_choice": _("Choose a seat.")}
    )
    function = forms.CharField(
        label=_("Function, for a new seat"), required=False, max_length=200, help_text=_("What the seat is for.")
    )

    def __init__(self, *args: Any, user: Any, body: Body | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats, bodies = fillable_seats(user), bodies_of_focal_point(user)
        if body is not None:
            bodies = bodies.filter(pk=body.pk)
        self._seats = {seat.token: seat for seat in seats}
        self._bodies = {body.slug: body for body in bodies}
        choices: Any = self.fields["seat"]
        choices.choices = [
            ("", _("Choose a seat")),
            *((token, _described(seat)) for token, seat in self._seats.items()),
            *((f"{_NEW}{slug}", _("A new seat: %s") % label_in(body.name).text) for slug, body in self._bodies.items()),
        ]

    @property
    def has_seats(self) -> bool:
        """Whether there is anything to choose."""
        return bool(self._seats or self._bodies)

    def clean(self) -> dict[str, Any]:
        """A new seat says what it is for."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("seat", "").startswith(_NEW) and not data.get("function"):
            self.add_error("function", _("Say what the seat is for."))
        return data

    def seat_for(self, user: Any) -> Seat:
        """The chosen seat; a new one is opened by this user, in the caller's transaction."""
        chosen: str = self.cleaned_data["seat"]
        if not chosen.startswith(_NEW):
            return self._seats[chosen]
        words = {get_language() or "en": self.cleaned_data["function"]}
        return actions.open_seat(body=self._bodies[chosen.removeprefix(_NEW)], function=words, by=user)


class InvitationForm(_SeatForm):
    """Whom to invite, into which seat, and in which language."""

    email = forms.EmailField(
        label=_("E-mail address at work"),
        help_text=_("Only this address can take the invitation up."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Write the e-mail address."),
            "invalid": _("Write the address as name@office.example."),
        },
    )
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=OWN_NAMES, widget=LanguageSelect)
    field_order = ("email", "language", "seat", "function")


class DecisionForm(_SeatForm):
    """Which seat whoever asked is to take."""


def _described(seat: Seat) -> str:
    return f"{label_in(seat.function).text}, {label_in(seat.body.name).text}"
