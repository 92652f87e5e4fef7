"""An import that was started on the screen for staff: what was uploaded, how far it is, what became of each row."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


def new_token() -> str:
    """A part of an address that says nothing of how many imports there are."""
    return secrets.token_urlsafe(9)


class ImportState(models.TextChoices):
    """How far an import is."""

    LOOKING = "looking", "is being looked through"
    WAITING = "waiting", "waits for your decision"
    RUNNING = "running", "is being imported"
    DONE = "done", "has been imported"
    REFUSED = "refused", "was refused"


#: The states in which the worker has something to do.
AT_WORK = (ImportState.LOOKING, ImportState.RUNNING)


class TableImport(models.Model):
    """A table and perhaps an archive of files. What was uploaded is deleted once it has been imported."""

    token = models.CharField(max_length=16, unique=True, default=new_token, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=200)
    table = models.FileField(upload_to="imports", blank=True)
    archive_name = models.CharField(max_length=200, blank=True)
    archive = models.FileField(upload_to="imports", blank=True)
    draft = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.LOOKING, db_index=True)
    #: Why the table as a whole was refused, and how it was read.
    sentence = models.TextField(blank=True)
    notes = models.JSONField(default=list)
    rows = models.PositiveIntegerField(default=0)
    #: The last line that was settled, so that a broken-off import goes on behind it.
    line = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering: ClassVar[list[str]] = ["-begun_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_rehearsed(self) -> bool:
        """Whether what is known of its rows is only what would happen."""
        return self.state in (ImportState.LOOKING, ImportState.WAITING)

    @property
    def is_at_work(self) -> bool:
        """Whether the worker has something to do."""
        return self.state in AT_WORK


class ImportedRow(models.Model):
    """What became of a row, or would (``rehearsed``); ``told`` is the sentence that staff read.

    ``line`` is where it begins in the file; ``row`` is its number in a spreadsheet, nought where nobody noted it.
    """

    of = models.ForeignKey(TableImport, on_delete=models.CASCADE, related_name="outcomes")
    rehearsed = models.BooleanField()
    line = models.PositiveIntegerField()
    row = models.PositiveIntegerField(default=0, db_default=0)
    kind = models.CharField(max_length=10)
    reference = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=40, blank=True)
    column = models.CharField(max_length=40, blank=True)
    sentence = models.TextField(blank=True)
    told = models.TextField()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering: ClassVar[list[str]] = ["line"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["of", "rehearsed", "line"], name="a_row_is_settled_once")
        ]

    def __str__(self) -> str:
        return self.told
