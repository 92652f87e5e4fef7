"""The mark demo content leaves: what it made, so that exactly that can be taken out again."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class DemoObject(models.Model):
    """One thing the demo made."""

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "demo object"
        verbose_name_plural = "demo objects"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "key"], name="a_demo_object_is_marked_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
