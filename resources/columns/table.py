"""The one list of columns: their names, for which types they are, and what a cell holds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from resources.types import BRIEF, GUIDELINE, INITIATIVE, INSTRUMENT, TOOL

#: What a cell says that empties its field.
EMPTIED = "-"


@dataclass(frozen=True)
class Column:
    """A column. ``types`` are those that have the field, none meaning all; ``several`` values stand between ``;``."""

    name: str
    says: str
    required: bool = False
    several: bool = False
    types: tuple[str, ...] = ()
    #: Whether ``-`` may empty it.
    can_be_emptied: bool = True
    #: Whether an export writes it; files do not travel in a table.
    is_exported: bool = True

    def is_for(self, type_code: str) -> bool:
        """Whether publications of this type have the field."""
        return not self.types or type_code in self.types


_WITH_STATUS = (GUIDELINE, TOOL, INSTRUMENT)

COLUMNS: tuple[Column, ...] = (
    Column("reference", "a capital, the year, three digits: G-2026-014", required=True),
    Column("language", "the code of the row's language: en th lo km my vi id ms fil zh-hans ta tet pt", required=True),
    Column("type", "guideline, research-brief, tool, legal-instrument or initiative", required=True),
    Column("title", "as it stands on the paper, at most 255 signs", required=True),
    Column("marking", "CLEAR (anyone) or GREEN (members)", required=True),
    Column(
        "summary",
        "what it says; after an empty line what to do; after another who it is for."
        " At most 100 words in English, 170 in other languages",
    ),
    Column("body", "the text in Markdown; a line that begins with ## begins a section"),
    Column("issued", "the date on the paper: 2025, 2025-03 or 2025-03-14"),
    Column(
        "posted",
        "the day it came onto the portal: 2025-03-14; today when a new row leaves it open",
        can_be_emptied=False,
    ),
    Column("countries", "codes or names; empty means the whole region", several=True),
    Column("themes", "slugs or names", several=True),
    Column("provisions", "codes, for example actip-14, or as they are cited", several=True),
    Column("audiences", "slugs or names", several=True),
    Column("victim_groups", "slugs or names", several=True),
    Column("bodies", "slugs or names of the issuing bodies", several=True),
    Column(
        "file", "paths of the files in the row's language, below the folder of files", several=True, is_exported=False
    ),
    Column("source_url", "the address of the paper on the site of whoever issued it"),
    Column("status", "in-force or superseded", types=_WITH_STATUS, can_be_emptied=False),
    Column("superseded_by", "the reference of what took its place", types=_WITH_STATUS),
    Column("authors", "as they wish to be named", types=(BRIEF,)),
    Column("partners", "slugs or names of the bodies the research was done with", several=True, types=(BRIEF,)),
    Column("key_findings", "the findings, in order", several=True, types=(BRIEF,)),
    Column("methods", "how it was found out", types=(BRIEF,)),
    Column("limits", "what the research cannot tell", types=(BRIEF,)),
    Column("challenge", "the challenge, in Markdown", types=(INITIATIVE,)),
    Column("done", "what was done, in Markdown", types=(INITIATIVE,)),
    Column("changed", "what changed, in Markdown", types=(INITIATIVE,)),
    Column("learned", "what was learned, in Markdown", types=(INITIATIVE,)),
    Column("related", "references of related publications", several=True),
)
BY_NAME = {column.name: column for column in COLUMNS}
REQUIRED = tuple(column.name for column in COLUMNS if column.required)
EXPORTED = tuple(column.name for column in COLUMNS if column.is_exported)


def name_of(heading: str) -> str:
    """The name of a column as somebody wrote it: capitals, spaces and hyphens forgiven."""
    return re.sub(r"[\s-]+", "_", heading.strip().strip("\ufeff").lower())
