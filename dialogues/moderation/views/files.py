"""The files of a post that waits or is hidden, for a moderator who has to see what the decision is about."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from dialogues.moderation.queries import case_or_404
from dialogues.spaces.entering import entered
from dialogues.spaces.models import Space
from dialogues.threads.attaching.queries import files_of
from dialogues.threads.attaching.sending import send
from portal.access import marking_of
from portal.audit import reading
from portal.marking import in_force


@entered
@require_safe
def attachment(request: HttpRequest, space: Space, token: UUID, file: UUID, filename: str) -> HttpResponseBase:
    """A file of the post of a case, with the entry in the log that it was fetched."""
    viewer = request.viewer  # type: ignore[attr-defined]
    post = case_or_404(viewer, space, token).post
    files = files_of(post.thread, [post]).get(post.pk, [])
    one = next((one for one in files if one.token == file and one.filename == filename), None)
    if one is None:
        raise Http404
    reading.note(viewer, post, label=in_force(marking_of(post)))
    return send(request, one)
