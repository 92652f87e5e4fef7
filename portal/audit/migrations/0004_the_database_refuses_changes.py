"""Triggers refuse every change of what the log says."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from portal.audit import permanence


def refuse(_apps: Any, editor: Any) -> None:
    """Make the triggers of this database."""
    permanence.refuse_changes(editor.connection)


def allow(_apps: Any, editor: Any) -> None:
    """Take them away."""
    permanence.allow_changes(editor.connection)


class Migration(migrations.Migration):
    """Makes the log permanent."""

    dependencies = [("audit", "0003_the_entries_there_are_are_chained")]

    operations = [migrations.RunPython(refuse, allow)]
