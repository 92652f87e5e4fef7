"""The app of threads."""

from django.apps import AppConfig


class ThreadsConfig(AppConfig):
    """Puts threads on the pages of spaces, and tells what is kept of whom."""

    name = "dialogues.threads"
    label = "threads"

    def ready(self) -> None:
        """Register with spaces, with what is kept, and with what people are told of themselves."""
        from dialogues.spaces.sections import register_section
        from dialogues.threads import (
            belonging,
            events,
            forgetting,
            indexing,
            keeping,
            mails,
            own_data,
            sealed_part,
            statements_part,
        )
        from dialogues.threads.attaching import keeping as attached
        from dialogues.threads.attaching.part import below
        from dialogues.threads.linking.part import below as links_below
        from dialogues.threads.listing import section
        from dialogues.threads.naming.telling import tell
        from dialogues.threads.parts import register_post_part, register_thread_part
        from portal.files.pipeline.weight import also_count

        register_section("threads", 10, section)
        indexing.register()
        register_thread_part("belonging", 80, belonging.part)
        register_thread_part("statements", 20, statements_part.part)
        register_post_part("attachments", 10, below)
        register_post_part("links", 15, links_below)
        register_post_part("sealed", 90, sealed_part.part)
        attached.register()
        also_count("threads.Attachment")
        events.on_said(tell)
        forgetting.connect()
        mails.register_kinds()
        keeping.register()
        own_data.register_own()
