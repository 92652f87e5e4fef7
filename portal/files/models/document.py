"""A document: a file to download, and how far the portal has come with it."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument

from portal.files import text_changes
from portal.files.fields import CheckedFileField
from portal.files.pipeline.checking import Findings, check, sha256_of
from portal.files.pipeline.naming import given_name
from portal.files.pipeline.refusals import sentence
from portal.files.pipeline.states import CLEAN, MOST_ATTEMPTS, ON_THE_WAY, State
from portal.languages import LANGUAGES

#: What a new file brings with it; saved together, also where only the file was to be saved.
_OF_THE_FILE = (
    *("file", "file_size", "file_hash", "sha256", "came_as", "pages", "state", "state_since", "attempts", "refusal"),
    *("waits_for_scanner", "guessed_language", "quality", "text_facts", "kept_name", "given_name"),
)


def new_token() -> str:
    """A part of an address that says nothing of how many files there are."""
    return secrets.token_urlsafe(9)


class PortalDocument(AbstractDocument):
    """A file to download. Its address carries a random token, never a number shared with restricted files.

    ``language`` is what an editor confirmed, ``guessed_language`` what the text suggests. ``quality`` is between 0
    and 1 once the text was judged; ``text_facts`` says why (see ``portal.files.text.quality``).
    """

    file = CheckedFileField(upload_to="documents", verbose_name=_("file"))
    kept_name = models.CharField(max_length=255, blank=True, editable=False)
    """The name in its address, where that is older than the file."""
    given_name = models.CharField(max_length=255, blank=True, default="", db_default="", editable=False)
    """The name it came with, in its own script; empty for files that came before such names were kept."""
    token = models.CharField(max_length=16, unique=True, default=new_token, editable=False)
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    """The fingerprint of the stored file."""
    came_as = models.CharField(max_length=64, blank=True, default="", db_default="", editable=False, db_index=True)
    """That of the file as it came, before it was cleaned; what came so is kept nowhere."""
    language = models.CharField(
        _("language"),
        max_length=10,
        blank=True,
        choices=[(language.code, language.own_name) for language in LANGUAGES],
        help_text=_("The language the file is written in. Left empty, it is guessed from the text."),
    )
    guessed_language = models.CharField(max_length=10, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=12, choices=State.choices, default=State.RECEIVED, editable=False, db_index=True
    )
    state_since = models.DateTimeField(default=timezone.now, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    waits_for_scanner = models.BooleanField(default=False, db_default=False, editable=False)
    """Whether it stays in quarantine because the virus scanner could not be asked."""
    refusal = models.JSONField(default=dict, editable=False)
    quality = models.FloatField(null=True, editable=False)
    text_facts = models.JSONField(default=dict, editable=False)

    admin_form_fields = ("title", "file", "language", "collection", "tags")
    search_auto_update = False  # staff search compares titles in the database

    #: What the check found of a file that is not stored yet, and whether one was stored since the last save.
    _findings: Findings | None = None
    _has_new_file = False
    #: Who gives it another file, for the history; set by whoever knows.
    replaced_by_id: int | None = None

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions: ClassVar[list[tuple[str, str]]] = [("choose_portaldocument", "Can choose document")]

    @property
    def filename(self) -> str:
        """The name in its address; stays when the file is replaced by another of the same kind."""
        return self.kept_name or str(super().filename)

    @property
    def shown_name(self) -> str:
        """The name that readers see, and under which they save it."""
        return self.given_name or self.filename

    @property
    def url(self) -> str:
        """Where the file is served, to whoever may fetch it."""
        return reverse("files:document", args=[self.token, self.filename])

    @property
    def extension(self) -> str:
        """The kind of file in capitals, for example ``PDF``."""
        return str(self.file_extension).upper()

    @property
    def written_in(self) -> str:
        """The code of its language as far as it is known: confirmed, or else guessed; empty when neither."""
        return self.language or self.guessed_language

    @property
    def refusal_sentence(self) -> str:
        """Why it was refused; empty when it was not."""
        return sentence(self.refusal["reason"], self.refusal["details"]) if self.refusal else ""

    @property
    def quarantine_sentence(self) -> str:
        """Why nobody gets it yet; empty once it is clean, or refused."""
        if self.state == State.HELD:
            return gettext("Held back: its text may identify a person. Nobody gets it until a publisher decides.")
        if self.state not in ON_THE_WAY:
            return ""
        if self.waits_for_scanner:
            return gettext(
                "In quarantine: the virus scanner does not answer. It is asked again by itself;"
                " nobody gets the file until then."
            )
        if self.attempts >= MOST_ATTEMPTS and self.state == State.RECEIVED:
            return gettext(
                "In quarantine: it could not be checked, because something failed again and again. It is tried once an"
                " hour; ask whoever runs the portal, or upload it again."
            )
        return gettext("In quarantine: it is checked and cleaned in the background; nobody gets the file until then.")

    def clean(self) -> None:
        """Refuse a new file that the check does not find good; Wagtail's own look at the extension is part of it."""
        super(AbstractDocument, self).clean()
        try:
            self.examine()
        except ValidationError as refusal:
            raise ValidationError({"file": refusal}) from refusal

    def examine(self) -> None:
        """Have a file that is not stored yet checked before any transaction begins. Raises refusals."""
        if self._is_new():
            self._findings = check(self.file.file, str(self.file.name))

    @property
    def is_clean(self) -> bool:
        """Whether every check has passed and its text was looked at; until then nobody is served the file."""
        return self.state in CLEAN

    def _is_new(self) -> bool:
        """Whether it holds a file that is not stored yet."""
        return bool(self.file) and not getattr(self.file, "_committed", True)

    def findings_of(self, content: Any, name: str) -> Findings:
        """What the check finds of a content, asked once for a file that a form has checked. Raises refusals."""
        known = self._findings
        if known is None or known.name != name or known.came_as != sha256_of(content):
            known = check(content, name)
        return known

    def accept(self, findings: Findings) -> None:
        """Take over what was found of the file that has just been stored."""
        self._findings, self._has_new_file = None, True
        self.file_size, self.sha256, self.pages = findings.size, findings.sha256, findings.pages
        self.came_as, self.file_hash, self.given_name = findings.came_as, "", given_name(findings.kept_as)
        self.state, self.waits_for_scanner = State.CHECKED, not findings.scanned
        if self.waits_for_scanner:
            self.state = State.RECEIVED
        self.state_since, self.attempts, self.refusal = timezone.now(), 0, {}
        self.guessed_language, self.quality, self.text_facts = "", None, {}

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store; a new file is checked before it is stored, and its text is taken by the worker. Raises refusals."""
        before = PortalDocument.objects.filter(pk=self.pk).first() if self.pk and self._is_new() else None
        if self._is_new():
            # Now and not among the other fields, which would be read before the check has filled them.
            self.file.save(str(self.file.name), self.file.file, save=False)
        if not self._has_new_file:
            self._save_words(*args, **kwargs)
            return
        from portal.files.models.former import FormerVersion
        from portal.files.pipeline.steps import begin

        self.kept_name = FormerVersion.name_kept(before, str(self.file.name)) if before else ""
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], *_OF_THE_FILE}
        try:
            with transaction.atomic():
                super().save(*args, **kwargs)
                if before is not None:
                    FormerVersion.keep(before, self.replaced_by_id)
                begin(self)
        except BaseException:
            self.file.storage.delete(str(self.file.name))
            raise
        self._has_new_file = False

    def _save_words(self, *args: Any, **kwargs: Any) -> None:
        """Store what was written about the file. Another language is another text to whoever makes files findable."""
        from portal.files.text.recognising import begin_again

        with transaction.atomic():
            before = PortalDocument.objects.filter(pk=self.pk).values_list("language", flat=True).first()
            super().save(*args, **kwargs)
            if before is not None and before != self.language:
                text_changes.changed(self.pk)
                begin_again(self)
