"""The app of threads."""

from django.apps import AppConfig


class ThreadsConfig(AppConfig):
    """Puts threads on the pages of spaces, and tells what is kept of whom."""

    name = "dialogues.threads"
    label = "threads"

    def ready(self) -> None:
        """Register with spaces, with what is kept, and with what people are told of themselves."""
        from dialogues.spaces.sections import register_section
        from dialogues.threads import belonging, forgetting, indexing, keeping, own_data
        from dialogues.threads.listing import section
        from dialogues.threads.parts import register_thread_part

        register_section("threads", 10, section)
        indexing.register()
        register_thread_part("belonging", 80, belonging.part)
        forgetting.connect()
        keeping.register()
        own_data.register_own()
