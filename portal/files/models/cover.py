"""What is seen of a file before its text is read: its first page as a small picture, and its own list of contents."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from portal.files.models.document import PortalDocument


class FileCover(models.Model):
    """Made once of each PDF, by the worker, and kept in the database, where no address leads to it past the rule.

    ``sha256`` says of which content it was made: that of a file which has been replaced counts no more. ``picture``
    is WebP, empty where the page could not be drawn. ``outline`` holds the bookmarks of the file as pairs of a page,
    counted from one, and a title, in their order.
    """

    document = models.OneToOneField(PortalDocument, on_delete=models.CASCADE, related_name="cover")
    sha256 = models.CharField(max_length=64)
    width = models.PositiveSmallIntegerField(default=0)
    height = models.PositiveSmallIntegerField(default=0)
    outline = models.JSONField(default=list)
    picture = models.BinaryField(default=bytes)

    # It refers to nothing of ours; otherwise each row would queue a task that looks for references.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering: ClassVar[list[str]] = ["document_id"]

    def __str__(self) -> str:
        return f"cover of {self.document_id}"

    @classmethod
    def of(cls, document: PortalDocument) -> FileCover | None:
        """What was made of the content that a document holds now, or None."""
        return cls.objects.filter(document=document, sha256=document.sha256).first()

    @property
    def has_picture(self) -> bool:
        """Whether the first page could be drawn."""
        return self.width > 0
