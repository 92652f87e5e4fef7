"""The fields of files: nothing is stored through them that the check has not found good."""

from __future__ import annotations

from typing import Any

from django.core.files.base import File
from django.db import models
from django.db.models.fields.files import FieldFile, ImageFieldFile
from wagtail.images.models import WagtailImageField

from portal.files.kinds import PICTURES
from portal.files.pipeline.checking import Findings, check
from portal.files.pipeline.naming import stored_name


class CheckedFieldFile(FieldFile):
    """A file that asks the check before it is stored, by whatever way it comes. Raises refusals (ValidationError)."""

    def save(self, name: str, content: Any, save: bool = True) -> None:
        """Check, store the clean file under a plain name, and tell the instance what was found."""
        owner: Any = self.instance
        findings: Findings = owner.findings_of(content, name)
        super().save(stored_name(findings.kept_as), File(findings.content), save=False)
        owner.accept(findings)
        if save:
            owner.save()


class CheckedFileField(models.FileField):
    """A field of files of any kind the portal takes in. Its model has ``findings_of`` and ``accept``."""

    attr_class = CheckedFieldFile


class CheckedImageFieldFile(ImageFieldFile):
    """The same for a picture."""

    def save(self, name: str, content: Any, save: bool = True) -> None:
        """Check, store the clean picture under a plain name, and tell the instance what was found."""
        owner: Any = self.instance
        findings = check(content, name, PICTURES)
        super().save(stored_name(findings.kept_as), File(findings.content), save=False)
        owner.accept(findings)
        if save:
            owner.save()


class CheckedImageField(WagtailImageField):
    """A field of pictures. Its model has ``accept``."""

    attr_class = CheckedImageFieldFile
