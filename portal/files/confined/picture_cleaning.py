"""A picture drawn anew as WebP: its dots the right way up, and nothing of what was written beside them."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, UnidentifiedImageError

from portal.files.confined.refusing import RefusedError, told

#: The most dots of a picture that is taken in, and of one that is kept: a page of A3 at 300 to the inch.
MOST_DOTS, MOST_KEPT = 40_000_000, 18_000_000
#: The longest side that a WebP may have.
_LONGEST = 16_383
#: Drawings with few dots keep each of them; the more dots, the less time for each.
_LOSSLESS, _SLOWLY = 2_000_000, 4_000_000
_QUALITY = 88
_OF_DOTS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"}
_MORE_THAN_DOTS = 0b0010_1110
_BROKEN = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError)


def take_in(path: str, target: str, pillow: str) -> Iterator[dict[str, Any]]:
    """One record, empty or with a refusal; the clean picture lies at ``target``."""
    yield told(lambda: clean_picture(path, target, pillow))


def clean_picture(path: str, target: str, pillow: str) -> None:
    """Write a WebP; a clean WebP is kept byte for byte. Raises RefusedError. ``pillow`` is the name of the format."""
    Image.MAX_IMAGE_PIXELS = None  # The size is judged below, with a sentence instead of a warning.
    try:
        with Image.open(path, formats=[pillow]) as picture:
            if picture.width * picture.height > MOST_DOTS:
                raise RefusedError("too-many-dots")
            picture.load()
            if pillow == "WEBP" and _is_bare(content := Path(path).read_bytes()) and _fits(picture):
                Path(target).write_bytes(content)
                return
            drawn = _drawn(picture)
    except _BROKEN as broken:
        raise RefusedError("damaged") from broken
    dots = drawn.width * drawn.height
    if pillow == "PNG" and dots <= _LOSSLESS:
        drawn.save(target, "WEBP", lossless=True, quality=50, method=2)
    else:
        drawn.save(target, "WEBP", quality=_QUALITY, method=4 if dots <= _SLOWLY else 2)


def _is_bare(content: bytes) -> bool:
    """Whether a WebP holds one picture and nothing else, to its last byte."""
    if len(content) < 20 or struct.unpack_from("<L", content, 4)[0] + 8 != len(content):
        return False
    at = 12
    while at + 8 <= len(content):
        kind, length = struct.unpack_from("<4sL", content, at)
        if kind not in _OF_DOTS or (kind == b"VP8X" and content[at + 8] & _MORE_THAN_DOTS):
            return False
        at += 8 + length + length % 2
    return at == len(content)


def _fits(picture: Image.Image) -> bool:
    return picture.width * picture.height <= MOST_KEPT


def _drawn(picture: Image.Image) -> Image.Image:
    """The dots alone, small enough, upright and in common colours."""
    orientation, profile = picture.getexif().get(0x0112, 1), picture.info.get("icc_profile")
    drawn: Image.Image = _in_eight_bits(picture)
    share = min((MOST_KEPT / (drawn.width * drawn.height)) ** 0.5, _LONGEST / max(drawn.size), 1.0)
    if share < 1:
        drawn = drawn.resize((max(1, int(drawn.width * share)), max(1, int(drawn.height * share))), reducing_gap=2.0)
    drawn = _in_common_colours(drawn, profile)
    turned = _TURNS.get(orientation)
    bare = Image.new(drawn.mode, drawn.size)
    bare.paste(drawn)
    return bare.transpose(turned) if turned is not None else bare


def _in_eight_bits(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith(("I", "F")):
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if picture.mode == "P" or "transparency" in picture.info:
        return picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    return picture


def _in_common_colours(drawn: Image.Image, profile: Any) -> Image.Image:
    mode = "RGBA" if drawn.has_transparency_data else "RGB"
    if profile and drawn.mode in ("RGB", "RGBA", "CMYK", "L"):
        # A profile that cannot be used is left out; colours are then as good as they were without it.
        with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
            common = ImageCms.createProfile("sRGB")
            changed = ImageCms.profileToProfile(
                drawn, ImageCms.ImageCmsProfile(BytesIO(profile)), common, outputMode=mode
            )
            return changed if changed is not None else drawn.convert(mode)
    return drawn if drawn.mode == mode else drawn.convert(mode)


#: How a picture is turned that says it was taken lying down (the numbers of EXIF).
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
