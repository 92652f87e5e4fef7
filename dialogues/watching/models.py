"""What somebody wishes to be told of, in a space or in a thread."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dialogues.spaces.models import Space
from dialogues.threads.models import Thread
from dialogues.watching import words
from portal.members.models import Seat


class Level(models.TextChoices):
    """How much somebody is told. That of a thread goes before that of its space."""

    WATCHING = "watching", words.WATCHING
    TRACKING = "tracking", words.TRACKING
    NORMAL = "normal", words.NORMAL
    MUTED = "muted", words.MUTED


class Watch(models.Model):
    """The level of one person in a space or in a thread.

    ``chosen`` is whether they said so themselves; else it came with something they wrote there. ``seat`` is set, in the
    place of the person, while what was chosen in a seat waits for whoever takes that seat next.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), null=True, on_delete=models.CASCADE, related_name="+"
    )
    seat = models.ForeignKey(Seat, verbose_name=_("seat"), null=True, on_delete=models.CASCADE, related_name="+")
    space = models.ForeignKey(Space, verbose_name=_("space"), null=True, on_delete=models.CASCADE, related_name="+")
    thread = models.ForeignKey(Thread, verbose_name=_("thread"), null=True, on_delete=models.CASCADE, related_name="+")
    level = models.CharField(_("level"), max_length=10, choices=Level)
    chosen = models.BooleanField(default=True, editable=False)

    class Meta:
        verbose_name = _("watch")
        verbose_name_plural = _("watches")
        default_permissions = ()
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "space"], name="one_level_a_space"),
            models.UniqueConstraint(fields=["user", "thread"], name="one_level_a_thread"),
            models.CheckConstraint(
                condition=Q(space__isnull=True, thread__isnull=False) | Q(space__isnull=False, thread__isnull=True),
                name="a_watch_is_of_a_space_or_a_thread",
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=True, seat__isnull=False) | Q(user__isnull=False, seat__isnull=True),
                name="a_watch_is_a_persons_or_waits_in_a_seat",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
