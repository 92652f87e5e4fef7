"""What people and seats add to the administration: their screens, and one way only to close an account."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.viewsets.model import ModelViewSetGroup

from portal.members import actions
from portal.members.models import User
from portal.members.staff.bodies import Bodies, Delegations
from portal.members.staff.people import Invitations, People, Requests
from portal.members.staff.seats import Holders, Seats


class Members(ModelViewSetGroup):
    """One menu for all of it."""

    menu_label = _("Members")
    menu_name = "members"
    menu_icon = "group"
    menu_order = 240
    items = (
        Requests("access-requests"),
        Invitations("invitations"),
        Seats("seats"),
        Holders("seat-holders"),
        Delegations("delegations"),
        Bodies("bodies"),
        People("people"),
    )


@hooks.register("register_admin_viewset")
def members() -> Members:
    """The screens in the menu."""
    return Members()


@hooks.register("before_delete_user")
def keep_people(request: HttpRequest, user: User) -> HttpResponse:
    """Nobody is deleted: rows of the log and of seats say who did what. Closing the account takes everything."""
    messages.warning(request, _("People are not deleted: close the account here."))
    return redirect("people:delete", user.pk)


@hooks.register("after_edit_user")
def close_what_was_switched_off(request: HttpRequest, user: Any) -> None:
    """Whoever is switched off in the form of users loses all that a closed account loses."""
    if user.is_active or not user.has_usable_password():
        return
    try:
        actions.close_account(user=user, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))


@hooks.register("before_bulk_action")
def keep_many_people(request: HttpRequest, action: str, objects: list[Any], view: Any) -> HttpResponse | None:
    """The list of users deletes nobody either."""
    if action != "delete" or not any(isinstance(one, User) for one in objects):
        return None
    messages.warning(request, _("People are not deleted: close the account here."))
    return redirect("people:index")


@hooks.register("after_bulk_action")
def close_many(request: HttpRequest, action: str, objects: list[Any], view: Any) -> None:
    """Whoever was switched off together with others loses the same."""
    if action != "set_active_state":
        return
    for user in User.objects.filter(pk__in=[one.pk for one in objects if isinstance(one, User)], is_active=False):
        close_what_was_switched_off(request, user)
