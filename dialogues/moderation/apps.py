"""The app of moderation."""

from django.apps import AppConfig

from portal.work.duties import register_duty


class ModerationConfig(AppConfig):
    """Listens to threads, and stands on the pages of spaces and threads."""

    name = "dialogues.moderation"
    label = "moderation"

    def ready(self) -> None:
        """Register with spaces and threads, with the clock, and with what is kept and told."""
        from dialogues.moderation import forgetting, keeping, mails, own_data, parts
        from dialogues.moderation.actions.flagging import open_waiting
        from dialogues.moderation.reminding import LOOKS_EVERY, remind
        from dialogues.spaces.sections import register_section
        from dialogues.threads.holding_back import on_held
        from dialogues.threads.parts import register_post_part, register_thread_part

        on_held(open_waiting)
        register_section("moderation", 20, parts.section)
        register_thread_part("moderation", 20, parts.of_thread)
        register_post_part("moderation", 20, parts.of_posts)
        register_duty("moderation.remind", LOOKS_EVERY, remind)
        forgetting.connect()
        keeping.register()
        mails.connect()
        own_data.register_own()
