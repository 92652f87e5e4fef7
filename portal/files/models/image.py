"""An image and its renditions. None has a public media address: views ask the rule."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image, get_upload_to

from portal.files.fields import CheckedImageField


class PortalImage(AbstractImage):
    """An image."""

    file = CheckedImageField(
        verbose_name=_("file"), upload_to=get_upload_to, width_field="width", height_field="height"
    )

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
