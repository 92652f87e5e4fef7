"""What a document held before its file was replaced; for staff alone, to look at and to bring back."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from portal.files.models.document import PortalDocument
from portal.files.pipeline.states import CHECKED, CLEAN, State


class FormerVersion(models.Model):
    """A stored file that is no longer the document's own. No public address leads to it."""

    document = models.ForeignKey(PortalDocument, on_delete=models.CASCADE, related_name="former_versions")
    file = models.FileField(upload_to="documents")
    filename = models.CharField(max_length=255)
    """The name under which readers fetched it."""
    given_name = models.CharField(max_length=255, blank=True, default="", db_default="")
    """The name it came with, where that is known."""
    sha256 = models.CharField(max_length=64, blank=True)
    file_size = models.PositiveBigIntegerField(null=True)
    pages = models.PositiveIntegerField(null=True)
    state = models.CharField(
        max_length=12, choices=State.choices, default=State.RECEIVED, editable=False, db_index=True
    )
    """Whether it is known to be clean; nobody is served one that is not."""
    replaced_at = models.DateTimeField(default=timezone.now)
    replaced_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        ordering: ClassVar[list[str]] = ["-replaced_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.shown_name}, until {self.replaced_at:%Y-%m-%d}"

    @property
    def is_clean(self) -> bool:
        """Whether every check has passed."""
        return self.state in CLEAN

    @property
    def shown_name(self) -> str:
        """The name that staff see, and under which they save it."""
        return self.given_name or self.filename

    @classmethod
    def keep(cls, before: PortalDocument, by_id: int | None) -> None:
        """Take over the stored file of a document that has just been given another one; in its transaction."""
        kept = {name: getattr(before, name) for name in ("filename", "given_name", "sha256", "file_size", "pages")}
        kept["state"] = State.READY if before.state in CHECKED else before.state
        cls.objects.create(document_id=before.pk, file=before.file.name, replaced_by_id=by_id, **kept)

    @staticmethod
    def name_kept(before: PortalDocument, stored: str) -> str:
        """The name for the address of a new file: one that readers know of a file of its kind, else none."""
        known = [before.filename, *before.former_versions.values_list("filename", flat=True)]
        end = stored.rpartition(".")[2]
        return next((name for name in known if name.rpartition(".")[2] == end), "")
