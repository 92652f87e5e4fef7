"""A marking: the TLP label of a translation group, who said so, and a lowering that waits for a second person."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.marking import Label


class Marking(models.Model):
    """The label of one translation group. A group without a row is closed.

    Read by ``portal.access``, written only by ``portal.markings.actions``. Pages reach it by their translation key,
    so that no revision, copy, alias or translation can carry a label of its own.
    """

    group = models.UUIDField(_("translation group"), unique=True, editable=False)
    label = models.CharField(_("label"), max_length=12, choices=[(label.value, label.written) for label in Label])
    source = models.CharField(_("source"), max_length=200, blank=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("marking")
        verbose_name_plural = _("markings")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(label__in=[label.value for label in Label]), name="a_marking_has_a_tlp_label"
            )
        ]

    def __str__(self) -> str:
        return Label(self.label).written


class NamedReader(models.Model):
    """Whom a marking stricter than GREEN opens for: a grant, or two grants that have to be held at once.

    AMBER names ``space:…`` or ``body:…``; AMBER+STRICT a ``body:…`` within a ``space:…``; RED ``person:…``. A row of
    another kind opens nothing, and when the label changes the rows go: nobody stays named by accident.
    """

    marking = models.ForeignKey(Marking, verbose_name=_("marking"), on_delete=models.CASCADE, related_name="readers")
    principal = models.CharField(_("who"), max_length=120)
    within = models.CharField(_("only within"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("reader named by a marking")
        verbose_name_plural = _("readers named by markings")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["marking", "principal", "within"], name="a_reader_is_named_once"),
        ]

    def __str__(self) -> str:
        return f"{self.principal} within {self.within}" if self.within else self.principal


class Lowering(models.Model):
    """A wish to lower a label: it takes the consent of the source and a second person, and then it is done."""

    marking = models.ForeignKey(Marking, verbose_name=_("marking"), on_delete=models.CASCADE, related_name="lowerings")
    to_label = models.CharField(_("new label"), max_length=12, choices=Marking._meta.get_field("label").choices)
    consent = models.TextField(_("consent of the source"), help_text=_("Who of the source agreed, when, and how."))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("asked by"), on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("decided by"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True)
    granted = models.BooleanField(_("granted"), null=True)

    class Meta:
        verbose_name = _("request to lower a label")
        verbose_name_plural = _("requests to lower a label")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["marking"], condition=models.Q(granted__isnull=True), name="one_open_lowering_a_marking"
            )
        ]

    def __str__(self) -> str:
        return f"{self.marking} → {Label(self.to_label).written}"
