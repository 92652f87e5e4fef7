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
        from portal import indexing, warming
        from portal.pages.setting_up import steps
        from search import checks, concepts, rights  # noqa: F401  checks register themselves
        from search.engines import engine_named
        from search.listening import on_changed
        from search.query import carried
        from search.volumes import on_volumes_changed

        indexing.listen(on_changed)
        indexing.listen_to_volumes(on_volumes_changed)
        carried.told_by(lambda facet, partitions: engine_named().codes(facet, partitions))
        warming.register("the terms of the glossary", concepts.warm)
        steps.register("rights over the search", 85, rights.rights)
