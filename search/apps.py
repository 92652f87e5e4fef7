"""The search app: listens to what is published and answers what is asked."""

from __future__ import annotations

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Starts listening once every app that has something to find is loaded."""

    name = "search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to the registry, register the system checks and the step that gives staff their rights."""
        from portal import highlighting, indexing, metrics, warming
        from portal.condition import parts
        from portal.pages import sections
        from portal.pages.setting_up import steps
        from portal.probes import register_probe
        from search import checks, concepts, keeping, readiness, rights, shelves, standing  # noqa: F401  checks register themselves
        from search.asking import ask
        from search.listening import on_changed
        from search.marked_lines import marked_lines
        from search.query import carried
        from search.volumes import on_volumes_changed

        keeping.register_kinds()
        indexing.listen(on_changed)
        indexing.listen_to_volumes(on_volumes_changed)
        highlighting.register(marked_lines)
        carried.told_by(lambda facet, partitions: ask(lambda engine: engine.codes(facet, partitions), facet)[0])
        warming.register("the terms of the glossary", concepts.warm)
        warming.register("the condition of the search", readiness.tell)
        register_probe("search", readiness.works, required=False)
        steps.register("rights over the search", 85, rights.rights)
        metrics.register("search", standing.figures)
        metrics.describe("search_seconds", "How long an engine took for one search.")
        metrics.describe("search_errors_total", "Searches that the engine could not answer, by the reason.")
        parts.register("Search", 10, standing.facts)
        for section in shelves.SECTIONS:
            sections.register(section)
