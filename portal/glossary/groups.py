"""The groups of concepts, as readers see them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ConceptGroup(models.TextChoices):
    """What part of the field a concept belongs to, in the order to show."""

    ACTS = "acts", _("Acts")
    MEANS = "means", _("Means")
    PURPOSES = "purposes", _("Purposes")
    SECTORS = "sectors", _("Sectors")
    ONLINE_SCAMS = "online-scams", _("Online scams")
    RECRUITMENT = "recruitment", _("Recruitment and work")
    PERSONS = "persons", _("Persons")
    VICTIM_SUPPORT = "victim-support", _("Protection and support")
    PROCEDURE = "procedure", _("Procedure")
    COOPERATION = "cooperation", _("Cooperation between States")
    LAW = "law", _("Law")
    MONEY = "money", _("Money")
