"""A request to be let in, which a focal point or staff decides."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from portal.countries.models import Country
from portal.members.models.body import Body
from portal.members.models.invitation import Invitation
from portal.members.models.tokens import new_token


class AccessRequest(models.Model):
    """Somebody asks for a seat. Whoever decides sees the domain of the address beside the body that was named."""

    token = models.CharField(_("public id"), max_length=12, unique=True, default=new_token, editable=False)
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language"), max_length=10, default="en")
    country = models.ForeignKey(
        Country, verbose_name=_("country"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    body = models.ForeignKey(
        Body, verbose_name=_("body"), null=True, blank=True, on_delete=models.PROTECT, related_name="requests"
    )
    organisation = models.CharField(_("organisation, if it is not in the list"), max_length=200, blank=True)
    function = models.CharField(_("function"), max_length=200)
    motive = models.TextField(_("what you need access for"), max_length=2000)
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("decided by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    granted = models.BooleanField(_("granted"), null=True, editable=False)
    invitation = models.OneToOneField(
        Invitation, verbose_name=_("invitation"), null=True, on_delete=models.SET_NULL, related_name="request"
    )

    class Meta:
        verbose_name = _("request for access")
        verbose_name_plural = _("requests for access")
        # Said in so many words, because the databases differ in where they put what is empty.
        ordering: ClassVar[list[Any]] = [F("decided_at").asc(nulls_first=True), "asked_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                Lower("email"), condition=Q(granted__isnull=True), name="one_open_request_an_address"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation or self.body or ''}"

    @property
    def domain(self) -> str:
        """The domain of the address: what an organisation's own people have and others have not."""
        return self.email.rpartition("@")[2].lower()
