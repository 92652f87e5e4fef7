"""The form of one's own profile."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.members.forms.languages import OWN_NAMES, LanguageSelect
from portal.members.forms.names import member_name_field


class ProfileForm(forms.Form):
    """Name, language of mails, and the clock by which hours are told."""

    name = member_name_field()
    language = forms.ChoiceField(
        label=_("Language"),
        choices=OWN_NAMES,
        widget=LanguageSelect,
        help_text=_("In this language we write to you."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=[(zone, zone.rpartition("/")[2].replace("_", " ")) for zone in settings.WAGTAIL_USER_TIME_ZONES],
        help_text=_("By this clock hours are told to you."),
    )

    @staticmethod
    def of(user: Any) -> dict[str, str]:
        """What stands in it at first."""
        return {"name": user.get_full_name(), "language": user.language, "time_zone": user.time_zone}
