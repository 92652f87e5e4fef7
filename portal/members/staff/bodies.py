"""The screens of bodies and delegations."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic

from portal.audit import log
from portal.members import actions
from portal.members.acting import open_seats, vacant_seats
from portal.members.actions.refusals import refuse_if
from portal.members.models import Body, Delegation
from portal.members.staff.acting_views import ActingViewSet, ChangeView, EndView


def _seats(owner: Body | Delegation) -> str:
    """How many seats are open, and how many of them vacant."""
    wanted = {"body": owner} if isinstance(owner, Body) else {"delegation": owner}
    number, vacant = open_seats().filter(**wanted).count(), vacant_seats().filter(**wanted).count()
    if not vacant:
        return str(number)
    said = ngettext("%(number)d, %(vacant)d vacant", "%(number)d, %(vacant)d vacant", vacant)
    return said % {"number": number, "vacant": vacant}


def _state(body: Body) -> str:
    return gettext("removed") if body.removed_at else ""


class _Kept(generic.CreateView):
    """Keeps what was filled in, and tells the log."""

    def save_instance(self) -> Any:
        """Save, and write."""
        kept = super().save_instance()
        log.write(f"members.{kept._meta.model_name}.added", by=self.request.user, on=kept)
        return kept


class _Changed(ChangeView):
    """Keeps a change, and tells the log."""

    def act(self, data: dict[str, Any]) -> Any:
        """Save, and write."""
        head = data.get("head")
        foreign = head is not None and head.delegation_id != self.object.pk
        refuse_if(foreign, gettext("The seat of the head must be a seat of this delegation."))
        kept = self.form.save()
        log.write(f"members.{kept._meta.model_name}.changed", by=self.request.user, on=kept)
        return kept


class _RemoveBody(EndView):
    page_title = _("Remove this body")
    question = _(
        "All its seats close and their holders lose what the seats gave them, at once. What it published stays."
    )

    def act(self) -> None:
        actions.remove_body(body=self.object, by=self.request.user)


class _RemoveDelegation(EndView):
    page_title = _("Remove this delegation")
    question = _("Only a delegation that never had a seat can be removed.")

    def act(self) -> None:
        with transaction.atomic():
            refuse_if(self.object.seats.exists(), gettext("This delegation has had seats: it stays."))
            log.write("members.delegation.removed", by=self.request.user, on=self.object, slug=self.object.slug)
            self.object.delete()


class Bodies(ActingViewSet):
    """Bodies with their seats. Whoever may change the words of the field finds them under reference data too."""

    model = Body
    icon = "home"
    menu_label = _("Bodies")
    add_view_class = _Kept
    edit_view_class = _Changed
    delete_view_class = _RemoveBody
    list_display = [
        "__str__",
        "kind",
        "country",
        Column("seats", label=_("Seats"), accessor=_seats),
        Column("state", label=_("State"), accessor=_state),
    ]
    list_filter = ["kind", "country"]
    edit_handler = ObjectList(
        [FieldPanel("name"), FieldPanel("slug"), FieldRowPanel([FieldPanel("kind"), FieldPanel("country")])]
    )


class Delegations(ActingViewSet):
    """The standing delegations, each with the seat of its head."""

    model = Delegation
    icon = "globe"
    menu_label = _("Delegations")
    add_view_class = _Kept
    edit_view_class = _Changed
    delete_view_class = _RemoveDelegation
    list_display = ["__str__", "country", "head", Column("seats", label=_("Seats"), accessor=_seats)]
    edit_handler = ObjectList(
        [
            HelpPanel(_("Open the seats first; then choose which of them is the head’s.")),
            FieldPanel("name"),
            FieldPanel("slug"),
            FieldPanel("country"),
            FieldPanel("head"),
        ]
    )
