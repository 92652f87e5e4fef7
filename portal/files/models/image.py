"""An image and its renditions. None has a public media address: views ask the rule."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image, SourceImageIOError, get_upload_to

from portal.files.fields import CheckedImageField
from portal.files.pipeline.checking import Findings
from portal.files.pipeline.states import CLEAN, State

#: What a new picture brings with it.
_OF_THE_FILE = ("file", "width", "height", "file_size", "file_hash", "state")


class PortalImage(AbstractImage):
    """An image."""

    file = CheckedImageField(
        verbose_name=_("file"), upload_to=get_upload_to, width_field="width", height_field="height"
    )

    state = models.CharField(
        max_length=12, choices=State.choices, default=State.RECEIVED, editable=False, db_index=True
    )
    """Whether it is known to be clean; nobody is served one that is not, nor a rendition of it."""

    admin_form_fields = Image.admin_form_fields
    search_auto_update = False  # staff search compares titles in the database

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions: ClassVar[list[tuple[str, str]]] = [("choose_portalimage", "Can choose image")]

    @property
    def is_clean(self) -> bool:
        """Whether every check has passed."""
        return self.state in CLEAN

    @property
    def closed_sentence(self) -> str:
        """Why nobody sees it; empty once it is clean."""
        if self.is_clean:
            return ""
        if self.state == State.RECEIVED:
            return gettext("In quarantine: it is checked and cleaned in the background; nobody sees it until then.")
        return gettext("Refused: nobody sees it. The report of refused files says why; choose another file for it.")

    def accept(self, findings: Findings) -> None:
        """Take over what was found of the picture that has just been stored."""
        self.state = State.READY if findings.scanned else State.RECEIVED
        self.file_size, self.file_hash = findings.size, ""

    @contextmanager
    def get_willow_image(self) -> Iterator[Any]:
        """The picture opened; Wagtail's previews are drawn from it. Raises SourceImageIOError for one not clean."""
        self._stay_closed()
        with super().get_willow_image() as opened:
            yield opened

    def generate_rendition_file(self, *args: Any, **kwargs: Any) -> Any:
        """Draw it in another size. Raises SourceImageIOError for one not clean, which Wagtail shows as missing."""
        self._stay_closed()
        return super().generate_rendition_file(*args, **kwargs)

    def _stay_closed(self) -> None:
        if not self.is_clean:
            raise SourceImageIOError("The picture is in quarantine, or was refused.")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store; a new picture is checked and cleaned before. Raises refusals."""
        if self.file and not getattr(self.file, "_committed", True):
            # Now and not among the other fields: width and height are those of the clean picture.
            self.file.save(str(self.file.name), self.file.file, save=False)
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], *_OF_THE_FILE}
        super().save(*args, **kwargs)


class PortalRendition(AbstractRendition):
    """An image in one size."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together: ClassVar[list[tuple[str, ...]]] = [("image", "filter_spec", "focal_point_key")]
