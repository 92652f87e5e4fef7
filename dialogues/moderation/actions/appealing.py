"""An author asks that somebody else looks at what a moderator decided."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dialogues.moderation import telling
from dialogues.moderation.actions.standing import held_post
from dialogues.moderation.models import Case, Decision
from dialogues.moderation.permissions import would_read
from dialogues.moderation.queries import latest
from dialogues.threads import authors
from dialogues.threads.models import Post
from portal.audit import log
from portal.viewer import Viewer, viewer_for

#: What an author may appeal against.
AGAINST = (Decision.Act.HIDE, Decision.Act.MASK)


def may_appeal(viewer: Viewer, post: Post, decision: Decision) -> bool:
    """Whether this viewer may appeal against a decision: the author, once, against what was decided last."""
    if decision.act not in AGAINST or not authors.is_mine(viewer.user_id, post) or not would_read(viewer, post):
        return False
    return latest(post) == decision and not Case.objects.filter(appealed=decision).exists()


@transaction.atomic
def appeal(*, decision: Decision, text: str, language: str, by: Any) -> Case:
    """Have somebody else look at a decision. Raises PermissionDenied for who may not, ValidationError without a text.

    The entry in the log is under the rule of the post, and the case names nobody.
    """
    post = held_post(decision.case.post)
    if not may_appeal(viewer_for(by), post, decision):
        raise PermissionDenied
    if not text.strip():
        raise ValidationError(_("Write something first."))
    made = Case.objects.create(
        post=post, kind=Case.Kind.APPEAL, appealed=decision, text=text.strip(), language=language
    )
    log.write("moderation.appealed", by=by, on=post, label=post.label, attribution=post.rule)
    telling.of_case(made)
    return made
