"""The same as ``picture_bytes`` for kinds that stand in office files now and then: GIF, WebP and TIFF."""

from __future__ import annotations

import struct

#: Parts of a GIF: a further word with its kind, a picture, the end. What repeats a moving one is kept.
_WORD, _PICTURE, _END = 0x21, 0x2C, 0x3B
_HOW_TO_SHOW, _OF_PROGRAMS, _REPEATS = 0xF9, 0xFF, b"\x0bNETSCAPE2.0"
_WORDS_OF_WEBP, _SAID_TO_BE_THERE = {b"EXIF", b"XMP "}, 0b0000_1100
#: Entries of a TIFF that make the picture; all others are words, times, places, or notes of programs.
_DOTS_OF_TIFF = {
    *(254, 255, 256, 257, 258, 259, 262, 263, 266, 273, 274, 277, 278, 279, 280, 281, 282, 283, 284, 290, 291),
    *(292, 293, 296, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325, 332, 334, 336, 338, 339, 340, 341, 347),
    *(512, 513, 514, 529, 530, 531, 532),
}
_POINTERS = {34665, 34853, 40965, 330}
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_MOST_DIRECTORIES, _DEEPEST = 200, 3


def gif(content: bytes) -> bytes:
    """A GIF without comments and notes. Raises IndexError for a torn one, as the others raise it or struct.error."""
    at = 13 + _colours(content[10])
    out = bytearray(content[:at])
    while content[at] != _END:
        begun = at
        if content[at] == _WORD:
            at = _after_blocks(content, at + 2)
            repeats = content[begun + 1] == _OF_PROGRAMS and content.startswith(_REPEATS, begun + 2)
            if repeats or content[begun + 1] == _HOW_TO_SHOW:
                out += content[begun:at]
        elif content[at] == _PICTURE:
            at = _after_blocks(content, at + 11 + _colours(content[at + 9]))
            out += content[begun:at]
        else:
            raise IndexError
    return bytes(out) + bytes([_END])


def _colours(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(content: bytes, at: int) -> int:
    while content[at]:
        at += content[at] + 1
    return at + 1


def webp(content: bytes) -> bytes:
    """A WebP without EXIF and XMP."""
    out, at = bytearray(content[:12]), 12
    end = min(len(content), 8 + int(struct.unpack_from("<L", content, 4)[0]))
    while at < end:
        kind, length = struct.unpack_from("<4sL", content, at)
        following = at + 8 + length + length % 2
        if kind not in _WORDS_OF_WEBP:
            out += content[at:following]
        if kind == b"VP8X":
            out[len(out) - (following - at) + 8] &= ~_SAID_TO_BE_THERE & 0xFF
        at = following
    struct.pack_into("<L", out, 4, len(out) - 8)
    return bytes(out)


def tiff(content: bytes) -> bytes:
    """A TIFF without words, camera and place: their entries are taken out, and zeros stand where they pointed."""
    cleaner = _Tiff(content)
    at, seen = cleaner.number("L", 4), 0
    while at:
        seen += 1
        if seen > _MOST_DIRECTORIES:
            raise IndexError
        at = cleaner.directory(at, 0)
    return bytes(cleaner.out)


class _Tiff:
    """The bytes of a TIFF while they are cleaned. What is written over is counted: no byte has a second turn."""

    def __init__(self, content: bytes) -> None:
        self.out = bytearray(content)
        self._order = "<" if content.startswith(b"II") else ">"
        self._left = len(content)

    def number(self, kind: str, at: int) -> int:
        """A number of two bytes (``H``) or four (``L``)."""
        return int(struct.unpack_from(f"{self._order}{kind}", self.out, at)[0])

    def directory(self, at: int, depth: int) -> int:
        """Clean one directory; where the next one lies. One inside another (``depth``) holds nothing but words."""
        end = at + 2 + 12 * self.number("H", at)
        following = self.number("L", end)
        kept = b""
        for place in range(at + 2, end, 12):
            entry = bytes(self.out[place : place + 12])
            tag, kind, number, value = struct.unpack(f"{self._order}HHLL", entry)
            if tag in _DOTS_OF_TIFF and not depth:
                kept += entry
                continue
            size = _SIZES.get(kind, 1) * number
            if tag in _POINTERS and depth < _DEEPEST:
                for place_of_one in range(value, value + size, 4) if size > 4 else ():
                    self.directory(self.number("L", place_of_one), depth + 1)
                if size <= 4:
                    self.directory(value, depth + 1)
            if size > 4:
                self._clear(value, size)
        self._clear(at, end + 4 - at)
        struct.pack_into(f"{self._order}H", self.out, at, len(kept) // 12)
        self.out[at + 2 : at + 2 + len(kept)] = kept
        struct.pack_into(f"{self._order}L", self.out, at + 2 + len(kept), following)
        return following

    def _clear(self, at: int, size: int) -> None:
        self._left -= size
        if self._left < 0 or at + size > len(self.out):
            raise IndexError
        self.out[at : at + size] = bytes(size)
