"""What was exported comes back by the import and changes nothing."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tests.benchmarks.papers_sheet import Sheet
from tests.benchmarks.papers_site import Site
from tests.benchmarks.papers_uploading import Staff, visitor

#: Where a visitor and staff take everything home.
_TABLES = {"visitor": "/en/search/table.{form}", "staff": "/administration/publications/?export={form}"}
FORMS = ("csv", "xlsx")


def measure(sheet: Sheet, site: Site, port: int, folder: Path) -> None:
    """Export the whole as each of both and in each form, import it, and look what has changed."""
    folder.mkdir()
    staff, before = Staff(port), everything()
    for who, address in _TABLES.items():
        for form in FORMS:
            path, saved = address.format(form=form), folder / f"{who}.{form}"
            saved.write_bytes(staff.fetch(path) if who == "staff" else visitor(port, path))
            said = site.run("manage.py", "import_publications", str(saved))[-1]
            same = said.startswith("0 new, 0 changed, ") and said.endswith(" unchanged, 0 refused.")
            sheet.row(f"exported as {who} ({form.upper()}) and imported", said, "0 changed", same)
    same = everything() == before
    sheet.row("publications and revisions after all of it", "as before" if same else "others", "as before", same)


def everything() -> str:
    """A checksum over every publication and how many revisions there are."""
    from wagtail.models import Revision

    from resources.models import PublicationPage

    fields = ("pk", "title", "live", "last_published_at", "latest_revision_id", "latest_revision_created_at")
    rows = [Revision.objects.count(), *PublicationPage.objects.order_by("pk").values_list(*fields)]
    return hashlib.sha256(repr(rows).encode()).hexdigest()
