"""Taking a case, so that two moderators do not work on one, and laying it down again."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from dialogues.moderation.actions.deciding import decided_before
from dialogues.moderation.actions.standing import held_post
from dialogues.moderation.models import Case
from dialogues.moderation.permissions import may_decide
from portal.audit import log
from portal.viewer import viewer_for


@transaction.atomic
def claim(*, case: Case, by: Any) -> Case:
    """Take a case, also from somebody else; raises PermissionDenied for who may not decide it."""
    return _claimed(case, by, by)


@transaction.atomic
def lay_down(*, case: Case, by: Any) -> Case:
    """Leave a case to whoever takes it next; raises PermissionDenied for who may not decide it."""
    return _claimed(case, None, by)


def _claimed(case: Case, whose: Any, by: Any) -> Case:
    post = held_post(case.post)
    case = Case.objects.select_related("appealed").get(pk=case.pk)
    case.post = post
    if not may_decide(viewer_for(by), post) or decided_before(case, by):
        raise PermissionDenied
    if case.is_open and case.claimed_by != whose:
        case.claimed_by = whose
        case.save(update_fields=["claimed_by"])
        act = "claimed" if whose else "laid_down"
        log.write(f"moderation.{act}", by=by, on=post, label=post.label, attribution=post.rule)
    return case
