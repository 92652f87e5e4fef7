"""The only writes of markings. Tightening takes effect at once; lowering takes two people and the source's consent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit import log
from portal.marking import Label
from portal.markings.models import Lowering, Marking, NamedReader
from portal.viewer import BODY, PERSON, SPACE

#: Sent with ``group`` inside the transaction of every change, so that owners move what they hold in the index.
marking_changed = Signal()

#: Asked before a group gets a label; raises ValidationError where what is kept under it may not carry that label.
Limit = Callable[[UUID, Label], None]
_limits: list[Limit] = []
#: How a named reader has to read under each label: the kinds of grant, and the kind it has to be held with.
_NAMED: dict[Label, tuple[tuple[str, ...], str]] = {
    Label.AMBER: ((SPACE, BODY), ""),
    Label.AMBER_STRICT: ((BODY,), SPACE),
    Label.RED: ((PERSON,), ""),
}


def register_limit(limit: Limit) -> None:
    """Register what may refuse a label; called once at start by whoever keeps things that may not carry it."""
    if limit not in _limits:
        _limits.append(limit)


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

    Raises LoweringNeedsConsentError for a label laxer than the present one, ValidationError for one that what is
    kept here may not carry.
    """
    first = {"label": label.value, "source": source}
    marking, made = Marking.objects.select_for_update().get_or_create(group=group, defaults=first)
    present = None if made else Label(marking.label)
    if label != present:
        for limit in _limits:
            limit(group, label)
    if present is not None:
        if label.is_laxer_than(present):
            raise LoweringNeedsConsentError
        if label == present and (not source or source == marking.source):
            return marking
        if label != present:
            # Nobody who was named under one label stays named under another by accident.
            marking.readers.all().delete()
            # A request to lower was made of another label: whoever still wishes it asks anew.
            marking.lowerings.filter(granted__isnull=True).update(granted=False, decided_at=timezone.now())
        marking.label = label.value
        marking.source = source or marking.source
        marking.save()
    log.write("marking.set", by=by, on=("translation_group", str(group)), label=label.value)
    marking_changed.send(sender=Marking, group=group)
    return marking


@transaction.atomic
def remove_marking(*, group: UUID, by: Any) -> None:
    """Take the marking of a group out whose last text has been deleted; what is left of it, if anything, is closed."""
    found = Marking.objects.select_for_update().filter(group=group).first()
    if found is None:
        return
    label = found.label
    found.delete()
    log.write("marking.removed", by=by, on=("translation_group", str(group)), label=label)
    marking_changed.send(sender=Marking, group=group)


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
        for limit in _limits:
            limit(marking.group, Label(lowering.to_label))
        marking.label = lowering.to_label
        marking.save()
        marking.readers.all().delete()
        marking_changed.send(sender=Marking, group=marking.group)
    action = "marking.lowered" if grant else "marking.lowering_refused"
    log.write(action, by=by, on=("translation_group", str(marking.group)), label=lowering.to_label)
    return marking


@transaction.atomic
def name_reader(*, group: UUID, principal: str, within: str = "", by: Any) -> NamedReader:
    """Name somebody for whom a marking stricter than GREEN opens, as its label asks.

    Raises ValidationError for a group without such a label, and for a grant of another kind.
    """
    marking = Marking.objects.select_for_update().filter(group=group).first()
    kinds, around = _NAMED.get(Label(marking.label), ((), "")) if marking else ((), "")
    if marking is None or not kinds:
        raise ValidationError(_("Only a label stricter than TLP:GREEN names readers."))
    fits = principal.startswith(kinds) and (within.startswith(around) if around else not within)
    if not fits or principal in kinds or (around and within == around):
        raise ValidationError(_("This label does not open for a reader of this kind."))
    reader, made = NamedReader.objects.get_or_create(marking=marking, principal=principal, within=within)
    if made:
        log.write("marking.reader_named", by=by, on=("translation_group", str(group)), label=marking.label)
        marking_changed.send(sender=Marking, group=group)
    return reader


@transaction.atomic
def unname_reader(*, reader: NamedReader, by: Any) -> None:
    """Take a named reader back; in force with the next request."""
    marking = Marking.objects.select_for_update().get(pk=reader.marking_id)
    reader.delete()
    log.write("marking.reader_unnamed", by=by, on=("translation_group", str(marking.group)), label=marking.label)
    marking_changed.send(sender=Marking, group=marking.group)
