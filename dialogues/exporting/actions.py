"""Asking to take something home, consenting to it, and taking it; each with its entry in the log."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogues.exporting.models import Export, ExportConsent
from dialogues.exporting.queries import waiting_in
from dialogues.spaces.actions.holding import hold_space
from dialogues.spaces.models import Space
from dialogues.spaces.permissions import delegations_managed, managers_of
from dialogues.threads.models import Thread
from portal.audit import log
from portal.marking import Label
from portal.members.models import Delegation
from portal.notices.outbox.writing import post_to_all
from portal.viewer import viewer_for

ASKED = "export.asked"


@transaction.atomic
def ask(*, space: Space, thread: Thread | None, motive: str, by: Any) -> Export:
    """Ask to take home a thread, or all of a space. Where there is one owner alone it may be taken at once.

    Raises PermissionDenied for who acts for no owner, ValidationError without a reason and for what waits already.
    """
    mine = _mine(space, by)
    space = hold_space(space)
    if not motive.strip():
        raise ValidationError(_("Say why you take this with you."))
    if waiting_in(space).filter(thread=thread, asked_by=by).exists():
        raise ValidationError(_("This waits for consent already."))
    export = Export.objects.create(space=space, thread=thread, motive=motive.strip(), asked_for=mine[0], asked_by=by)
    _write("exports.asked", export, by)
    if not _agree(export, mine, by):
        post_to_all(ASKED, managers_of(space), but=by, export=export.pk)
    return export


@transaction.atomic
def consent(*, export: Export, by: Any) -> Export:
    """Another owner agrees; with the last of them it may be taken. Raises ValidationError where it is decided."""
    mine = _mine(export.space, by)
    export = _waiting(export)
    _agree(export, mine, by)
    return export


@transaction.atomic
def refuse(*, export: Export, by: Any) -> Export:
    """An owner refuses, or takes back what it asked for: nothing leaves."""
    _mine(export.space, by)
    export = _waiting(export)
    export.refused_at = timezone.now()
    export.save(update_fields=["refused_at"])
    _write("exports.refused", export, by)
    return export


@transaction.atomic
def taken(*, export: Export, form: str, label: Label, posts: int, by: Any) -> None:
    """Write down that something leaves, before it does.

    Raises PermissionDenied for anybody but who asked, for who is an owner no more, and where its time is over.
    """
    _mine(export.space, by)
    if export.asked_by_id != by.pk or not export.is_ready:
        raise PermissionDenied
    _write("exports.taken", export, by, label=label, form=form, posts=posts)


def _mine(space: Space, by: Any) -> list[Delegation]:
    """The owners that somebody acts for; raises PermissionDenied for none."""
    found = list(delegations_managed(viewer_for(by), space).order_by("slug"))
    if not found:
        raise PermissionDenied
    return found


def _waiting(export: Export) -> Export:
    hold_space(export.space)
    export = Export.objects.select_related("space", "thread").get(pk=export.pk)
    if not export.waits:
        raise ValidationError(_("This has been decided already."))
    return export


def _agree(export: Export, mine: list[Delegation], by: Any) -> bool:
    """Write the consent down; whether it was the last that was needed."""
    for delegation in mine:
        _given, made = ExportConsent.objects.get_or_create(
            export=export, delegation=delegation, defaults={"given_by": by}
        )
        if made:
            _write("exports.consented", export, by, delegation=delegation.slug)
    agreed = export.consents.values("delegation")
    if export.space.owners.exclude(delegation__in=agreed).exists():
        return False
    export.allowed_at = timezone.now()
    export.save(update_fields=["allowed_at"])
    return True


def _write(action: str, export: Export, by: Any, label: Label | None = None, **more: str | int) -> None:
    thread = str(export.thread.token) if export.thread else ""
    carried = label.value if label else export.space.label
    told: dict[str, Any] = {"export": export.token, "thread": thread, **more}
    log.write(action, by=by, on=export.space, label=carried, **told)
