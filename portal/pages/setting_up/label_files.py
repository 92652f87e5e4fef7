"""Reads the label files: one YAML file a language, joined into labels by language."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from portal.languages import LANGUAGES

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def read(folder: Path) -> dict[str, dict[str, Any]]:
    """The files of a folder by language code; a language without a file is left out."""
    found: dict[str, dict[str, Any]] = {}
    for language in LANGUAGES:
        path = folder / f"{language.code}.yaml"
        if path.is_file():
            found[language.code] = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - the safe loader, in C where there is one
    return found


def joined(folder: Path, *way: str) -> dict[str, dict[str, str]]:
    """Labels by code and then by language, from the place in each file that ``way`` leads to.

    ``joined(folder, "themes", "*", "label")`` reads the label of each theme; without ``"*"`` the codes are the keys
    at the end of the way.
    """
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for language, content in read(folder).items():
        head, _star, rest = (way, "", ()) if "*" not in way else (way[: way.index("*")], "*", way[way.index("*") + 1 :])
        place: Any = content
        for key in head:
            place = (place or {}).get(key, {})
        for code, value in (place or {}).items():
            for key in rest:
                value = (value or {}).get(key, "")
            if value:
                labels[str(code)][language] = " ".join(str(value).split())
    return dict(labels)


def filled(present: dict[str, str], labels: dict[str, str]) -> dict[str, str]:
    """What staff wrote, with the languages they have not written filled in."""
    return {**labels, **{code: text for code, text in (present or {}).items() if text}}
