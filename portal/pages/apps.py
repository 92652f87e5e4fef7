"""The pages app."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Registers pages with the index and keeps the index beside every write."""

    name = "portal.pages"
    label = "pages"

    def ready(self) -> None:
        """Register the source of pages and the signals that no ``save()`` of ours sees."""
        from portal import indexing
        from portal.markings.actions import register_limit
        from portal.pages import checks, completeness, freshness, labels, remembering  # noqa: F401
        from portal.pages import indexing as page_indexing
        from portal.pages.queries import language_labels
        from portal.pages.staff import beginnings, spreadsheets

        indexing.register(page_indexing.SOURCE)
        indexing.register_labels("language", language_labels)
        freshness.connect()
        remembering.connect()
        completeness.hold_back()
        beginnings.connect()
        spreadsheets.connect()
        register_limit(labels.only_page_labels)
        _register_steps()


def _register_steps() -> None:
    from portal.pages.setting_up import concepts, reference_data, roles, steps, tree

    steps.register("languages", 10, reference_data.locales)
    steps.register("countries", 20, reference_data.countries)
    steps.register("themes, audiences, victim groups", 30, reference_data.terms)
    steps.register("instruments and provisions", 40, reference_data.provisions)
    steps.register("concepts", 45, concepts.concepts)
    steps.register("pages", 50, tree.page_tree)
    steps.register("roles", 80, roles.roles)
    steps.register("review", 90, roles.review)
