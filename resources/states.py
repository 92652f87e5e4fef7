"""The states readers see on publications, as words: they are translated with the public pages."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class TextStatus(models.TextChoices):
    """Where a text stands."""

    IN_FORCE = "in-force", _("In force")
    SUPERSEDED = "superseded", _("Superseded")


class ImplementationStatus(models.TextChoices):
    """How far a Member State is with a guideline."""

    IN_USE = "in-use", _("In use")
    IN_PREPARATION = "in-preparation", _("In preparation")
    NOT_REPORTED = "not-reported", _("Not yet reported")


class ImplementationSource(models.TextChoices):
    """Where that is known from."""

    FOCAL_POINT = "focal-point", _("Focal point")
    PUBLIC_DOCUMENT = "public-document", _("Public document")
