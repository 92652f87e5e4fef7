"""The app of the board of notices."""

from django.apps import AppConfig


class BoardConfig(AppConfig):
    """Keeps notices, and mails them at the hour their readers chose."""

    name = "portal.notices.board"
    label = "board"

    def ready(self) -> None:
        """Register mails, the duty, what is kept and what people are told of themselves; models are loaded now."""
        from portal.notices.board import forgetting, keeping, mails, own_data
        from portal.notices.board.digests import EVERY, send_digests
        from portal.work.duties import register_duty

        mails.connect()
        forgetting.connect()
        keeping.register()
        own_data.register_own()
        register_duty("notices.digests", EVERY, send_digests)
