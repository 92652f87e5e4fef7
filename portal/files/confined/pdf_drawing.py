"""One page of a PDF as a picture, for recognising letters on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdfium2

#: The most dots a side may have.
_MOST = 5000


def draw(path: str, number: str, target: str, density: str) -> Iterator[dict[str, Any]]:
    """Draw a page (counted from one) in grey into a PNG file, in dots to the inch; one record with its size in dots."""
    with pypdfium2.PdfDocument(path) as pdf:
        page = pdf[int(number) - 1]
        scale = min(int(density) / 72, _MOST / max(page.get_size()))
        picture = page.render(scale=scale, grayscale=True).to_pil()
        picture.save(target, "PNG")
        yield {"width": picture.width, "height": picture.height}
