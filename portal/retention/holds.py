"""Holding a thing back from every deletion, and asking whether it is held.

A hold may cover more than the thing itself: that of a page covers its translations and files, told by whoever knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit import log
from portal.locks import alone
from portal.retention.models import Hold

HELD, LIFTED = "retention.held", "retention.lifted"
LONGEST_REASON = 500


class HeldError(Exception):
    """Raised when something that is held was to be deleted; the text is a sentence for whoever tried."""

    def __init__(self) -> None:
        super().__init__(sentence())


def sentence() -> str:
    """What whoever wants to delete a held thing is told."""
    return _(
        "This cannot be deleted now, because it has to be kept for a legal reason. "
        "Nothing was changed. An administrator can tell you more."
    )


@dataclass(frozen=True)
class _Cover:
    of: str
    keys: Callable[[list[str]], Iterable[Any]]


_covers: dict[str, list[_Cover]] = {}


def covers(*, of: str, kind: str, keys: Callable[[list[str]], Iterable[Any]]) -> None:
    """Have a hold of one kind hold others with it: ``keys`` answers which, for the keys that are held of ``of``."""
    known = _covers.setdefault(kind, [])
    if all(cover.of != of for cover in known):
        known.append(_Cover(of, keys))


def kind_of(thing: Any) -> str:
    """How a thing is named: by the model that its kin share, so a publication is a page."""
    # Not its type: the user of a request is wrapped in another.
    model = thing._meta.model
    parents = [parent for parent in model._meta.get_parent_list() if not parent._meta.parents]
    return str((parents[0] if parents else model)._meta.label_lower)


def held_keys(kind: str) -> frozenset[str]:
    """The keys of everything of a kind that is held now, directly or with something else."""
    direct = _direct(kind)
    found = set(direct)
    for cover in _covers.get(kind, ()):
        roots = direct if cover.of == kind else held_keys(cover.of)
        if roots:
            found.update(str(key) for key in cover.keys(sorted(roots)))
    return frozenset(found)


def held_numbers(kind: str) -> list[int]:
    """The same as numbers, for a question to the database."""
    return sorted(int(key) for key in held_keys(kind))


def is_held(thing: Any) -> bool:
    """Whether a saved thing is held now."""
    return str(thing.pk) in held_keys(kind_of(thing))


def refuse_if_held(thing: Any) -> None:
    """Raise HeldError for a thing that is held."""
    if is_held(thing):
        raise HeldError


@transaction.atomic
def hold(thing: Any, *, reason: str, by: Any) -> Hold:
    """Hold a thing from now on. Raises ValidationError without a reason, and for what is held already."""
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise ValidationError(f"Say in 1 to {LONGEST_REASON} signs why it is held.")
    wait_for_others()
    kind, key = kind_of(thing), str(thing.pk)
    # A deletion that was faster has taken it away.
    if not thing._meta.model._base_manager.select_for_update().filter(pk=thing.pk).values_list("pk", flat=True):
        raise ValidationError("It was deleted meanwhile.")
    if Hold.objects.filter(kind=kind, key=key, lifted_at__isnull=True).exists():
        raise ValidationError("It is held already.")
    made = Hold.objects.create(kind=kind, key=key, reason=reason, by=by)
    # Not the reason: the log holds codes and numbers.
    log.write(HELD, by=by, on=(kind, key), hold=made.pk)
    return made


@transaction.atomic
def lift(held: Hold, *, by: Any) -> bool:
    """End a hold; whether it still stood. What is due goes with the next round."""
    wait_for_others()
    if not Hold.objects.filter(pk=held.pk, lifted_at__isnull=True).update(lifted_at=timezone.now(), lifted_by=by):
        return False
    log.write(LIFTED, by=by, on=(held.kind, held.key), hold=held.pk)
    return True


def wait_for_others() -> None:
    """Keep holding and deleting apart until the transaction ends: neither may be half way when the other looks."""
    alone("retention")


def _direct(kind: str) -> list[str]:
    return list(Hold.objects.filter(kind=kind, lifted_at__isnull=True).values_list("key", flat=True))
