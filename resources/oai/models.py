"""The ledger of the harvesting interface: what was public once, when that last changed, and whether it still is."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class HarvestRecord(models.Model):
    """One publication in one language that anybody may read, or might once.

    Rows are never deleted: whoever harvested a record is told that it has ended, however late they ask. The number of
    the page is kept to find it again and is shown to nobody. ``told`` is the hash of what was last told of it.
    """

    local = models.CharField(max_length=140, unique=True)
    """The end of the identifier: address and language, as in ``g-2026-014/th``."""
    page_id = models.BigIntegerField(db_index=True)
    group = models.UUIDField(db_index=True)
    datestamp = models.DateTimeField()
    """In whole seconds, as harvesters are told it."""
    ended = models.BooleanField(default=False)
    told = models.CharField(max_length=64)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering: ClassVar[list[str]] = ["datestamp", "local"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["datestamp", "local"], name="oai_in_order")]

    def __str__(self) -> str:
        return self.local


class HarvestedSet(models.Model):
    """A set that a record is in, or was in while it was public: ``type:guideline``, ``country:TH``."""

    record = models.ForeignKey(HarvestRecord, on_delete=models.CASCADE, related_name="sets")
    spec = models.CharField(max_length=120, db_index=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering: ClassVar[list[str]] = ["spec"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["record", "spec"], name="in_a_set_once")
        ]

    def __str__(self) -> str:
        return self.spec
