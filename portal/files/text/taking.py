"""Taking the text of a stored file, a slice at a time, out of this process.

A PDF is read some hundred pages at a time, so that a long one is done step by step and takes up where it stopped. An
office file is read whole. What a page says is kept as it came; only signs no database and no page can hold go.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.files.confined.limits import READING, READING_A_PAGE, Limits
from portal.files.confined.running import FailedError, OverrunError, call, execute
from portal.files.kinds import Kind

#: Pages of a PDF that one process reads.
SLICE = 200
#: So many pages may be too heavy to read before the whole file is.
MOST_HEAVY_PAGES = 3
_UNKEEPABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]")


@dataclass(frozen=True)
class PageText:
    """What one page or section says; ``readable`` is False for a page that could not be read at all."""

    number: int
    heading: str
    text: str
    readable: bool = True


class TooHeavyError(Exception):
    """The file cannot be read within the limits."""


def slice_of(path: Path, kind: Kind, after: int, pages: int) -> list[PageText]:
    """The pages that follow page number ``after``, some at a time; none when there are no more.

    ``pages`` is how many a PDF has. Raises TooHeavyError.
    """
    if kind.is_picture:
        return [] if after else [PageText(1, "", "")]
    if kind.is_package:
        return [page for page in _sections(path, kind) if page.number > after]
    return _pdf_pages(path, after + 1, min(after + SLICE, pages)) if after < pages else []


def pdftotext() -> str | None:
    """Where poppler's program lies, which reads the scripts of the region best; None where it is not installed."""
    return shutil.which("pdftotext")


def _sections(path: Path, kind: Kind) -> list[PageText]:
    try:
        return [_kept(**record) for record in call(f"read-{kind.name}", str(path), limits=READING)]
    except OverrunError as over:
        raise TooHeavyError from over
    except FailedError:
        return []


def _pdf_pages(path: Path, first: int, last: int) -> list[PageText]:
    """The pages from ``first`` to ``last``; where one of them brings the rest down, each by itself."""
    try:
        return _read_pdf(path, first, last, READING)
    except (OverrunError, FailedError):
        return list(_one_by_one(path, first, last))


def _one_by_one(path: Path, first: int, last: int) -> Iterator[PageText]:
    heavy = 0
    for number in range(first, last + 1):
        try:
            yield _read_pdf(path, number, number, READING_A_PAGE)[0]
        except OverrunError as over:
            heavy += 1
            if heavy > MOST_HEAVY_PAGES or first == last:
                raise TooHeavyError from over
            yield PageText(number, "", "", readable=False)
        except FailedError:
            yield PageText(number, "", "", readable=False)


def _read_pdf(path: Path, first: int, last: int, limits: Limits) -> list[PageText]:
    """Exactly one text for each page. Raises OverrunError or FailedError."""
    program = pdftotext()
    if program is None:
        found = {int(record["number"]): str(record["text"]) for record in _by_pdfium(path, first, last, limits)}
    else:
        span = ("-f", str(first), "-l", str(last))
        said = execute(program, "-q", "-enc", "UTF-8", "-eol", "unix", *span, str(path), "-", limits=limits)
        found = dict(enumerate(said.decode("utf-8", "replace").split("\f")[:-1], start=first))
    if set(found) != set(range(first, last + 1)):
        raise FailedError("pages are missing")
    return [_kept(number, "", found[number]) for number in range(first, last + 1)]


def _by_pdfium(path: Path, first: int, last: int, limits: Limits) -> list[dict[str, Any]]:
    return call("read-pdf", str(path), str(first), str(last), limits=limits)


def _kept(number: int, heading: str, text: str) -> PageText:
    return PageText(number, _UNKEEPABLE.sub("", heading), _UNKEEPABLE.sub("", text).strip("\n"))
