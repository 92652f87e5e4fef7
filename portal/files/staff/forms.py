"""The forms of documents and images in every screen of the administration that has one."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.admin.widgets import AdminTagWidget
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm
from wagtail.permission_policies.collections import CollectionPermissionPolicy

from portal import access
from portal.files.actions import record_refusal
from portal.files.kinds import PICTURES
from portal.files.models import PortalDocument
from portal.files.pipeline.checking import Findings, check
from portal.files.pipeline.refusals import refusal_in
from portal.files.queries import duplicates_of
from portal.languages import BY_CODE
from portal.viewer import MEMBER, PUBLIC, Viewer


class NotingForm:
    """Notes what was refused, and who tried; to be mixed into a form with a field ``file``."""

    errors: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._uploader = kwargs.get("user")
        super().__init__(*args, **kwargs)

    def _post_clean(self) -> None:
        """Look for a refusal once everything has been asked."""
        super()._post_clean()  # type: ignore[misc]
        for error in self.errors.as_data().get("file", []):
            if refusal := refusal_in(error):
                record_refusal(refusal, by=self._uploader)


class DocumentForm(NotingForm, BaseDocumentForm):
    """Refuses with our own sentences, and tells of the same file and of the text."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):
            # What the field would refuse by itself, without a name and a way out, is for the check to say.
            file.allow_empty_file, file.max_length = True, None
            file.check_document_file_size = lambda content: None
        if self.instance.pk:
            told = "file" if "file" in self.fields else "title"
            self.fields[told].help_text = describe(self.instance)

    def clean_file(self) -> Any:
        """Refuse a new file where readers would get it without a review, but from whoever may change any document.

        Wagtail lets everybody change what they uploaded themselves.
        """
        content = self.cleaned_data["file"]
        if "file" in self.changed_data and self.instance.pk and _is_read(self.instance) and not self._may_change():
            raise ValidationError(_("Readers have this file and would get the new one at once: ask a publisher."))
        return content

    def _may_change(self) -> bool:
        own = self.permission_policy
        anybodys = CollectionPermissionPolicy(own.model, auth_model=own.auth_model)
        return bool(anybodys.user_has_permission_for_instance(self._uploader, "change", self.instance))

    def save(self, commit: bool = True) -> PortalDocument:
        """Save; a file that is replaced is kept among the former versions, where Wagtail would delete it."""
        self.original_file = None
        self.instance.replaced_by_id = getattr(self._uploader, "pk", None)
        saved: PortalDocument = super().save(commit=commit)
        return saved

    class Meta(BaseDocumentForm.Meta):
        widgets = {**BaseDocumentForm.Meta.widgets, "tags": AdminTagWidget}


class ImageForm(NotingForm, BaseImageForm):
    """Refuses before Wagtail opens the picture, which stumbles over a broken one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):
            read = file.to_python

            def checked(content: Any) -> Any:
                if content:
                    # Wagtail opens only what a confined process has drawn anew.
                    content = _clean_upload(check(content, content.name, PICTURES))
                return read(content)

            file.to_python, file.max_length = checked, None
        if self.instance.pk and not self.instance.is_clean:
            # Wagtail has bound the field already: what its field says now would be shown nowhere.
            self["title"].help_text = self.instance.closed_sentence

    class Meta(BaseImageForm.Meta):
        widgets = {**BaseImageForm.Meta.widgets, "tags": AdminTagWidget}


def _clean_upload(findings: Findings) -> UploadedFile:
    """The clean file as an upload."""
    findings.content.seek(0)
    return SimpleUploadedFile(findings.kept_as, findings.content.read(), content_type=f"image/{findings.kind.name}")


def _is_read(document: PortalDocument) -> bool:
    """Whether members or everybody can fetch a document now."""
    return access.can_fetch(Viewer(principals=frozenset({PUBLIC, MEMBER})), document)


def describe(document: PortalDocument) -> str:
    """How far a file has come, and who has the same one; safe HTML in one line."""
    said = [document.refusal_sentence or _state(document)]
    if warning := duplicate_warning(document):
        said.append(warning)
    return format_html_join(" ", "{}", ((one,) for one in said))


def duplicate_warning(document: PortalDocument) -> str:
    """A sentence that names the first other document with the very same file; empty when there is none."""
    other = duplicates_of(document).first()
    if other is None:
        return ""
    return format_html(_("The very same file is already here: “{title}”."), title=other.title)


def _state(document: PortalDocument) -> str:
    if document.quarantine_sentence:
        return document.quarantine_sentence
    language = BY_CODE.get(document.written_in)
    pages = document.text_pages.count()
    if not pages or document.quality is None or language is None:
        return _("Ready; no text was found in it.")
    words = {"count": pages, "language": language.english_name, "quality": f"{document.quality:.0%}"}
    return _("Ready; text of %(count)d pages or sections, language %(language)s, readable to %(quality)s.") % words
