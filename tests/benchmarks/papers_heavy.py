"""Files that are a burden: PDFs of very many pages, and small files that unpack to far more than they seem."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator
from textwrap import wrap

from tests.files.broken import pdf_bomb, zip_bomb
from tests.files.samples import assembled, stream

#: How the words begin that stand on one page alone.
ONLY = "onlyword"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_WORDS_A_PAGE, _SIGNS_A_LINE = 350, 85


def heavy_files(few: int, many: int, blocks: int) -> Iterator[tuple[str, str, bytes]]:
    """What each is, its name and its content; page numbers and blocks say how large they are."""
    yield f"{few:,}-page PDF", f"pages-{few}.pdf", long_pdf(few)
    yield f"{many:,}-page PDF", f"pages-{many}.pdf", long_pdf(many)
    yield "PDF with a page that never ends", "endless.pdf", endless_pdf(blocks)
    yield "PDF that unpacks to 1 GB", "bomb.pdf", pdf_bomb()
    yield "DOCX that unpacks to 210 MB", "bomb.docx", zip_bomb(210)


def long_pdf(pages: int, seed: int = 1) -> bytes:
    """A PDF of so many pages of English words of the demo, and on each a word that no other has."""
    chance, words = random.Random(seed), _words()
    kids = [10 + 2 * number for number in range(pages)]
    parts = {2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, b" ".join(b"%d 0 R" % kid for kid in kids))}
    for number, kid in enumerate(kids):
        text = f"{' '.join(chance.choices(words, k=_WORDS_A_PAGE))} {ONLY}{number}"
        shown = b" ".join(b"(%s) Tj T*" % line.encode("ascii") for line in wrap(text, _SIGNS_A_LINE))
        parts[kid] = _page(kid + 1)
        parts[kid + 1] = stream(zlib.compress(b"BT /F 11 Tf 14 TL 50 790 Td %s ET" % shown), b"/Filter/FlateDecode")
    return _pdf(parts)


def endless_pdf(blocks: int) -> bytes:
    """A PDF of one page that writes a line on the same spot 40,000 times, so many times over."""
    pressed = zlib.compressobj(9)
    block = b"(Words that never end, %sforever.) Tj " % ONLY.encode() * 40_000
    content = [pressed.compress(b"BT /F 11 Tf 1 0 0 1 50 700 Tm ")]
    content += [pressed.compress(block) for _each in range(blocks)]
    content += [pressed.compress(b" ET"), pressed.flush()]
    kids = b"<</Type/Pages/Count 1/Kids[10 0 R]>>"
    return _pdf({2: kids, 10: _page(11), 11: stream(b"".join(content), b"/Filter/FlateDecode")})


def _page(content: int) -> bytes:
    frame = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
    return frame + b"/Contents %d 0 R>>" % content


def _pdf(parts: dict[int, bytes]) -> bytes:
    return assembled({1: b"<</Type/Catalog/Pages 2 0 R>>", 3: _FONT, **parts})


def _words() -> list[str]:
    """The English words of a guideline of the demo that need nothing but ASCII."""
    from portal.demo.sources import PUBLICATIONS

    text = (PUBLICATIONS / "G-2026-014" / "en.md").read_text(encoding="utf-8")
    return [word for word in text.split() if word.isascii() and not set(word) & set("()\\")]
