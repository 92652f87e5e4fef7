"""The resources app."""

from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    """Tells pages, files and the index what the library holds."""

    name = "resources"
    label = "resources"

    def ready(self) -> None:
        """Register sections, counts, the type filter, and which files publications carry."""
        from portal import access, indexing
        from portal.pages import sections
        from portal.pages.setting_up import steps
        from resources import carrying, counting, freshness, setting_up, shelves
        from resources.types import type_labels

        indexing.register_labels("type", type_labels)
        access.register_carrier(carrying.carries)
        sections.register_counts("resources", counting.count)
        for section in shelves.SECTIONS:
            sections.register(section)
        freshness.connect()
        steps.register("shelves of publications", 60, setting_up.shelves)
