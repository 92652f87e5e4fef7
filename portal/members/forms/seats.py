"""The forms of a seat's page: contact, note, deputy, passing on, leaving."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from portal.members.acting import holders_now
from portal.members.models import Seat, SeatHolder, User
from portal.translated import label_in


class ContactForm(forms.Form):
    """What the directory shows of the holder."""

    telephone = forms.CharField(
        label=_("Office telephone"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    shows_name = forms.BooleanField(label=_("Show my name"), required=False)
    shows_email = forms.BooleanField(label=_("Show my e-mail address"), required=False)
    shows_telephone = forms.BooleanField(label=_("Show my office telephone"), required=False)


class NoteForm(forms.Form):
    """The hand-over note."""

    text = forms.CharField(
        label=_("Hand-over note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        validators=[MaxLengthValidator(10_000)],
        help_text=_("For whoever holds the seat next; nobody else reads it. Please name no victim and no case."),
    )


class _ColleagueForm(forms.Form):
    """Chooses a member by the seat they hold, so that no number of a person stands in the page."""

    colleague = forms.ChoiceField(
        label=_("Who"), error_messages={"required": _("Choose somebody."), "invalid_choice": _("Choose somebody.")}
    )

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._colleagues = _colleagues(seat)
        choices: Any = self.fields["colleague"]
        choices.choices = [
            ("", _("Choose somebody")),
            *((token, _described(holder)) for token, holder in self._colleagues.items()),
        ]

    @property
    def user(self) -> User:
        """Who was chosen."""
        return self._colleagues[self.cleaned_data["colleague"]].user


class DeputyForm(_ColleagueForm):
    """Who deputises, and when."""

    first_day = forms.DateField(
        label=_("From"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Give the first day."), "invalid": _("Write the day as 2026-11-30.")},
    )
    last_day = forms.DateField(
        label=_("Until, this day included"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Give the last day."), "invalid": _("Write the day as 2026-11-30.")},
    )

    def days(self) -> tuple[date, date]:
        """The first and the last day."""
        return self.cleaned_data["first_day"], self.cleaned_data["last_day"]


class HandOverForm(_ColleagueForm):
    """Who gets the seat at once."""

    sure = forms.BooleanField(
        label=_("I give this seat away now."), error_messages={"required": _("Tick this if you are sure.")}
    )


class LeaveForm(forms.Form):
    """Leaving the seat without a successor."""

    sure = forms.BooleanField(
        label=_("I leave this seat now."), error_messages={"required": _("Tick this if you are sure.")}
    )


def _colleagues(seat: Seat) -> dict[str, SeatHolder]:
    """Holders of other seats in the same body or delegation, by the token of their seat."""
    found = holders_now().filter(user__is_active=True).exclude(seat=seat)
    same = found.filter(seat__body=seat.body_id)
    if seat.delegation_id:
        same = same | found.filter(seat__delegation=seat.delegation_id)
    return {holder.seat.token: holder for holder in same.select_related("seat__body", "user").order_by("pk")}


def _described(holder: SeatHolder) -> str:
    function = label_in(holder.seat.function).text
    name = holder.user.get_full_name() if holder.shows_name else ""
    return ", ".join(part for part in (function, label_in(holder.seat.body.name).text, name) if part)
