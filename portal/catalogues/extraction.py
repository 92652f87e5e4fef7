"""Gathers every message a visitor may see, from templates and Python modules, without gettext's own tools.

*Public* is said by place: screens for staff may stay English, so their templates and modules are left out below.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from tokenize import TokenError

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from django.utils.translation.template import templatize

#: The packages whose modules may speak to visitors.
PACKAGES = ("portal", "resources", "search", "dialogues")
#: Folders and modules that speak to staff or to nobody.
STAFF_FOLDERS = {
    "models",
    "migrations",
    "management",
    "settings",
    "demo",
    "launcher",
    "staff",
    # How the system stands is told to administrators alone.
    "condition",
    # What is uploaded is uploaded by staff; what editors choose and what nobody found is shown to them alone.
    "pipeline",
    # What an import says is said to those who import.
    "columns",
    "importing",
    # What waits for the search engine is shown to administrators.
    "outbox",
    "pins",
    "unanswered",
}
STAFF_MODULES = {
    "actions.py",
    "apps.py",
    "blocks.py",
    "checks.py",
    "models.py",
    "panels.py",
    "reports.py",
    "wagtail_hooks.py",
}
#: Single modules whose every sentence is for staff, whatever their name says.
STAFF_PLACES = {
    "portal/pages/completeness.py",
    "portal/pages/forms.py",
    "portal/pages/templatetags/staff.py",
    "portal/translated.py",
    "resources/forms.py",
    "resources/listing.py",
    "resources/numbering.py",
    "search/explaining.py",
    "search/reasons.py",
}
#: Where sentences of the frameworks are named; see that module.
BORROWED = "portal/catalogues/borrowed.py"

_KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


class UnreadableSourceError(Exception):
    """A source from which messages cannot be gathered; the text names it and says why."""


def public_templates(root: Path) -> Iterator[Path]:
    """The templates a visitor may see: all but Wagtail's administration and every folder called ``staff``."""
    templates = root / "templates"
    for path in sorted(templates.rglob("*")):
        folders = path.relative_to(templates).parts[:-1]
        staff = "staff" in folders or (folders and folders[0].startswith("wagtail"))
        if path.is_file() and not staff and not path.name.startswith("."):
            yield path


def public_modules(root: Path) -> Iterator[Path]:
    """The Python modules that may speak to a visitor."""
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            if not _speaks_to_staff(path.relative_to(root)):
                yield path


def _speaks_to_staff(place: Path) -> bool:
    if place.name in STAFF_MODULES or place.name.startswith("admin") or place.as_posix() in STAFF_PLACES:
        return True
    return bool(STAFF_FOLDERS.intersection(place.parts[:-1]))


def extracted(root: Path) -> Catalog:
    """A catalogue without translations: every public message below ``root`` with the files that hold it.

    Raises UnreadableSourceError for a source that is broken.
    """
    catalogue = Catalog()
    for path in public_templates(root):
        _add(catalogue, root, path, _as_python(path))
    for path in public_modules(root):
        _add(catalogue, root, path, path.read_text(encoding="utf-8"))
    return catalogue


def _as_python(path: Path) -> str:
    try:
        calls = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    except (SyntaxError, UnicodeDecodeError) as error:
        raise UnreadableSourceError(f"{path}: {error}") from error
    # What is left of a template is indented at random, which Python's tokenizer would refuse.
    return _INDENT.sub("", calls)


def _add(catalogue: Catalog, root: Path, path: Path, source: str) -> None:
    place = path.relative_to(root).as_posix()
    try:
        found = list(extract("python", io.BytesIO(source.encode()), keywords=_KEYWORDS, comment_tags=("Translators:",)))
    except (TokenError, SyntaxError) as error:
        raise UnreadableSourceError(f"{path}: {error}") from error
    for _line, message, comments, context in found:
        if message:
            catalogue.add(message, locations=[(place, 1)], auto_comments=comments, context=context)
