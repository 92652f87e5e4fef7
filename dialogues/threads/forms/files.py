"""The field in which somebody chooses files, several at once."""

from __future__ import annotations

from typing import Any

from django import forms


class FilesInput(forms.FileInput):
    """A button to choose several files."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """All files of that name; a form that was kept over a sign-in has none."""
        return files.getlist(name) if hasattr(files, "getlist") else []


class FilesField(forms.FileField):
    """Files as they came; whether they are taken in is asked of ``attaching.taking``."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files that were chosen."""
        return [one for one in data or [] if one]
