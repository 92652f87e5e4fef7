"""Looking at what is masked, with a motive and an entry in the log."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dialogues.moderation.models import Sealed, Unsealing
from dialogues.moderation.permissions import may_decide
from portal.audit import log
from portal.viewer import viewer_for


@transaction.atomic
def unseal(*, sealed: Sealed, motive: str, by: Any) -> Unsealing:
    """Let a moderator see what stood where a post is masked.

    Raises PermissionDenied for who may not decide on the post, ValidationError without a motive.
    """
    post = sealed.case.post
    if not may_decide(viewer_for(by), post):
        raise PermissionDenied
    if not motive.strip():
        raise ValidationError(_("Say why you have to see it."))
    made = Unsealing.objects.create(sealed=sealed, by=by, motive=motive.strip())
    log.write("moderation.unsealed", by=by, on=post, label=post.label)
    return made
