"""The text of some pages of a PDF by PDFium, where poppler is not installed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdfium2


def read(path: str, first: str, last: str) -> Iterator[dict[str, Any]]:
    """One record a page, ``first`` and ``last`` included, counted from one."""
    with pypdfium2.PdfDocument(path) as pdf:
        for number in range(int(first), min(int(last), len(pdf)) + 1):
            page = pdf[number - 1]
            text = page.get_textpage()
            yield {"number": number, "heading": "", "text": text.get_text_bounded().replace("\r\n", "\n")}
            text.close()
            page.close()
