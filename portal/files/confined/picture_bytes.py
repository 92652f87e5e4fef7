"""What cameras and programs write into a picture beside its dots, taken out without touching the dots.

For pictures inside other files: those that come by themselves are drawn anew (``picture_cleaning``).
"""

from __future__ import annotations

import re
import struct

from portal.files.confined import rare_pictures
from portal.files.confined.refusing import RefusedError

_JPEG, _PNG, _JP2 = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"\x00\x00\x00\x0cjP  "
_GIF, _RIFF, _TIFF = b"GIF8", b"RIFF", (b"II*\0", b"MM\0*")
#: Marks of a JPEG that carry words of programs (APP1 to APP15 and comments); APP14 says how colours are meant.
_WORDS = {*range(0xE1, 0xF0), 0xFE} - {0xEE}
_BEGIN_OF_DOTS, _END_OF_PICTURE = 0xDA, 0xD9
#: The next mark among the dots, where 0xFF stands for itself when a zero follows.
_MARK = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD9)}
#: Parts of a PNG that make the picture; everything else is words, times and places.
_DOTS_OF_PNG = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs"}
_WORDS_OF_JP2 = {b"uuid", b"xml ", b"uinf"}


def without_words(content: bytes) -> bytes:
    """The same picture without what is written beside it; anything that is no picture of a known kind as it is.

    Raises RefusedError for one that is torn: what is written in it cannot be told from the dots.
    """
    for beginning, cleaned in _KINDS:
        if content.startswith(beginning) and (beginning != _RIFF or content[8:12] == b"WEBP"):
            try:
                return cleaned(content)
            except (struct.error, IndexError) as torn:
                raise RefusedError("damaged") from torn
    return content


def _jpeg(content: bytes) -> bytes:
    """Part by part up to the first end: cameras put further pictures behind it."""
    out, at = bytearray(content[:2]), 2
    while content[at] == 0xFF:
        mark = content[at + 1]
        if mark == 0xFF:
            at += 1
            continue
        if mark == _END_OF_PICTURE:
            break
        length = 0 if mark in _WITHOUT_LENGTH else struct.unpack_from(">H", content, at + 2)[0]
        end = at + 2 + length
        if mark == _BEGIN_OF_DOTS:
            following = _MARK.search(content, end)
            end = following.start() if following else len(content)
        if mark not in _WORDS:
            out += content[at:end]
        at = end
        if at >= len(content):
            break
    else:
        raise IndexError
    return bytes(out + b"\xff\xd9")


def _png(content: bytes) -> bytes:
    out, at = bytearray(_PNG), len(_PNG)
    while at < len(content):
        length, kind = struct.unpack_from(">L4s", content, at)
        if kind in _DOTS_OF_PNG:
            out += content[at : at + 12 + length]
        at += 12 + length
        if kind == b"IEND":
            break
    return bytes(out)


def _jp2(content: bytes) -> bytes:
    out, at = bytearray(), 0
    while at < len(content):
        length, kind = struct.unpack_from(">L4s", content, at)
        # 0 says up to the end, 1 that a longer number follows.
        size = struct.unpack_from(">Q", content, at + 8)[0] if length == 1 else length or len(content) - at
        if size < 8:
            raise IndexError
        if kind not in _WORDS_OF_JP2:
            out += content[at : at + size]
        at += size
    return bytes(out)


#: How pictures begin, and what cleans them.
_KINDS = (
    *((_JPEG, _jpeg), (_PNG, _png), (_JP2, _jp2)),
    *((_GIF, rare_pictures.gif), (_RIFF, rare_pictures.webp)),
    *((beginning, rare_pictures.tiff) for beginning in _TIFF),
)
