"""The kinds of files the portal takes in: how each is told by its first bytes, and what the kinds have in common."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of file.

    ``begins`` are the first bytes; ``main`` is what an office file says of itself inside: the content type of its
    main part (OOXML) or of the whole (OpenDocument). ``pillow`` is the name of the format in Pillow.
    """

    name: str
    begins: tuple[bytes, ...]
    main: str = ""
    pillow: str = ""

    @property
    def is_package(self) -> bool:
        """Whether it is a ZIP archive of parts."""
        return bool(self.main)

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture."""
        return bool(self.pillow)

    @property
    def extension(self) -> str:
        """The usual end of the name, without a dot."""
        return self.name


_ZIP = (b"PK\x03\x04",)
_OOXML = "application/vnd.openxmlformats-officedocument."

KINDS = (
    Kind("pdf", (b"%PDF-",)),
    Kind("docx", _ZIP, main=f"{_OOXML}wordprocessingml.document.main+xml"),
    Kind("pptx", _ZIP, main=f"{_OOXML}presentationml.presentation.main+xml"),
    Kind("xlsx", _ZIP, main=f"{_OOXML}spreadsheetml.sheet.main+xml"),
    Kind("odt", _ZIP, main="application/vnd.oasis.opendocument.text"),
    Kind("png", (b"\x89PNG\r\n\x1a\n",), pillow="PNG"),
    Kind("jpg", (b"\xff\xd8\xff",), pillow="JPEG"),
    Kind("webp", (b"RIFF",), pillow="WEBP"),
)
BY_EXTENSION = {kind.name: kind for kind in KINDS} | {"jpeg": next(kind for kind in KINDS if kind.name == "jpg")}
#: What every picture becomes.
WEBP = BY_EXTENSION["webp"]
PICTURES = frozenset(kind for kind in KINDS if kind.is_picture)
ALL = frozenset(KINDS)


def kind_of(name: str) -> Kind | None:
    """The kind that a file's name claims, or None."""
    return BY_EXTENSION.get(name.rpartition(".")[2].lower()) if "." in name else None
