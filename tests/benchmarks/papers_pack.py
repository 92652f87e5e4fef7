"""A table of publications and the PDFs its rows name: put together by chance from the demo's texts, alike each time."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path

from portal.languages import BY_CODE, LANGUAGES
from portal.marking import Label

#: The table below the folder of a pack, and the folder of its files.
TABLE, FILES = "papers.csv", "files"
#: Numbers that the demo has not given, the types they stand for, and the share of rows whose reference has two.
YEARS, TYPES, IN_TWO = (2027, 2028), {"T": "tool", "G": "guideline"}, 0.6
#: One reference in so many is for members alone.
GREEN_EACH = 19
_COUNTRIES = ["TH", "KH", "LA", "MM", "VN", "ID", "MY", "PH", "SG", "BN", "TL"]


@dataclass(frozen=True)
class Row:
    """A row of the table; ``paragraphs`` are those of its PDF, the first few also those of its text."""

    reference: str
    language: str
    green: bool
    countries: str
    title: str
    paragraphs: tuple[str, ...]

    @property
    def file(self) -> str:
        """What its PDF is called."""
        return f"{self.reference.lower()}_{self.language}.pdf"

    @property
    def label(self) -> Label:
        """Who may read it."""
        return Label.GREEN if self.green else Label.CLEAR

    def cells(self) -> dict[str, str]:
        """The row as the table has it."""
        return {
            "reference": self.reference,
            "language": self.language,
            "type": TYPES[self.reference[0]],
            "title": self.title,
            "marking": self.label.value,
            "summary": self.paragraphs[1][:200],
            "body": f"## {self.title}\n\n" + "\n\n".join(self.paragraphs[1:4]),
            "issued": "2026-01",
            "countries": self.countries,
            "file": self.file,
        }


def rows(number: int, seed: int = 5) -> list[Row]:
    """So many rows; the same seed makes the same ones."""
    chance, texts, made = random.Random(seed), _paragraphs(), []
    for reference, code in _versions(number):
        paragraphs = tuple(chance.choice(texts[code]) for _each in range(chance.randint(5, 14)))
        title = f"{' '.join(paragraphs[0].split())[:60].strip()} {reference}"
        green = sum(map(ord, reference)) % GREEN_EACH == 0
        made.append(Row(reference, code, green, ";".join(chance.sample(_COUNTRIES, 2)), title, paragraphs))
    return made


def make(folder: Path, number: int) -> None:
    """Write a table of so many rows and their PDFs, on every core."""
    made = rows(number)
    (folder / FILES).mkdir(parents=True)
    write_table(folder / TABLE, [row.cells() for row in made])
    with ProcessPoolExecutor(mp_context=get_context("fork")) as processes:
        list(processes.map(_write_pdf, made, [folder / FILES] * number, chunksize=10))


def write_table(path: Path, lines: list[dict[str, str]]) -> None:
    """A table as the import takes it."""
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)


def _versions(number: int) -> Iterator[tuple[str, str]]:
    """References with their languages, all thirteen alike; the first of them in two."""
    made, codes = 0, list(BY_CODE)
    references = (
        f"{letter}-{year}-{place:03}" for letter in TYPES for year in YEARS for place in range(1, number // 4 + 2)
    )
    for place, reference in enumerate(references):
        for code in (codes[place % 13], codes[(place + 5) % 13])[: 2 if made < number * IN_TWO else 1]:
            if made == number:
                return
            made += 1
            yield reference, code


def _paragraphs() -> dict[str, list[str]]:
    """The longer paragraphs of the demo's texts by language."""
    from portal.demo.papers.content import blocks_of
    from portal.demo.sources import families

    found: dict[str, list[str]] = {language.code: [] for language in LANGUAGES}
    for family in families():
        for code, (_front, body) in family.texts.items():
            blocks = blocks_of(body)
            found[code] += [block.text for block in blocks if block.role == "paragraph" and len(block.text) > 60]
    return found


def _write_pdf(row: Row, folder: Path) -> None:
    from portal.demo.papers.content import Block, Dossier, Run
    from portal.demo.papers.writing import pdf_of

    title = Run(row.title)
    first, *others = [Block("paragraph", (Run(paragraph),)) for paragraph in row.paragraphs]
    paper = Dossier(
        reference=row.reference,
        language=BY_CODE[row.language],
        type=TYPES[row.reference[0]],
        title=row.title,
        label=row.label,
        posted=date(2026, 1, 1),
        contents_word="Contents",
        cover=(Block("title", (title,)), first),
        body=(Block("heading", (title,), "1"), *others),
    )
    (folder / row.file).write_bytes(pdf_of(paper))
