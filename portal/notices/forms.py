"""The form *Something wrong on this page?*"""

from __future__ import annotations

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from portal.victim_data.forms import GuardedForm

#: As much of an address as is kept.
LONGEST_PAGE = 500


def page_of_ours(page: str) -> str:
    """The address if it lies on this portal, else nothing."""
    page = page[:LONGEST_PAGE]
    if not page.isprintable():
        # It is written into a mail: no line of somebody else's making.
        return ""
    return page if page.startswith("/") and url_has_allowed_host_and_scheme(page, allowed_hosts=None) else ""


class ProblemForm(GuardedForm):
    """Asks what is wrong and, if the reader wishes an answer, where to send it. The guard looks at what they write."""

    guarded_fields, guarded_surface = ("text",), "wrong"

    page = forms.CharField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("What is wrong?"),
        widget=forms.Textarea(attrs={"rows": 6}),
        validators=[MaxLengthValidator(5000)],
        help_text=_("Please name no victim and no case. This is not a place to report a crime."),
        error_messages={"required": _("Say in a few words what is wrong.")},
    )
    identifies_person = forms.BooleanField(
        label=_("This identifies a person"),
        required=False,
        help_text=_("Staff are told at once and can hide the page. Do not write who it is."),
    )
    contact = forms.EmailField(
        label=_("E-mail address, if you wish an answer"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Write the address as name@office.example, or leave it empty.")},
    )
    # People leave this empty: it is not shown. Programs that fill every field betray themselves.
    website = forms.CharField(required=False)

    def clean_page(self) -> str:
        """An address on this portal, or nothing: the reader cannot mend a field they do not see."""
        return page_of_ours(str(self.cleaned_data["page"]))
