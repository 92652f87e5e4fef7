"""The files app: its duties, and what happens when a document is deleted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_delete, pre_save

from portal.files import text_changes
from portal.work.duties import register_duty


class FilesConfig(AppConfig):
    """Holds documents, images and renditions."""

    name = "portal.files"
    label = "files"

    def ready(self) -> None:
        """Register the check and the duties; models are loaded only now."""
        from wagtail.documents.signal_handlers import post_delete_file_cleanup
        from wagtail.models import UploadedFile
        from wagtail.users.models import UserProfile

        from portal.files import checks, keeping  # noqa: F401  checks register themselves
        from portal.files.guests import clean_before_it_is_kept
        from portal.files.models import FormerVersion, PortalDocument
        from portal.files.pipeline.covers import begin_waiting
        from portal.files.pipeline.mending import release_waiting, resume, try_again
        from portal.files.text.recognising import begin_recognising

        register_duty("files.resume", timedelta(minutes=1), resume)
        register_duty("files.try_again", timedelta(hours=1), try_again)
        register_duty("files.release", timedelta(minutes=1), release_waiting)
        register_duty("files.covers", timedelta(hours=1), begin_waiting)
        register_duty("files.recognise", timedelta(days=1), begin_recognising)
        keeping.register()
        pre_save.connect(clean_before_it_is_kept, sender=UploadedFile, dispatch_uid="files.kept-uploads")
        pre_save.connect(clean_before_it_is_kept, sender=UserProfile, dispatch_uid="files.kept-avatars")
        post_delete.connect(_text_goes, sender=PortalDocument, dispatch_uid="files.text-goes")
        post_delete.connect(post_delete_file_cleanup, sender=FormerVersion, dispatch_uid="files.former-goes")


def _text_goes(sender: Any, instance: Any, **kwargs: Any) -> None:
    """The text has gone with its document, in the same transaction."""
    text_changes.changed(instance.pk)
