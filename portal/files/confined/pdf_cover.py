"""The first page of a PDF as a small picture, and the bookmarks of the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdfium2
from PIL import Image

from portal.files.confined.sections import LONGEST_HEADING

#: The picture in dots: as wide as it is shown on a fine screen, and no higher than a tall page.
WIDTH, MOST_HEIGHT = 288, 480
#: What it may weigh on a slow line, and how much is given up for that, step by step.
MOST_BYTES = 14_000
_STEPS = ((60, 1.0), (40, 1.0), (25, 1.0), (25, 0.7), (15, 0.5), (5, 0.3))
#: Bookmarks that are kept, from the outermost levels.
MOST_BOOKMARKS, _LEVELS = 2_000, 3


def make(path: str, target: str) -> Iterator[dict[str, Any]]:
    """Write the picture to ``target``; records of bookmarks (page and title), then one with the size in dots."""
    with pypdfium2.PdfDocument(path) as pdf:
        yield from _bookmarks(pdf)
        yield _draw(pdf[0], target)


def _bookmarks(pdf: Any) -> Iterator[dict[str, Any]]:
    try:
        for at, bookmark in enumerate(pdf.get_toc(max_depth=_LEVELS)):
            if at == MOST_BOOKMARKS:
                return
            place = bookmark.get_dest()
            index = place.get_index() if place else None
            title = " ".join(bookmark.get_title().split())[:LONGEST_HEADING]
            if index is not None and 0 <= index < len(pdf) and title:
                yield {"page": index + 1, "title": title}
    except pypdfium2.PdfiumError:
        # Bookmarks that are broken are no reason to have no picture.
        return


def _draw(page: Any, target: str) -> dict[str, Any]:
    width, height = page.get_size()
    scale = min(WIDTH / width, MOST_HEIGHT / height)
    # Drawn twice as large and made small then: letters stay letters.
    drawn = page.render(scale=2 * scale).to_pil().convert("RGB")
    width, height = max(1, drawn.width // 2), max(1, drawn.height // 2)
    for quality, share in _STEPS:
        size = (max(1, round(width * share)), max(1, round(height * share)))
        drawn.resize(size, Image.Resampling.LANCZOS).save(target, "WEBP", quality=quality, method=6)
        with open(target, "rb") as written:
            if len(written.read()) <= MOST_BYTES:
                return {"width": width, "height": height}
    return {"width": 0, "height": 0}
