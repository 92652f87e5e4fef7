"""The text of a file, a page or a section a row."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from portal.files.models.document import PortalDocument


class FilePage(models.Model):
    """One page, slide, part of a sheet or section, as it was extracted: nothing is mended in it.

    ``number`` counts from one; for a PDF and a PPTX it is the number of the page or slide. ``recognised`` says that
    the text was read from a picture (OCR).
    """

    document = models.ForeignKey(PortalDocument, on_delete=models.CASCADE, related_name="text_pages")
    number = models.PositiveIntegerField()
    heading = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    recognised = models.BooleanField(default=False)

    # Text of files refers to nothing of ours; otherwise each row would queue a task that looks for references.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering: ClassVar[list[str]] = ["document_id", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["document", "number"], name="one_text_a_page")
        ]

    def __str__(self) -> str:
        return f"{self.document_id}, page {self.number}"
