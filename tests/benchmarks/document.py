"""``docs/benchmarks.md``: a section for each benchmark, between two marks, which that benchmark alone rewrites."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.benchmarks.machine import Circumstances, in_words

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "benchmarks.md"

_INTRODUCTION = """\
# Benchmarks

What was measured, by what command, on what machine. `make bench` runs all of it and `make bench ONLY=name` one; each
takes at most 10 minutes (`papers` about 20) and rewrites its own section of this page and no other. Figures are as they
came: a machine that was busy with other things is said to have been busy. What begins with *Drill* is written by `make
drill`, in the same way.
"""


def section(
    name: str, title: str, what: str, circumstances: Circumstances, result: str, *, by: str = "bench", on: str = ""
) -> str:
    """The text of a section: what was measured, the command, the machine, the day, then the result.

    ``by`` is the target of the Makefile; ``on`` names servers beside the machine.
    """
    measured = f"Measured on {date.today():%-d %B %Y} by `make {by} ONLY={name}` on {in_words()}{on}."
    return f"## {title}\n\n{what.strip()}\n\n{measured} {circumstances.in_words()}\n\n{result.strip()}"


def rewrite(name: str, text: str, document: Path = DOCUMENT) -> None:
    """Put a benchmark's section in the place of what it said before; at the end if it said nothing yet."""
    begin, end = f"<!-- begin: {name} -->", f"<!-- end: {name} -->"
    page = document.read_text(encoding="utf-8") if document.is_file() else _INTRODUCTION
    before, found, rest = page.partition(begin)
    after = rest.partition(end)[2] if found else "\n"
    fresh = f"{before if found else before.rstrip() + chr(10) * 2}{begin}\n{text.strip()}\n{end}{after}"
    document.parent.mkdir(exist_ok=True)
    document.write_text(fresh, encoding="utf-8")
