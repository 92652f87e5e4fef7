"""The rows of an index in the database that are not full text: what filters, sorts and joins.

In SQLite the full-text tables lie beside them, one a partition, with the same row numbers; see ``engines/embedded``. In
PostgreSQL the brief text does, see ``engines/brief``. Nothing outside those engines reads these models, but to know
which partition a text was in: they hold texts of every partition and know no viewer.
"""

from __future__ import annotations

from django.db import models


class IndexedText(models.Model):
    """One findable text in one language, as the index last saw it. Short, because a search reads very many of them."""

    key = models.CharField(max_length=200, unique=True)
    family = models.CharField(max_length=200)
    partition = models.CharField(max_length=32)
    language = models.CharField(max_length=16)
    sort_title = models.CharField(max_length=200)
    issued = models.DateField(null=True)
    posted = models.DateField(null=True)
    day = models.DateField(null=True, help_text="When it was issued, or else posted: what it is sorted by.")
    updated = models.DateTimeField(null=True)
    expires = models.DateTimeField(null=True)
    fingerprint = models.CharField(max_length=64)
    codes = models.TextField(help_text="Every facet but the language as facet=code lines, for filters and counting.")

    class Meta:
        indexes = [
            models.Index(fields=["family", "language"], name="search_text_family"),
            models.Index(fields=["partition", "day"], name="search_text_day"),
            models.Index(fields=["partition", "updated"], name="search_text_updated"),
            models.Index(fields=["partition", "sort_title"], name="search_text_title"),
        ]

    def __str__(self) -> str:
        return self.key


class ShownText(models.Model):
    """The text that passages are taken from. By itself: one is as long as many rows, and a page needs twenty."""

    row = models.OneToOneField(IndexedText, on_delete=models.CASCADE, primary_key=True, related_name="shown")
    text = models.TextField()

    def __str__(self) -> str:
        return self.text[:60]


class BriefText(models.Model):
    """The words of a title, its reference number and its summary: what can be searched while an engine is away."""

    row = models.OneToOneField(IndexedText, on_delete=models.CASCADE, primary_key=True, related_name="brief")
    words = models.TextField(help_text="See search.engines.brief.words.")

    def __str__(self) -> str:
        return self.words[:60]
