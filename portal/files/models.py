"""A document, an image and its renditions. None has a public media address: views ask the rule."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


def new_token() -> str:
    """A part of an address that says nothing of how many files there are."""
    return secrets.token_urlsafe(9)


class PortalDocument(AbstractDocument):
    """A file to download. Its address carries a random token, never a number shared with restricted files."""

    token = models.CharField(max_length=16, unique=True, default=new_token, editable=False)
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True, editable=False)

    admin_form_fields = Document.admin_form_fields
    search_auto_update = False  # staff search compares titles in the database

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions: ClassVar[list[tuple[str, str]]] = [("choose_portaldocument", "Can choose document")]

    @property
    def url(self) -> str:
        """Where the file is served, to whoever may fetch it."""
        return reverse("files:document", args=[self.token, self.filename])

    @property
    def extension(self) -> str:
        """The kind of file in capitals, for example ``PDF``."""
        return str(self.file_extension).upper()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store, with size and number of pages taken from the file itself."""
        from portal.files.measure import measure

        measure(self)
        super().save(*args, **kwargs)


class PortalImage(AbstractImage):
    """An image."""

    admin_form_fields = Image.admin_form_fields
    search_auto_update = False  # staff search compares titles in the database

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions: ClassVar[list[tuple[str, str]]] = [("choose_portalimage", "Can choose image")]


class PortalRendition(AbstractRendition):
    """An image in one size."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together: ClassVar[list[tuple[str, ...]]] = [("image", "filter_spec", "focal_point_key")]
