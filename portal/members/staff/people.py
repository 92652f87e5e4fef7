"""The screens of invitations, requests and people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.views import generic

from portal.languages import LANGUAGES
from portal.members import actions
from portal.members.acting import holders_now, vacant_seats
from portal.members.models import AccessRequest, Invitation, Seat, User
from portal.members.proof import has_second_factor
from portal.members.queries import Answerer, deciders
from portal.members.staff.acting_views import ActingViewSet, AddView, ChangeView, EndView


def _invitation_state(invitation: Invitation) -> str:
    if invitation.accepted_at:
        return gettext("taken up")
    if invitation.withdrawn_at:
        return gettext("taken back or too old")
    return gettext("open") if invitation.is_open else gettext("too old")


class _InvitationForm(WagtailAdminModelForm):
    """Offers vacant seats and the languages of the portal."""

    language = forms.ChoiceField(
        label=_("Language"), choices=[(one.code, f"{one.english_name} ({one.own_name})") for one in LANGUAGES]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].queryset = vacant_seats().select_related("body")


class _Invite(AddView):
    page_title = _("Invite somebody")

    def act(self, data: dict[str, Any]) -> Invitation:
        return actions.invite(email=data["email"], language=data["language"], seat=data["seat"], by=self.request.user)


class _TakeBack(EndView):
    page_title = _("Take this invitation back")
    question = _("The link in the mail leads nowhere any more.")

    def act(self) -> None:
        actions.take_back(invitation=self.object, by=self.request.user)


class Invitations(ActingViewSet):
    """Invitations, by staff and by focal points."""

    model = Invitation
    icon = "mail"
    menu_label = _("Invitations")
    offers = ("add", "delete")
    add_view_class = _Invite
    delete_view_class = _TakeBack
    list_display = [
        "email",
        "seat",
        Column("state", label=_("State"), accessor=_invitation_state),
        DateColumn("expires_at", label=_("Until"), sort_key="expires_at"),
    ]
    edit_handler = ObjectList(
        [FieldRowPanel([FieldPanel("email"), FieldPanel("language")]), FieldPanel("seat")],
        base_form_class=_InvitationForm,
    )


def _domain(request: AccessRequest) -> str:
    return request.domain


def _organisation(request: AccessRequest) -> str:
    return str(request.body) if request.body else gettext("%s (not in the list)") % request.organisation


def _waits_for(request: AccessRequest) -> str:
    if request.granted is not None:
        return gettext("granted") if request.granted else gettext("refused")
    names = {
        Answerer.SEAT: gettext("its focal point"),
        Answerer.HEAD: gettext("the head of the delegation"),
        Answerer.STAFF: gettext("staff"),
    }
    return gettext("waits for %s") % names[deciders(request).standing]


class _DecisionForm(WagtailAdminModelForm):
    """A seat, or a refusal."""

    seat = forms.ModelChoiceField(
        label=_("Seat"),
        queryset=Seat.objects.none(),
        required=False,
        help_text=_("The person is invited into it. Open a seat first where none is vacant."),
    )
    refuse = forms.BooleanField(label=_("Refuse this request"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].queryset = vacant_seats().select_related("body")

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        data: dict[str, Any] = super().clean()
        if bool(data.get("seat")) == bool(data.get("refuse")):
            self.add_error("seat", gettext("Choose a seat, or tick that the request is refused."))
        return data


class _Decide(ChangeView):
    page_title = _("Decide")

    def act(self, data: dict[str, Any]) -> AccessRequest:
        return actions.decide(request=self.object, grant=not data["refuse"], seat=data["seat"], by=self.request.user)


_SHOWN = ("name", "email", "country", "body", "organisation", "function", "motive")


class Requests(ActingViewSet):
    """Requests for access, those that wait first."""

    model = AccessRequest
    icon = "help"
    menu_label = _("Requests for access")
    offers = ("edit",)
    edit_view_class = _Decide
    list_display = [
        "name",
        Column("domain", label=_("Domain of the address"), accessor=_domain),
        Column("organisation", label=_("Organisation"), accessor=_organisation),
        Column("state", label=_("State"), accessor=_waits_for),
        DateColumn("asked_at", label=_("Asked"), sort_key="asked_at"),
    ]
    edit_handler = ObjectList(
        [
            HelpPanel(_("See whether the domain of the address is that of the organisation. If in doubt, telephone.")),
            *(FieldPanel(name, read_only=True) for name in _SHOWN),
            FieldPanel("seat"),
            FieldPanel("refuse"),
        ],
        base_form_class=_DecisionForm,
    )


def _seats_held(user: User) -> str:
    held = holders_now().filter(user=user).select_related("seat__body")
    return " · ".join(str(holder.seat) for holder in held)


class _People(generic.IndexView):
    """The list of people."""

    page_title = _("People")


class _CloseAccount(EndView):
    page_title = _("Close this account")
    question = _(
        "Every seat, right and session of this person ends at once, and nobody signs in as them any more. "
        "What they did stays in the log."
    )

    def act(self) -> None:
        actions.close_account(user=self.object, by=self.request.user)


class People(ActingViewSet):
    """Everybody with an account, the seats they hold, and closing accounts."""

    model = get_user_model()
    icon = "group"
    menu_label = _("People")
    offers = ("delete",)
    index_view_class = _People
    delete_view_class = _CloseAccount
    list_display = [
        "__str__",
        Column("email", label=_("E-mail address"), accessor="email", sort_key="email"),
        Column("seats", label=_("Seats"), accessor=_seats_held),
        BooleanColumn("proof", label=_("Second proof"), accessor=has_second_factor),
        BooleanColumn("is_active", label=_("Open"), sort_key="is_active"),
    ]
    list_filter = ["is_active"]
    edit_handler = ObjectList([])
