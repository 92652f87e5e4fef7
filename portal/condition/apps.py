"""The app of the system page, and the parts that every portal has."""

from __future__ import annotations

from django.apps import AppConfig


class ConditionConfig(AppConfig):
    """How the portal stands."""

    name = "portal.condition"
    label = "condition"

    def ready(self) -> None:
        """Register the parts and the step that gives administrators their right; models are loaded only now."""
        from portal.condition import facts, rights, trying_mail
        from portal.condition.parts import register
        from portal.pages.setting_up import steps

        trying_mail.connect()
        register("Background work", 20, facts.work)
        register("Database", 30, facts.database)
        register("Mail", 40, facts.mail)
        register("Disk", 50, facts.disk)
        register("Backup", 60, facts.backup)
        register("Versions", 70, facts.versions)
        steps.register("rights over the system page", 86, rights.rights)
