"""The app of the system page, and the parts that every portal has."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig

from portal.work.duties import register_duty


class ConditionConfig(AppConfig):
    """How the portal stands."""

    name = "portal.condition"
    label = "condition"

    def ready(self) -> None:
        """Register the parts, the step that gives administrators their right, and what the log has done each day."""
        # Models are loaded only now.
        from portal.audit.heads import write_head
        from portal.condition import facts, quarantine, retention, rights, trying_mail
        from portal.condition.parts import register
        from portal.pages.setting_up import steps

        trying_mail.connect()
        register("Background work", 20, facts.work)
        register("Database", 30, facts.database)
        register("Mail", 40, facts.mail)
        register("Disk", 50, facts.disk)
        register("Files", 55, quarantine.files)
        register("Retention", 65, retention.retention)
        register("Versions", 70, facts.versions)
        register_duty("audit.write-head", timedelta(days=1), write_head)
        steps.register("rights over the system page", 86, rights.rights)
