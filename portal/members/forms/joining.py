"""The two public forms: asking for access, and taking an invitation up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from portal.countries.queries import labels as country_labels
from portal.members.forms.names import member_name_field, own_name_field
from portal.members.models import Body, User
from portal.translated import label_in


class AccessForm(forms.Form):
    """Asks who somebody is and what for, and no more than a decision needs."""

    name = own_name_field()
    email = forms.EmailField(
        label=_("Your e-mail address at work"),
        help_text=_("Whoever decides sees which organisation the address belongs to."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Write your e-mail address at work."),
            "invalid": _("Write the address as name@office.example."),
        },
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    body = forms.ChoiceField(label=_("Organisation"), required=False)
    organisation = forms.CharField(label=_("Organisation, if it is not in the list"), required=False, max_length=200)
    function = forms.CharField(
        label=_("Your function"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
        error_messages={"required": _("Write your function.")},
    )
    motive = forms.CharField(
        label=_("What you need access for"),
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[MaxLengthValidator(2000)],
        help_text=_("Please name no victim and no case."),
        error_messages={"required": _("Say in a few words what you need access for.")},
    )
    # People leave this empty: it is not shown. Programs that fill every field betray themselves.
    website = forms.CharField(required=False)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        countries: Any = self.fields["country"]
        countries.choices = [("", _("None, or several")), *country_labels(language).items()]
        present = Body.objects.filter(removed_at__isnull=True)
        named = sorted(((body.slug, label_in(body.name, language).text) for body in present), key=lambda one: one[1])
        bodies: Any = self.fields["body"]
        bodies.choices = [("", _("Not in this list")), *named]

    def clean(self) -> dict[str, Any]:
        """An organisation is named, from the list or in words."""
        data: dict[str, Any] = super().clean() or {}
        if not data.get("body") and not data.get("organisation"):
            self.add_error("body", _("Choose your organisation, or write its name below."))
        return data


class NewAccountForm(forms.Form):
    """Asks for a name and a password; the address stands in the invitation."""

    name = member_name_field()
    password1 = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Choose a password.")},
    )
    password2 = forms.CharField(
        label=_("The same password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Write the password once more.")},
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email
        self.fields["password1"].help_text = " ".join(str(text) for text in password_validators_help_texts())

    def clean(self) -> dict[str, Any]:
        """Both passwords are one, and no easy one."""
        data: dict[str, Any] = super().clean() or {}
        first, second = data.get("password1"), data.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("You must type the same password each time."))
        elif first:
            try:
                validate_password(first, User(email=self.email, first_name=data.get("name", "")))
            except ValidationError as error:
                self.add_error("password1", error)
        return data
