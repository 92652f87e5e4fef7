"""Whether a picture can be opened to its last line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PIL import Image, UnidentifiedImageError

#: The most dots of a picture: a large scan of a page of A3.
MOST_DOTS = 60_000_000


def examine(path: str, kind: str) -> Iterator[dict[str, Any]]:
    """One record: its width and height, or why it is refused. ``kind`` is Pillow's name of the format."""
    Image.MAX_IMAGE_PIXELS = None  # The size is judged below, with a sentence instead of a warning.
    try:
        with Image.open(path, formats=[kind]) as picture:
            width, height = picture.size
            if width * height > MOST_DOTS:
                yield {"refusal": "too-many-dots"}
                return
            picture.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        yield {"refusal": "damaged"}
        return
    yield {"width": width, "height": height}
