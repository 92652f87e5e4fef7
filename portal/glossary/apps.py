"""The glossary app."""

from django.apps import AppConfig


class GlossaryConfig(AppConfig):
    """Registers the labels of the filters by theme, provision, audience and victim group."""

    name = "portal.glossary"
    label = "glossary"

    def ready(self) -> None:
        """Tell the index how the terms read."""
        from portal import indexing
        from portal.glossary import queries

        indexing.register_labels("theme", queries.theme_labels)
        indexing.register_labels("provision", queries.provision_labels)
        indexing.register_labels("audience", queries.audience_labels)
        indexing.register_labels("victim_group", queries.victim_group_labels)
