"""Broken files, put up by staff and named in a table to import: each is told why, and nothing of it stays."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from tests.benchmarks.papers_pack import write_table
from tests.benchmarks.papers_sheet import Sheet
from tests.benchmarks.papers_site import Site
from tests.benchmarks.papers_state import left_over, stored
from tests.benchmarks.papers_uploading import Staff
from tests.files.broken import BROKEN, Broken

#: What is asked for: so many of them.
LEAST = 60
#: What a form is relieved of before the portal sees a name in it, and what no name in a folder has.
_CLEANED, _UNKEEPABLE = re.compile(r"[\x00\n\\\u202e]"), "\x00"
_SENTENCE = re.compile(r"[“”\w].*\w.*\.", re.DOTALL)


def measure(sheet: Sheet, site: Site, port: int, folder: Path, most: int | None = None) -> None:
    """Put up and import all of them (or so many); what is told of each, and what is there that was not before."""
    files = BROKEN[:most]
    before, alone = standing(), left_over()
    staff, sent = Staff(port), [one for one in files if not _CLEANED.search(one[0])]
    answers = {name: staff.upload(name, content()) for name, _reason, content in sent}
    told = {name: answer.said for name, answer in answers.items() if answer.status == 422}
    _told(sheet, "broken files put up by staff, each refused with a sentence", [name for name, *_rest in sent], told)
    kept = [one for one in files if _UNKEEPABLE not in one[0]]
    told = _imported(site, folder, kept)
    names = [name for name, *_rest in kept]
    _told(sheet, "the same as rows of an import, each refused with a sentence", names, told)
    after = standing()
    more = [f"{what}: {number - before[what]:+}" for what, number in after.items() if number != before[what]]
    left = [*more, *(name for name in left_over() if name not in alone)]
    told_left = f"{len(left)}{': ' if left else ''}{'; '.join(left[:5])}"
    sheet.row("rows and files on the disk that all of them left behind", told_left, "0", not left)


def _told(sheet: Sheet, what: str, names: list[str], told: dict[str, str]) -> None:
    silent = [name for name in names if not _SENTENCE.fullmatch(told.get(name, ""))]
    measured = f"{len(names) - len(silent)} of {len(names)}"
    if silent:
        measured += f" (not {', '.join(map(ascii, silent[:5]))})"
    sheet.row(what, measured, f"all, ≥ {LEAST}", not silent and len(names) >= LEAST)


def _imported(site: Site, folder: Path, files: list[Broken]) -> dict[str, str]:
    """The sentence of each file's row in the report of an import."""
    (folder / "files").mkdir(parents=True)
    lines, names = [], {}
    for number, (name, _reason, content) in enumerate(files, start=1):
        (folder / "files" / name).write_bytes(content())
        names[f"T-2029-{number:03}"] = name
        lines.append(
            {"reference": f"T-2029-{number:03}", "language": "en", "type": "tool", "title": f"A tool {number}"}
            | {"marking": "CLEAR", "summary": "A summary.", "body": "Words.", "issued": "2026-01", "file": name}
        )
    write_table(folder / "broken.csv", lines)
    report = folder / "report.csv"
    command = ["import_publications", str(folder / "broken.csv"), "--files", str(folder / "files")]
    site.run("manage.py", *command, "--report", str(report))
    with report.open(encoding="utf-8-sig", newline="") as told:
        return {names[row["reference"]]: row["sentence"] for row in csv.DictReader(told) if row["column"] == "file"}


def standing() -> dict[str, int]:
    """How many there are of everything a file can leave behind."""
    from wagtail.models import Revision

    from portal.files.models import FilePage, FormerVersion, PortalDocument
    from resources.models import PublicationFile, PublicationPage

    models = (PublicationPage, PublicationFile, PortalDocument, FormerVersion, FilePage, Revision)
    return {model.__name__: model._default_manager.count() for model in models} | {"files on the disk": len(stored())}
