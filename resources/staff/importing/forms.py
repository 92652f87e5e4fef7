"""What is uploaded to be imported."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.files.confined.running import on_disk
from portal.files.pipeline import archives
from portal.files.pipeline.archives import MOST_UNPACKED
from portal.files.pipeline.weight import check_room
from resources.columns.refusals import TableRefusedError
from resources.importing.tables import open_table

#: A table of some ten thousand rows with their texts.
MOST_OF_A_TABLE = 30 * 1024 * 1024


class ImportForm(forms.Form):
    """The table, the archive of files, and whether what is imported stays unpublished."""

    table = forms.FileField(
        label=_("Table"),
        help_text=_("CSV in UTF-8, or XLSX. Its first row names the columns."),
        error_messages={"required": _("Choose the table to import.")},
    )
    archive = forms.FileField(
        label=_("Files"),
        required=False,
        help_text=_("A ZIP archive of the files that the column “file” names. Leave it out when it names none."),
    )
    draft = forms.BooleanField(
        label=_("Leave everything unpublished"), required=False, help_text=_("New and changed texts stay drafts.")
    )

    def clean_table(self) -> Any:
        """Refuse at once what is no table of publications."""
        table = self.cleaned_data["table"]
        if table.size > MOST_OF_A_TABLE:
            raise ValidationError(_("The table is too large: divide it into several."))
        check_room(table.name, table.size)
        with on_disk(table) as path:
            try:
                open_table(path, table.name)
            except TableRefusedError as refused:
                raise ValidationError(str(refused)) from refused
        return table

    def clean_archive(self) -> Any:
        """Refuse at once what is no archive, or one that would fill the disk."""
        archive = self.cleaned_data.get("archive")
        if archive is None:
            return None
        if archive.size > MOST_UNPACKED:
            raise ValidationError(_("The archive is too large: import the table in several parts."))
        check_room(archive.name, archive.size)
        with on_disk(archive) as path, archives.opened(path, archive.name):
            return archive
