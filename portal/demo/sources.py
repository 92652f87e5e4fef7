"""Reads the demo's source files: one folder a family, facts once, a text in each language."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from portal.languages import LANGUAGES

PUBLICATIONS = Path(__file__).resolve().parent / "publications"
COUNTRIES = Path(__file__).resolve().parent / "countries"
LABELS = Path(__file__).resolve().parent / "labels"
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Family:
    """A family as it stands in the source: its facts, and by language its front matter and Markdown."""

    reference: str
    facts: dict[str, Any]
    texts: dict[str, tuple[dict[str, Any], str]]


def load(path: Path) -> Any:
    """The content of a YAML file."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - the safe loader, in C where there is one


def read_text(path: Path) -> tuple[dict[str, Any], str]:
    """Front matter and Markdown of a text."""
    _start, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.load(front, Loader=_Loader), body  # noqa: S506 - the safe loader, in C where there is one


def families() -> list[Family]:
    """Every family, the oldest first, so that what is newest was made last."""
    found = []
    for folder in sorted(PUBLICATIONS.iterdir()):
        if not (folder / "facts.yaml").is_file():
            continue
        texts = {
            language.code: read_text(folder / f"{language.code}.md")
            for language in LANGUAGES
            if (folder / f"{language.code}.md").is_file()
        }
        found.append(Family(folder.name, load(folder / "facts.yaml"), texts))
    return sorted(found, key=lambda family: str(family.facts["posted"]))
