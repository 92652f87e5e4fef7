"""The app of what members are told of in spaces."""

from django.apps import AppConfig


class WatchingConfig(AppConfig):
    """Hears what is said in threads, and has people told of it."""

    name = "dialogues.watching"
    label = "watching"

    def ready(self) -> None:
        """Register kinds of notice and parts of pages, and listen to threads, spaces and seats."""
        from dialogues.watching import following_threads, forgetting, kinds, listening, own_data, parts

        kinds.connect()
        listening.connect()
        forgetting.connect()
        following_threads.connect()
        own_data.register_own()
        parts.register()
