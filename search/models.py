"""The rows of the embedded index that are not full text: what filters, sorts and joins.

The full-text tables lie beside them, one a partition, with the same row numbers; see ``engines/embedded``. Nothing
outside that engine reads these models: they hold texts of every partition and know no viewer.
"""

from __future__ import annotations

from django.db import models


class IndexedText(models.Model):
    """One findable text in one language, as the index last saw it."""

    key = models.CharField(max_length=200, unique=True)
    family = models.CharField(max_length=200)
    partition = models.CharField(max_length=32)
    language = models.CharField(max_length=16)
    sort_title = models.CharField(max_length=200)
    issued = models.DateField(null=True)
    posted = models.DateField(null=True)
    updated = models.DateTimeField(null=True)
    expires = models.DateTimeField(null=True)
    fingerprint = models.CharField(max_length=64)
    codes = models.TextField(help_text="Every facet but the language as facet=code lines, for counting.")
    # Last of all: a database reads a row from its beginning, and counting must not wade through the texts.
    text = models.TextField()

    class Meta:
        indexes = [
            models.Index(fields=["family", "language"], name="search_text_family"),
            models.Index(fields=["partition", "issued"], name="search_text_partition"),
        ]

    def __str__(self) -> str:
        return self.key


class IndexedFacet(models.Model):
    """One code of one facet of an indexed text."""

    text = models.ForeignKey(IndexedText, on_delete=models.CASCADE, related_name="facets")
    facet = models.CharField(max_length=20)
    code = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["text", "facet", "code"], name="search_facet_once"),
        ]
        indexes = [models.Index(fields=["facet", "code", "text"], name="search_facet_code")]

    def __str__(self) -> str:
        return f"{self.facet}={self.code}"
