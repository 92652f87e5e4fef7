"""A file that goes with a post, and one that waits for its post to be sent."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogues.spaces.models import Space
from dialogues.threads.models.post import Post
from dialogues.threads.models.thread import Thread
from portal.files.pipeline.naming import stored_name


class Attachment(models.Model):
    """A file that was checked, cleaned and looked at by the guard. It is read by whoever reads its post.

    It is none of the documents of the administration, so that no list of files tells of it, and says nothing of who
    sent it. Without a post it waits for one: see :class:`Upload`.
    """

    token = models.UUIDField(_("public id"), unique=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey(
        Post, verbose_name=_("post"), null=True, on_delete=models.CASCADE, related_name="attachments"
    )
    # Under a name that says nothing; ``name`` is what readers see.
    file = models.FileField(_("file"), upload_to="attachments")
    name = models.CharField(_("name"), max_length=255)
    file_size = models.PositiveBigIntegerField(default=0, editable=False)
    sha256 = models.CharField(max_length=64, editable=False)

    class Meta:
        verbose_name = _("file of a post")
        verbose_name_plural = _("files of posts")
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return str(self.token)

    @property
    def filename(self) -> str:
        """Its name in an address."""
        return stored_name(self.name)

    @property
    def kind(self) -> str:
        """The kind of file in capitals."""
        return self.name.rpartition(".")[2].upper()


class Upload(models.Model):
    """Whose form a file waits in. The row goes when the post is sent, and with it all that tells whose file it was."""

    attachment = models.OneToOneField(
        Attachment, verbose_name=_("file"), on_delete=models.CASCADE, related_name="upload"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="+"
    )
    space = models.ForeignKey(Space, verbose_name=_("space"), on_delete=models.CASCADE, related_name="+")
    thread = models.ForeignKey(Thread, verbose_name=_("thread"), null=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("file that waits for its post")
        verbose_name_plural = _("files that wait for their posts")
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return str(self.pk)
