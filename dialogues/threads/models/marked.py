"""What threads and posts have in common: a label of their group, and a rule of attribution."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from dialogues.spaces.models.space import LABELS
from portal import access
from portal.attribution import Attribution, Fact
from portal.languages import LANGUAGES
from portal.marking import Label
from portal.viewer import Viewer

LANGUAGE_CHOICES = [(language.code, language.own_name) for language in LANGUAGES]


class Words(models.QuerySet[Any]):
    """Threads or posts, asked with the one rule."""

    def visible_to(self, viewer: Viewer) -> Self:
        """What this viewer may read now."""
        return access.visible_to(self, viewer)


class Said(models.Model):
    """Something written in a space.

    Who reads it is asked of the marking of ``translation_key``; ``label`` says the same in words, for whoever may read.
    ``live`` is whether it has been sent and stands.
    """

    holds_restricted: ClassVar[bool] = True

    token = models.UUIDField(_("public id"), unique=True, default=uuid.uuid4, editable=False)
    translation_key = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    live = models.BooleanField(default=True, editable=False)
    expire_at = models.DateTimeField(null=True, editable=False)
    label = models.CharField(_("label"), max_length=12, choices=[(label.value, label.written) for label in LABELS])
    attribution_rule = models.CharField(
        _("attribution rule"), max_length=16, choices=[(rule.value, rule.value) for rule in Attribution]
    )
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGE_CHOICES)

    objects: ClassVar[Any] = Words.as_manager()

    class Meta:
        abstract = True

    @property
    def css(self) -> str:
        """The class that colours its label."""
        return Label(self.label).css

    @property
    def rule(self) -> Attribution:
        """What a reader may learn of who wrote it."""
        return Attribution(self.attribution_rule)

    @property
    def tells_name(self) -> bool:
        """Whether a reader learns the name; where not, no time stands beside a voice either."""
        return Fact.NAME in self.rule.facts
