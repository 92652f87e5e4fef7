"""The only writes of markings. Tightening takes effect at once; lowering takes two people and the source's consent."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit import log
from portal.marking import Label
from portal.markings.models import Lowering, Marking

#: Sent with ``group`` inside the transaction of every change, so that owners move what they hold in the index.
marking_changed = Signal()


class LoweringNeedsConsentError(ValidationError):
    """Raised when a label would become laxer without the two-person procedure."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This would open the text to more people. Ask for the lowering with the consent of the source;"
                " a second person then decides."
            )
        )


@transaction.atomic
def set_marking(*, group: UUID, label: Label, by: Any, source: str = "") -> Marking:
    """Mark a translation group for the first time, or tighten it. Answers the marking as it stands.

    Raises LoweringNeedsConsentError for a label laxer than the present one.
    """
    first = {"label": label.value, "source": source}
    marking, made = Marking.objects.select_for_update().get_or_create(group=group, defaults=first)
    if not made:
        present = Label(marking.label)
        if label.is_laxer_than(present):
            raise LoweringNeedsConsentError
        if label == present and (not source or source == marking.source):
            return marking
        if label != present:
            # A request to lower was made of another label: whoever still wishes it asks anew.
            marking.lowerings.filter(granted__isnull=True).update(granted=False, decided_at=timezone.now())
        marking.label = label.value
        marking.source = source or marking.source
        marking.save()
    log.write("marking.set", by=by, on=("translation_group", str(group)), label=label.value)
    marking_changed.send(sender=Marking, group=group)
    return marking


@transaction.atomic
def ask_to_lower(*, marking: Marking, to: Label, consent: str, by: Any) -> Lowering:
    """Ask for a laxer label. ``consent`` says who of the source agreed and how; it may not be empty."""
    if not to.is_laxer_than(Label(marking.label)):
        raise ValidationError(_("This label is not laxer than the present one: set it directly."))
    if not consent.strip():
        raise ValidationError(_("Say who of the source agreed, when, and how."))
    # Held, so that of two who ask at the same moment the second sees the request of the first.
    marking = Marking.objects.select_for_update().get(pk=marking.pk)
    if marking.lowerings.filter(granted__isnull=True).exists():
        raise ValidationError(_("A request to lower this label waits already for a second person."))
    lowering = Lowering.objects.create(marking=marking, to_label=to.value, consent=consent.strip(), asked_by=by)
    log.write("marking.lowering_asked", by=by, on=("translation_group", str(marking.group)), label=to.value)
    return lowering


@transaction.atomic
def decide_lowering(*, lowering: Lowering, grant: bool, by: Any) -> Marking:
    """Grant or refuse a lowering. Raises PermissionDenied when the person who asked decides it."""
    # The marking first, as whoever tightens it does: two who held one and waited for the other would wait for ever.
    Marking.objects.select_for_update().get(pk=lowering.marking_id)
    lowering = Lowering.objects.select_for_update().select_related("marking").get(pk=lowering.pk)
    if lowering.granted is not None:
        raise ValidationError(_("This request has been decided already."))
    if lowering.asked_by_id == by.pk:
        raise PermissionDenied(_("A second person must decide: you asked for this yourself."))
    if not Label(lowering.to_label).is_laxer_than(Label(lowering.marking.label)):
        raise ValidationError(_("The label has changed since this was asked for."))
    lowering.granted, lowering.decided_by, lowering.decided_at = grant, by, timezone.now()
    lowering.save()
    marking = lowering.marking
    if grant:
        marking.label = lowering.to_label
        marking.save()
        marking_changed.send(sender=Marking, group=marking.group)
    action = "marking.lowered" if grant else "marking.lowering_refused"
    log.write(action, by=by, on=("translation_group", str(marking.group)), label=lowering.to_label)
    return marking
