"""The app of exports."""

from django.apps import AppConfig


class ExportingConfig(AppConfig):
    """Puts the way to exports before owners, and tells what is kept of whom."""

    name = "dialogues.exporting"
    label = "exporting"

    def ready(self) -> None:
        """Register with spaces and threads, with mails, with what is kept, and with what people are told."""
        from dialogues.exporting import keeping, mails, own_data, ways_in
        from dialogues.spaces.sections import register_section
        from dialogues.threads.parts import register_thread_part

        register_section("exporting", 90, ways_in.of_space)
        register_thread_part("exporting", 90, ways_in.of_thread)
        keeping.register()
        mails.register_kinds()
        own_data.register_own()
