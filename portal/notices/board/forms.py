"""The form in which members choose how they are written to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.dates import day_names
from portal.notices.board.models import Delivery


class DeliveryForm(forms.Form):
    """How often, and on which days of the week."""

    cadence = forms.ChoiceField(
        label=_("Mails with what is new for you"),
        choices=Delivery.Cadence.choices,
        help_text=_("Those of a day come at seven in the morning by your clock."),
    )
    days = forms.TypedMultipleChoiceField(
        label=_("Days of the week"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days: Any = self.fields["days"]
        days.choices = list(enumerate(day_names(get_language() or "en")))

    def clean(self) -> dict[str, Any]:
        """Chosen days are one at least."""
        data = super().clean() or self.cleaned_data
        if data.get("cadence") == Delivery.Cadence.WEEKLY.value and not data.get("days"):
            self.add_error("days", _("Choose at least one day."))
        return data
