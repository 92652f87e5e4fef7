"""The suggestions app: an own small table beside the index, and what is made of it."""

from __future__ import annotations

from django.apps import AppConfig


class SuggestionsConfig(AppConfig):
    """Listens to the glossary; titles come with the index (``search.index``)."""

    name = "search.suggestions"
    label = "suggestions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen, and bring the terms in line whenever the portal is set up."""
        from portal import warming
        from portal.pages.setting_up import steps
        from search.suggestions import listening, terms, vocabulary

        listening.listen()
        steps.register(listening.STEP_NAME, listening.STEP_ORDER, terms.renew)
        warming.register("the words of public titles", vocabulary.warm)
