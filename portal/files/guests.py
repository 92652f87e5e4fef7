"""Files that Wagtail keeps in models of its own: uploads that wait for a better title, pictures of its users."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db.models import FileField

from portal.files.kinds import ALL, PICTURES
from portal.files.pipeline.checking import check
from portal.files.pipeline.naming import stored_name


def clean_before_it_is_kept(sender: Any, instance: Any, **_kwargs: Any) -> None:
    """Let the clean file take the place of each one about to be stored; a refused or unscanned one is not stored.

    A signal of ``pre_save``. The forms before it have told whoever uploads of a refusal.
    """
    for field in sender._meta.concrete_fields:
        if not isinstance(field, FileField):
            continue
        file = getattr(instance, field.attname)
        if not file or getattr(file, "_committed", True):
            continue
        kinds = ALL if field.name == "file" else PICTURES
        try:
            findings = check(file.file, str(file.name), kinds)
        except ValidationError:
            setattr(instance, field.attname, None)
            continue
        # Nothing looks after these later: without the scanner they are not kept at all.
        setattr(
            instance,
            field.attname,
            File(findings.content, name=stored_name(findings.kept_as)) if findings.scanned else None,
        )
