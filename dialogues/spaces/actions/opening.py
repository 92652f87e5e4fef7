"""Opening a space, and its rules of the house."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dialogues.spaces import signals
from dialogues.spaces.actions.holding import hold_space
from dialogues.spaces.models import HouseRules, RulesAcceptance, Space, SpaceOwner
from dialogues.spaces.permissions import delegations_managed
from dialogues.spaces.queries import spaces_open_to
from portal.attribution import Attribution
from portal.audit import log
from portal.languages import BY_CODE
from portal.marking import Label
from portal.members.models import Delegation
from portal.viewer import viewer_for

#: How many delegations own a space of a kind: at least, and at most where there is a limit.
_OWNERS: dict[str, tuple[int, int | None]] = {
    Space.Kind.COUNTRY: (1, 1),
    Space.Kind.BILATERAL: (2, 2),
    Space.Kind.THEMATIC: (1, None),
    Space.Kind.DELEGATION_ROOM: (1, 1),
}
#: Rules longer than this are read by nobody.
MOST_SIGNS = 20_000


@transaction.atomic
def open_space(
    *,
    kind: str,
    title: Mapping[str, str],
    owners: Iterable[Delegation],
    rules: Mapping[str, str],
    by: Any,
    purpose: Mapping[str, str] | None = None,
    slug: str = "",
    hidden: bool = True,
    label: Label = Label.AMBER,
    attribution: Attribution = Attribution.ON_RECORD,
    premoderated: bool = False,
) -> Space:
    """Open a space for the delegations that own it, with the first version of its rules.

    Args:
        rules: the text of the rules by language code; at least one.
        by: an administrator, or None for the portal itself. They come to be no member by it.
        slug: the public id; a random one where none is given, and always for one that is hidden.

    Raises PermissionDenied for anybody else, ValidationError for a kind with other owners, or without title or rules.
    """
    _require_staff(by)
    delegations = list(owners)
    least, most = _OWNERS[kind]
    if len(set(delegations)) != len(delegations) or len(delegations) < least:
        raise ValidationError(_("Choose the delegations that own this space."))
    if most is not None and len(delegations) > most:
        raise ValidationError(_("Too many delegations own this space for its kind."))
    if not any(title.values()):
        raise ValidationError(_("Give the space a title."))
    space = Space(
        kind=kind,
        title=dict(title),
        purpose=dict(purpose or {}),
        hidden=hidden,
        label=label.value,
        attribution_rule=attribution.value,
        premoderated=premoderated,
    )
    if slug and not hidden:
        space.slug = slug
    space.full_clean()
    space.save()
    SpaceOwner.objects.bulk_create([SpaceOwner(space=space, delegation=delegation) for delegation in delegations])
    log.write("spaces.opened", by=by, on=space, label=space.label, kind=kind, owners=[one.slug for one in delegations])
    _write(space, rules, by)
    return space


@transaction.atomic
def change_rules(*, space: Space, rules: Mapping[str, str], by: Any) -> Space:
    """Write the next version of the rules, which everybody accepts before they read on; by an owner."""
    if by is not None and not delegations_managed(viewer_for(by), space).exists():
        raise PermissionDenied
    space = hold_space(space)
    _refuse_archived(space)
    _write(space, rules, by)
    signals.rules_changed.send(sender=Space, space=space, by=by)
    return space


@transaction.atomic
def accept_rules(*, space: Space, version: int, by: Any) -> RulesAcceptance:
    """A person who may open the space accepts its rules.

    Raises PermissionDenied for anybody else, ValidationError where the rules have changed since they were shown.
    """
    if not spaces_open_to(viewer_for(by)).filter(pk=space.pk).exists():
        raise PermissionDenied
    space = hold_space(space)
    if version != space.rules_version:
        raise ValidationError(_("The rules have changed meanwhile: please read them again."))
    acceptance, made = RulesAcceptance.objects.get_or_create(space=space, user=by, version=version)
    if made:
        log.write("spaces.rules.accepted", by=by, on=space, label=space.label, version=version)
    return acceptance


def _write(space: Space, rules: Mapping[str, str], by: Any) -> None:
    texts = {code: text.strip() for code, text in rules.items() if text.strip()}
    if not texts or not set(texts) <= set(BY_CODE):
        raise ValidationError(_("Write the rules of the house."))
    if any(len(text) > MOST_SIGNS for text in texts.values()):
        raise ValidationError(_("This text is too long."))
    space.rules_version += 1
    space.save(update_fields=["rules_version"])
    HouseRules.objects.bulk_create(
        HouseRules(space=space, version=space.rules_version, language=code, text=text, written_by=by)
        for code, text in texts.items()
    )
    log.write("spaces.rules.written", by=by, on=space, label=space.label, version=space.rules_version)


def _refuse_archived(space: Space) -> None:
    if space.is_archived:
        raise ValidationError(_("This space is closed."))


def _require_staff(by: Any) -> None:
    if by is not None and not by.has_perm("spaces.add_space"):
        raise PermissionDenied
