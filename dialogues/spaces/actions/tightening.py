"""Changing what a space is called and for, and making it stricter; looser it never becomes."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dialogues.spaces import signals
from dialogues.spaces.actions.holding import hold_space
from dialogues.spaces.models import Space
from dialogues.spaces.permissions import delegations_managed
from portal.attribution import Attribution, Fact
from portal.audit import log
from portal.languages import BY_CODE
from portal.marking import Label
from portal.viewer import viewer_for


@transaction.atomic
def rename_space(*, space: Space, language: str, title: str, purpose: str, by: Any) -> Space:
    """Say in one language what a space is called and what it is for. Any of its owners does this.

    Raises PermissionDenied for anybody else, ValidationError where it would be left without a title.
    """
    space = _owned(space, by)
    if space.is_archived:
        raise ValidationError(_("This space is closed."))
    title, purpose = title.strip(), purpose.strip()
    titles = {code: text for code, text in {**space.title, language: title}.items() if text}
    if language not in BY_CODE or not titles:
        raise ValidationError(_("Give the space a title."))
    space.title = titles
    space.purpose = {code: text for code, text in {**space.purpose, language: purpose}.items() if text}
    space.full_clean(exclude=["slug"])
    space.save(update_fields=["title", "purpose"])
    log.write("spaces.renamed", by=by, on=space, label=space.label, language=language)
    return space


@transaction.atomic
def tighten(*, space: Space, label: Label, rule: Attribution, by: Any) -> Space:
    """Make the label or the rule of attribution of a space stricter, and with it all that stands there, at once.

    One owner does this alone: it narrows who reads, and what is learnt of who spoke. It is never undone: names that
    the new rule keeps back are not kept at all. Raises PermissionDenied for anybody else, ValidationError for what is
    laxer than before, and for a label and a rule that do not go together.
    """
    space = _owned(space, by)
    before, told = Label(space.label), Attribution(space.attribution_rule)
    if label.is_laxer_than(before) or rule.is_laxer_than(told):
        raise ValidationError(_("The label and the rule of a space only become stricter."))
    if (label, rule) == (before, told):
        return space
    if label is Label.AMBER_STRICT and Fact.BODY not in rule.facts:
        raise ValidationError(
            _("TLP:AMBER+STRICT would tell of which body the speaker is. Choose another rule or label.")
        )
    space.label, space.attribution_rule = label.value, rule.value
    space.save(update_fields=["label", "attribution_rule"])
    log.write("spaces.tightened", by=by, on=space, label=label.value, rule=rule.value, former=before.value)
    signals.tightened.send(sender=Space, space=space, by=by)
    return space


def _owned(space: Space, by: Any) -> Space:
    if by is not None and not delegations_managed(viewer_for(by), space).exists():
        raise PermissionDenied
    return hold_space(space)
