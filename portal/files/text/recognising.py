"""Reading pages that are only pictures (OCR), where the setting asks for it and tesseract is installed.

A file is ready before: this adds to it, a few pages at a time. The text of a page that was recognised is marked.
"""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import transaction

from portal.files.confined.limits import DRAWING, RECOGNISING, Limits
from portal.files.confined.running import FailedError, OverrunError, call, execute, on_disk
from portal.files.kinds import Kind, kind_of
from portal.files.models import FilePage, PortalDocument
from portal.files.pipeline.states import State
from portal.files.text.language import guess
from portal.files.text.quality import has_text

#: Pages of one task, each of which may take a minute.
PAGES_A_TASK = 5
#: What tesseract calls our languages; it has no data for Tetum, which is written with the letters of Portuguese.
TESSERACT_CODES = {
    "en": "eng",
    "th": "tha",
    "lo": "lao",
    "km": "khm",
    "my": "mya",
    "vi": "vie",
    "id": "ind",
    "ms": "msa",
    "fil": "fil",
    "zh-hans": "chi_sim",
    "ta": "tam",
    "tet": "por",
    "pt": "por",
}
_LISTING = Limits(seconds=5, output=65_536)


@cache
def installed_languages(program: str) -> frozenset[str]:
    """The languages for which a tesseract has data, as it calls them."""
    try:
        said = execute(program, "--list-langs", limits=_LISTING).decode("utf-8", "replace")
    except (OverrunError, FailedError):
        return frozenset()
    return frozenset(said.split()) & frozenset(TESSERACT_CODES.values())


def tesseract() -> str | None:
    """Where tesseract lies, when the setting asks for it and it knows any language of ours; None otherwise."""
    program = shutil.which("tesseract") if settings.FILES_RECOGNISE else None
    return program if program and installed_languages(program) else None


def is_wanted(document_id: int) -> bool:
    """Whether a document that is ready has pages that could be recognised, and we could."""
    return tesseract() is not None and bool(_blank_pages(document_id))


def recognise_some(document_id: int) -> bool:
    """Read the next few pages that say nothing yet; whether there are more. Raises PortalDocument.DoesNotExist."""
    from portal.files.pipeline.steps import finish

    program = tesseract()
    document = PortalDocument.objects.get(pk=document_id)
    kind = kind_of(document.filename)
    waiting = _blank_pages(document_id)
    if program is None or kind is None or kind.is_package or not waiting:
        return False
    with document.open_file() as file, on_disk(file) as path:
        for page in waiting[:PAGES_A_TASK]:
            text = _recognised(program, path, kind, page.number, document.written_in)
            with transaction.atomic():
                # An update, because the file may have been replaced meanwhile and its pages be gone.
                FilePage.objects.filter(pk=page.pk).update(text=text or page.text, recognised=True)
                if not document.written_in:
                    document.guessed_language = guess(text).code
                    PortalDocument.objects.filter(pk=document_id).update(guessed_language=document.guessed_language)
    more = len(waiting) > PAGES_A_TASK
    if not more:
        finish(document)
    return more


def _blank_pages(document_id: int) -> list[FilePage]:
    """The pages of a ready PDF or picture that say nothing and have not been tried."""
    pages = FilePage.objects.filter(document_id=document_id, document__state=State.READY, recognised=False)
    if not (found := PortalDocument.objects.filter(pk=document_id).first()):
        return []
    kind = kind_of(found.filename)
    if kind is None or kind.is_package:
        return []
    return [page for page in pages.order_by("number") if not has_text(page.text)]


def _recognised(program: str, path: Path, kind: Kind, number: int, language: str) -> str:
    """What is written on a page; empty where that cannot be told within the limits."""
    known = installed_languages(program)
    code = TESSERACT_CODES.get(language, "")
    languages = [code] if code in known else sorted(known)
    with tempfile.TemporaryDirectory(prefix="balai-") as folder:
        picture = path
        try:
            if not kind.is_picture:
                picture = Path(folder) / "page.png"
                call("draw-pdf", str(path), str(number), str(picture), limits=DRAWING)
            said = execute(program, str(picture), "stdout", "-l", "+".join(languages), limits=RECOGNISING)
        except (OverrunError, FailedError):
            return ""
    return said.decode("utf-8", "replace").replace("\f", "").strip()
