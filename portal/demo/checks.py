"""Refuses to run a portal on demo content anywhere but on one's own machine."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import checks
from django.db import DatabaseError

from portal.demo.models import DemoObject


@checks.register(checks.Tags.database)
def demo_stays_at_home(app_configs: Any, databases: Any = None, **_kwargs: Any) -> list[checks.CheckMessage]:
    """An error where the settings do not allow demo content and the database carries its mark."""
    if settings.DEMO_ALLOWED or not databases:
        return []
    try:
        marked = DemoObject.objects.exists()
    except DatabaseError:
        return []
    if not marked:
        return []
    return [
        checks.Error(
            "This database holds demo content.",
            hint="Run manage.py remove_demo with local settings, or start with an empty database.",
            id="demo.E001",
        )
    ]
