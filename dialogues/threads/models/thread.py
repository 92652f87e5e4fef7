"""A thread: a title, posts in their order, and how it ended."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogues.spaces.models import Space
from dialogues.threads import words
from dialogues.threads.models.marked import LANGUAGE_CHOICES, Said


def today() -> object:
    """The day on which something is begun, in UTC."""
    return timezone.now().date()


class Thread(Said):
    """A thread of a space, never laxer than it. ``moved_at`` orders threads and is shown to nobody."""

    class State(models.TextChoices):
        """What may still be written."""

        OPEN = "open", words.OPEN
        LOCKED = "locked", words.LOCKED
        CONCLUDED = "concluded", words.CONCLUDED

    space = models.ForeignKey(Space, verbose_name=_("space"), on_delete=models.CASCADE, related_name="threads")
    title = models.CharField(_("title"), max_length=200)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    premoderated = models.BooleanField(_("read by a moderator before others do"), default=False)
    closing = models.TextField(_("reason or conclusion"), blank=True)
    closing_language = models.CharField(_("language"), max_length=10, choices=LANGUAGE_CHOICES, blank=True)
    started_on = models.DateField(_("started"), default=today, editable=False)
    split_from = models.ForeignKey(
        "self", verbose_name=_("begun from"), null=True, on_delete=models.SET_NULL, related_name="begun"
    )
    #: So many voices have spoken in it, or in the threads it was put together from: no number is given twice.
    voices = models.PositiveIntegerField(default=0, editable=False)
    moved_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("thread")
        verbose_name_plural = _("threads")
        ordering: ClassVar[list[str]] = ["-moved_at", "-pk"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["space", "-moved_at"], name="threads_of_a_space")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether it takes replies."""
        return self.state == self.State.OPEN

    def get_absolute_url(self) -> str:
        """Its address in the active language."""
        return reverse("threads:thread", args=[self.space.slug, self.token])
