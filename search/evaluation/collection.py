"""Collections: texts, queries and which texts answer which query, as folders hold them.

A folder has ``corpus.jsonl``, ``queries.jsonl`` and ``qrels.tsv``; ``queries.X.jsonl`` with ``qrels.X.tsv`` is the same
collection asked otherwise. Folders lie in folders to any depth.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.languages import language_for

#: The language of a text that names none and lies in a folder that names none.
UNKNOWN = "und"

_TEXTS, _QUERIES, _GRADES = "corpus.jsonl", "queries", "qrels"


class UnreadableError(Exception):
    """A file that is not as it should be; the text says which, where and why."""


@dataclass(frozen=True)
class Text:
    """One text to be found; ``language`` is a code of the portal wherever it is known there."""

    id: str
    title: str
    text: str
    language: str


@dataclass(frozen=True)
class QuerySet:
    """Queries by id, and for each the grades of the texts that answer it. ``variant`` is empty for the main set."""

    variant: str
    queries: Mapping[str, str]
    grades: Mapping[str, Mapping[str, float]]

    @property
    def judged(self) -> list[str]:
        """The ids of the queries to which at least one text is an answer: only these can be measured."""
        return [query for query in self.queries if any(grade > 0 for grade in self.grades.get(query, {}).values())]


@dataclass(frozen=True)
class Collection:
    """One folder. ``name`` is its path below the folder that was named, or that folder's own name."""

    name: str
    texts: tuple[Text, ...]
    query_sets: tuple[QuerySet, ...]


def collections_in(folder: Path) -> Iterator[Collection]:
    """Every collection in a folder and below it, by name, each read when its turn comes. Raises UnreadableError."""
    for texts in sorted(folder.rglob(_TEXTS)):
        own = texts.parent
        name = own.relative_to(folder).as_posix() if own != folder else folder.resolve().name
        yield read_collection(own, name)


def read_collection(folder: Path, name: str) -> Collection:
    """The collection in one folder. Raises UnreadableError."""
    fallback = folder.resolve().name
    texts = tuple(_text(line, fallback) for line in _objects(folder / _TEXTS))
    return Collection(name, texts, tuple(_query_sets(folder)))


def _text(line: Mapping[str, Any], fallback: str) -> Text:
    told = str(line.get("lang") or line.get("language") or fallback)
    known = language_for(told)
    return Text(
        id=_id(line),
        title=str(line.get("title") or ""),
        text=str(line.get("text") or ""),
        language=known.code if known else (told if told != fallback else UNKNOWN),
    )


def _query_sets(folder: Path) -> Iterator[QuerySet]:
    for path in sorted(folder.glob(f"{_QUERIES}*.jsonl"), key=lambda one: (len(one.name.split(".")), one.name)):
        variant = path.name.removeprefix(_QUERIES).removesuffix(".jsonl").strip(".")
        own = folder / f"{_GRADES}.{variant}.tsv"
        # A variant without answers of its own asks for those of the main set.
        grades = own if variant and own.is_file() else folder / f"{_GRADES}.tsv"
        queries = {_id(line): str(line.get("text") or "") for line in _objects(path)}
        yield QuerySet(variant, queries, _read_grades(grades))


def _read_grades(path: Path) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for number, line in enumerate(_lines(path), start=1):
        fields = [field.strip() for field in line.split("\t")]
        # Four fields are TREC's own form, with an unused one in the second place.
        if len(fields) == 4:
            del fields[1]
        try:
            query, text, grade = fields[0], fields[1], float(fields[2])
        except (IndexError, ValueError) as error:
            if number == 1:
                continue
            raise UnreadableError(f"{path}, line {number}: not a query, a text and a grade.") from error
        found.setdefault(query, {})[text] = grade
    return found


def _objects(path: Path) -> Iterator[Mapping[str, Any]]:
    for number, line in enumerate(_lines(path), start=1):
        try:
            told = json.loads(line)
        except ValueError as error:
            raise UnreadableError(f"{path}, line {number}: {error}") from error
        if not isinstance(told, dict) or not _id(told):
            raise UnreadableError(f"{path}, line {number}: not an object with an id.")
        yield told


def _id(line: Mapping[str, Any]) -> str:
    told = line.get("id", line.get("_id"))
    return "" if told is None else str(told)


def _lines(path: Path) -> Iterator[str]:
    """The lines that say something. Cut at line feeds alone: a text may hold other signs that end a line."""
    try:
        for line in path.read_text(encoding="utf-8-sig").split("\n"):
            if line.strip():
                yield line
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(f"{path}: {error}") from error
