"""The resources app."""

from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    """Tells pages, files and the index what the library holds."""

    name = "resources"
    label = "resources"

    def ready(self) -> None:
        """Register sections, counts, the type filter, and which files publications carry."""
        from portal import access, exporting, indexing
        from portal.files import carriers
        from portal.pages import sections
        from portal.pages.setting_up import steps
        from resources import carrying, counting, freshness, keeping, setting_up, shelves
        from resources.columns.table import EXPORTED
        from resources.exporting.rows import rows_of_keys
        from resources.importing import reviewing
        from resources.papers import freshness as papers_freshness
        from resources.papers.indexing import SOURCE
        from resources.types import type_labels

        indexing.register_labels("type", type_labels)
        exporting.register(exporting.Exporter(source="page", columns=EXPORTED, rows=rows_of_keys))
        indexing.register(SOURCE)
        access.register_carrier(carrying.carries)
        carriers.register(carrying.named)
        carriers.register_pages(carrying.pages)
        sections.register_counts("resources", counting.count)
        for section in shelves.SECTIONS:
            sections.register(section)
        freshness.connect()
        reviewing.connect()
        keeping.register()
        papers_freshness.connect()
        steps.register("shelves of publications", 60, setting_up.shelves)
