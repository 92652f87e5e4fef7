"""What a reader found wrong on a page, and the mails that have yet to leave."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ProblemReport(models.Model):
    """A reader's report. It holds no address of the reader unless they gave one."""

    path = models.CharField(_("page"), max_length=500)
    language = models.CharField(_("language"), max_length=10)
    text = models.TextField(_("what is wrong"))
    contact = models.EmailField(_("answer to"), blank=True)
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)
    identifies_person = models.BooleanField(_("identifies a person"), default=False, db_default=False)
    """The page shows who somebody is: staff look at once, and hide it."""
    hidden = models.JSONField(default=list, editable=False)
    """What was taken from readers for it, as numbers: of each page, and of the version they had."""
    settled = models.BooleanField(_("settled"), default=False)

    class Meta:
        verbose_name = _("problem report")
        verbose_name_plural = _("problem reports")
        ordering: ClassVar[list[str]] = ["settled", "-identifies_person", "-sent_at"]

    def __str__(self) -> str:
        return f"{self.path}: {self.text[:60]}"


def new_mark() -> str:
    """What a mail is known by to the servers that pass it on."""
    return secrets.token_hex(16)


class Mail(models.Model):
    """One mail to one recipient that has yet to leave, written in the transaction of the act it tells of.

    It says what it is about in codes, and holds neither text nor secret: both are made when it is sent. A recipient is
    a person with an account, or an address and the language it is written to in. ``handed_over_at`` is set right
    before the mail server gets it; a row that stays so was left by a worker that died, and may have arrived.
    """

    kind = models.CharField(_("what"), max_length=40)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), null=True, on_delete=models.CASCADE, related_name="mails"
    )
    address = models.EmailField(_("address"), blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    about = models.JSONField(_("about"), default=dict)
    mark = models.CharField(max_length=32, default=new_mark, editable=False)
    created = models.DateTimeField(_("since"), auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_try = models.DateTimeField(help_text="Nobody takes it before.")
    held_by = models.CharField(max_length=32, blank=True)
    held_until = models.DateTimeField(null=True)
    handed_over_at = models.DateTimeField(null=True)
    reason = models.TextField(_("reason"), blank=True)
    given_up = models.DateTimeField(_("given up"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        # Nobody writes or changes one by hand; who may send again is said by the right over the system page.
        default_permissions = ()
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["next_try"], name="mails_next_try", condition=Q(given_up__isnull=True)),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, address="") | (Q(user__isnull=True) & ~Q(address="")),
                name="a_mail_goes_to_a_person_or_an_address",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.recipient}"

    @property
    def recipient(self) -> str:
        """The address it goes to, as things stand."""
        return self.user.email if self.user else self.address
