"""The app of translations of posts."""

from django.apps import AppConfig


class TranslationsConfig(AppConfig):
    """Shows translations below the posts they were made of."""

    name = "dialogues.translations"
    label = "translations"

    def ready(self) -> None:
        """Register with the page of a thread, with what goes with a person, and with what people are told."""
        from dialogues.threads.parts import register_post_part
        from dialogues.translations import forgetting, own_data
        from dialogues.translations.part import below

        register_post_part("translations", 20, below)
        forgetting.connect()
        own_data.register_own()
