"""A database into which a restore has not come to its end serves nobody."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register

from portal.backups.databases.sqlite import told_by_mark


@register(Tags.database)
def no_restore_is_unfinished(databases: Any = None, **_kwargs: Any) -> list[CheckMessage]:
    """Look for the mark that ``restore`` leaves until everything is compared."""
    if "default" not in (databases or ()) or not told_by_mark():
        return []
    hint = "Start manage.py restore again, with the same backup: it begins anew."
    return [Error("A restore into this database has not come to its end.", hint=hint, id="backups.E001")]
