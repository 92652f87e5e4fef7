"""The table in which Django's database cache keeps what it is given; a migration makes it, on every database."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One thing remembered. The columns are those that ``django.core.cache.backends.db`` reads and writes.

    Nothing else uses this model. What lies here may be thrown away at any time.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.cache_key
