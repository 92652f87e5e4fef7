"""The one rule of who may read, said twice side by side and proven equal by test.

``can_view(viewer, item)`` answers for one item; ``visible_to(queryset, viewer)`` for many, and is the word
``.visible_to(viewer)`` of every marked queryset. Unknown means closed: no marking, no live version, an expiry in the
past, or a label the viewer does not hold, and the item is not there.

CLEAR and GREEN open by a grant. A stricter label opens for those its marking names, and only for things of a model
that says ``holds_restricted = True``: pages never do, because everybody in their administration may read them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from portal.audit import reading
from portal.marking import Label, in_force
from portal.markings.models import Marking, NamedReader
from portal.viewer import BODY, MEMBER, PERSON, PUBLIC, SPACE, Viewer

#: Which grant opens which label. A label that is missing here opens for nobody through a group's marking alone.
_OPENED_BY: dict[Label, str] = {Label.CLEAR: PUBLIC, Label.GREEN: MEMBER}
#: Whom a stricter label may name, and whether whoever is named has to be of a space besides.
_NAMES: dict[Label, tuple[str, ...]] = {Label.AMBER: (SPACE, BODY), Label.AMBER_STRICT: (BODY,), Label.RED: (PERSON,)}
_WITHIN_A_SPACE = frozenset({Label.AMBER_STRICT})


class Marked(Protocol):
    """What the rule needs to know of an item that is published under the marking of its translation group."""

    translation_key: UUID
    live: bool
    expire_at: datetime | None


Queryset = TypeVar("Queryset", bound="QuerySet[Any]")


def readable_labels(viewer: Viewer) -> frozenset[Label]:
    """The labels this viewer may read whatever carries them."""
    return frozenset(label for label, grant in _OPENED_BY.items() if viewer.holds(grant))


def marking_of(item: Marked) -> Label | None:
    """The label of an item's translation group, or None when it has none (and is closed)."""
    found = Marking.objects.filter(group=item.translation_key).values_list("label", flat=True).first()
    return Label(found) if found else None


def holds_restricted(model: Any) -> bool:
    """Whether things of this model may open to those a marking stricter than GREEN names."""
    return getattr(model, "holds_restricted", False) is True


def can_view(viewer: Viewer, item: Marked) -> bool:
    """Whether this viewer may read the published version of this item now."""
    if not item.live or (item.expire_at is not None and item.expire_at <= timezone.now()):
        return False
    label = marking_of(item)
    if label in _NAMES and holds_restricted(item):
        return any(names(reader, label, viewer) for reader in readers_of(item))
    return label in readable_labels(viewer)


def readers_of(item: Marked) -> QuerySet[NamedReader]:
    """Whom the marking of an item names."""
    return NamedReader.objects.filter(marking__group=item.translation_key)


def names(reader: NamedReader, label: Label, viewer: Viewer) -> bool:
    """Whether a row of a marking with this label names this viewer."""
    if not any(reader.principal in viewer.names(kind) for kind in _NAMES[label]):
        return False
    return reader.within in viewer.names(SPACE) if label in _WITHIN_A_SPACE else not reader.within


def visible_to(queryset: Queryset, viewer: Viewer) -> Queryset:
    """The items of a queryset that this viewer may read now."""
    opened = Q(label__in=[label.value for label in readable_labels(viewer)])
    if holds_restricted(queryset.model):
        opened |= Q(Exists(NamedReader.objects.filter(_naming(viewer), marking=OuterRef("pk"))))
    return _now_under(queryset, opened)


def opened(queryset: QuerySet[Any], viewer: Viewer) -> Any:
    """The one thing of a queryset that this viewer opens to read, or None, as for one that is not there.

    Whoever shows a whole thing of a model that holds what is stricter than GREEN asks here and nowhere else: that it
    was read is an entry in the log, written before it is shown. For other models this is the rule and nothing more.
    """
    item = visible_to(queryset, viewer).first()
    if item is not None and holds_restricted(item):
        label = marking_of(item)
        if label in _NAMES:
            reading.note(viewer, item, label=label)
    return item


def _naming(viewer: Viewer) -> Q:
    """The rows of markings that name this viewer, each under the label that asks for such a row."""
    found = Q(pk__in=[])
    for label, kinds in _NAMES.items():
        held = sorted(principal for kind in kinds for principal in viewer.names(kind))
        within = sorted(viewer.names(SPACE)) if label in _WITHIN_A_SPACE else [""]
        found |= Q(marking__label=label.value, principal__in=held, within__in=within)
    return found


def findable(queryset: Queryset) -> Queryset:
    """What belongs in the index at all: published, unexpired and marked with a label that opens by a grant."""
    return _now_under(queryset, Q(label__in=[label.value for label in _OPENED_BY]))


def _now_under(queryset: Queryset, opened: Q) -> Queryset:
    """What is published, unexpired and has such a marking."""
    # Asked of each row: to gather the thousands of marked groups first takes longer than what is asked of the few.
    marked = Marking.objects.filter(opened, group=OuterRef("translation_key"))
    return queryset.filter(Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now()), Exists(marked), live=True)


def is_withdrawn_clear(item: Any) -> bool:
    """Whether an address may say 410: it was published, is not any more, and was TLP:CLEAR when withdrawn."""
    if item.first_published_at is None or marking_of(item) != Label.CLEAR:
        return False
    return not item.live or (item.expire_at is not None and item.expire_at <= timezone.now())


# Files and images carry no marking of their own: they are as open as whatever carries them.
Carrier = Callable[[Viewer, Any], bool]
_carriers: list[Carrier] = []


def register_carrier(carrier: Carrier) -> None:
    """Register an answer to *does something this viewer may read carry this file?*"""
    if carrier not in _carriers:
        _carriers.append(carrier)


def can_fetch(viewer: Viewer, file: Any) -> bool:
    """Whether this viewer may fetch a file: because something they may read carries it. No carrier, no file."""
    return any(carrier(viewer, file) for carrier in _carriers)


def why(viewer: Viewer, item: Marked) -> str:
    """Why this viewer reads an item or does not, as a sentence for administrators."""
    if not item.live:
        return "Nobody reads this: it is not published."
    if item.expire_at is not None and item.expire_at <= timezone.now():
        return f"Nobody reads this: it expired on {item.expire_at:%Y-%m-%d at %H:%M} UTC."
    label = marking_of(item)
    if label is None:
        return f"Nobody reads this: it has no label, which counts as {in_force(label).written} with nobody named."
    if label in _OPENED_BY:
        return _why_by_grant(viewer, label)
    if not holds_restricted(item):
        return (
            f"Nobody reads this: it is {label.written}, and what is kept here opens under TLP:CLEAR or TLP:GREEN only."
        )
    named = [reader for reader in readers_of(item) if names(reader, label, viewer)]
    if named:
        return f"Yes: it is {label.written} for {_listed(named)}, and this person is that."
    return f"No: it is {label.written} for {_listed(readers_of(item))}, and this person is none of that."


def _why_by_grant(viewer: Viewer, label: Label) -> str:
    if label is Label.CLEAR and viewer.holds(PUBLIC):
        return f"Yes: it is {label.written}, and anyone may read it."
    if viewer.holds(_OPENED_BY[label]):
        through = sorted(viewer.principals - {PUBLIC, MEMBER})
        return f"Yes: it is {label.written}, for members, and this person is one" + (
            f" (holds {', '.join(through)})." if through else "."
        )
    whoever = "a visitor who is not signed in" if viewer.is_anonymous else "somebody without a seat or a second proof"
    return f"No: it is {label.written}, for members, and this is {whoever}."


def _listed(readers: Iterable[NamedReader]) -> str:
    return ", ".join(sorted(str(reader) for reader in readers)) or "nobody"
