"""The files of posts, sent to whoever may read the post."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from dialogues.spaces.entering import entered
from dialogues.spaces.models import Space
from dialogues.threads.attaching.queries import files_of
from dialogues.threads.attaching.sending import send
from dialogues.threads.models import Post
from dialogues.threads.queries import thread_or_404
from portal import access


@entered
@require_safe
def attachment(
    request: HttpRequest, space: Space, token: UUID, post: UUID, file: UUID, filename: str
) -> HttpResponseBase:
    """A file of a post that this viewer may read, or a part of it, with the entry in the log that it was fetched."""
    viewer = request.viewer  # type: ignore[attr-defined]
    thread = thread_or_404(viewer, space, token)
    found: Post | None = access.opened(Post.objects.filter(thread=thread, token=post), viewer)
    files = files_of(thread, [found]).get(found.pk, []) if found is not None else []
    one = next((one for one in files if one.token == file and one.filename == filename), None)
    if one is None:
        raise Http404
    return send(request, one)
