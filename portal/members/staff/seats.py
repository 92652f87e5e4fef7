"""The screens of seats and of who holds them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.views import generic

from portal.audit import log
from portal.members import actions
from portal.members.acting import holder_of, vacant_seats
from portal.members.actions.refusals import refuse_if
from portal.members.models import Seat, SeatHolder
from portal.members.queries import Answerer, answering
from portal.members.staff.acting_views import ActingViewSet, AddView, ChangeView, EndView


def _holder(seat: Seat) -> str:
    """Who holds it; of a vacant one, who answers for it."""
    if not seat.is_open:
        return gettext("closed")
    holder = holder_of(seat)
    if holder is not None:
        return str(holder.user)
    by = answering(seat)
    return gettext("vacant: the head of the delegation") if by.standing == Answerer.HEAD else gettext("vacant: staff")


class _OpenSeat(AddView):
    page_title = _("Open a seat")

    def act(self, data: dict[str, Any]) -> Seat:
        return actions.open_seat(
            body=data["body"],
            function=data["function"],
            delegation=data["delegation"],
            is_focal_point=data["is_focal_point"],
            by=self.request.user,
        )


class _ChangeSeat(ChangeView):
    def act(self, data: dict[str, Any]) -> Seat:
        before = Seat.objects.get(pk=self.object.pk)
        refuse_if(not before.is_open, gettext("This seat is closed."))
        moved = before.body_id != data["body"].pk
        refuse_if(moved, gettext("A seat stays with its body: open another seat, and move its holder there."))
        seat: Seat = self.form.save()
        log.write(
            "members.seat.changed",
            by=self.request.user,
            on=seat,
            seat=seat.token,
            focal_point=seat.is_focal_point,
            delegation=seat.delegation.slug if seat.delegation else "",
        )
        return seat


class _CloseSeat(EndView):
    page_title = _("Close this seat")
    question = _("Its holder loses what the seat gave, at once, and invitations into it are void.")

    def act(self) -> None:
        actions.close_seat(seat=self.object, by=self.request.user)


class Seats(ActingViewSet):
    """Seats: opened and closed by staff, held by one person at a time."""

    model = Seat
    icon = "key"
    menu_label = _("Seats")
    add_view_class = _OpenSeat
    edit_view_class = _ChangeSeat
    delete_view_class = _CloseSeat
    list_display = [
        "__str__",
        "delegation",
        BooleanColumn("is_focal_point", label=_("Focal point"), sort_key="is_focal_point"),
        Column("holder", label=_("Held by"), accessor=_holder),
        DateColumn("confirmed_at", label=_("Confirmed"), sort_key="confirmed_at"),
    ]
    list_filter = ["body", "delegation", "is_focal_point"]
    edit_handler = ObjectList(
        [FieldPanel("body"), FieldPanel("function"), FieldPanel("delegation"), FieldPanel("is_focal_point")]
    )


class _VacantSeatsForm(WagtailAdminModelForm):
    """Offers the vacant seats alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].queryset = vacant_seats().select_related("body")
        if self.instance.pk:
            self.fields.pop("user", None)


class _CurrentHolders(generic.IndexView):
    """Who holds a seat now."""

    def get_base_queryset(self) -> Any:
        """Without those who left."""
        return super().get_base_queryset().filter(until__isnull=True).select_related("seat__body", "user")


class _Seat(AddView):
    page_title = _("Put somebody with an account into a seat")

    def act(self, data: dict[str, Any]) -> SeatHolder:
        return actions.take_seat(seat=data["seat"], user=data["user"], by=self.request.user)


class _Move(ChangeView):
    page_title = _("Move to another seat")

    def act(self, data: dict[str, Any]) -> SeatHolder:
        holder = SeatHolder.objects.get(pk=self.object.pk)
        return actions.move(holder=holder, to=data["seat"], by=self.request.user)


class _EndHolding(EndView):
    page_title = _("End this person’s time in the seat")
    question = _("They lose what the seat gave and are signed out, at once. The seat stays, vacant.")

    def act(self) -> None:
        actions.end_seat(holder=self.object, by=self.request.user)


class Holders(ActingViewSet):
    """Who holds which seat now: placing, moving and ending."""

    model = SeatHolder
    icon = "user"
    menu_label = _("Seat holders")
    index_view_class = _CurrentHolders
    add_view_class = _Seat
    edit_view_class = _Move
    delete_view_class = _EndHolding
    list_display = ["user", "seat", DateColumn("since", label=_("From"), sort_key="since")]
    list_filter = ["seat__body"]
    edit_handler = ObjectList(
        [
            HelpPanel(_("Only vacant seats are offered. People without an account are invited.")),
            FieldPanel("user"),
            FieldPanel("seat"),
        ],
        base_form_class=_VacantSeatsForm,
    )
