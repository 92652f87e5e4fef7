"""The table of web fonts: which family, weight and characters come from which installed file.

``SEA``, ``SANS`` … name a file inside an installed package as ``package:path``. Headings are bold only, and Latin
alone has a serif, so Noto Serif is cut at 700.
"""

from __future__ import annotations

from dataclasses import dataclass

from portal.fonts import characters as chars
from portal.fonts.characters import Characters
from portal.languages import BY_CODE

SANS = "fontpkg_noto_sans:files/NotoSans[wdth,wght].ttf"
SERIF = "fontpkg_noto_serif:files/NotoSerif[wdth,wght].ttf"
TAMIL = "fontpkg_noto_sans_tamil:files/NotoSansTamil[wdth,wght].ttf"
THAI = "justmytype_intl_sea:fonts/ofl/notosansthai/NotoSansThai[wdth,wght].ttf"
LAO = "justmytype_intl_sea:fonts/ofl/notosanslao/NotoSansLao[wdth,wght].ttf"
KHMER = "justmytype_intl_sea:fonts/ofl/notosanskhmer/NotoSansKhmer[wdth,wght].ttf"
BURMESE = "justmytype_intl_sea:fonts/ofl/notosansmyanmar/NotoSansMyanmar[wdth,wght].ttf"

#: The licence all of them share, which travels with the files.
LICENCE = "justmytype_intl_sea:fonts/ofl/notosansthai/OFL.txt"

#: What Latin text needs. The scripts keep every feature; Latin would drag in small capitals and fractions.
LATIN_FEATURES = ("ccmp", "locl", "mark", "mkmk", "kern", "lnum", "tnum", "liga", "calt", "rlig")
ALL_FEATURES = ("*",)


@dataclass(frozen=True)
class Part:
    """Characters taken from one source file."""

    source: str
    characters: Characters
    features: tuple[str, ...] = ALL_FEATURES


@dataclass(frozen=True)
class Face:
    """One file to be cut: ``fonts/<name>.woff2``. ``limit`` is its largest size in bytes, which a test holds."""

    name: str
    family: str
    weight: int
    parts: tuple[Part, ...]
    limit: int

    @property
    def characters(self) -> Characters:
        """Every character the face is meant to hold."""
        return frozenset().union(*(part.characters for part in self.parts))


def _both(name: str, family: str, part: Part, limit: int) -> tuple[Face, ...]:
    return tuple(Face(f"{name}-{weight}", family, weight, (part,), limit) for weight in (400, 700))


def _name(code: str, source: str, kept: Characters | None = None) -> Part:
    characters = frozenset(map(ord, BY_CODE[code].own_name))
    return Part(source, characters & kept if kept else characters)


#: The languages' own names, for the list on every page: one small file in place of six. The current language is bold
#: and comes from its own font, which is there anyway; so one weight is enough. Chinese needs none.
NAMES = Face(
    "names-400",
    "Balai Names",
    400,
    (
        _name("th", THAI),
        _name("lo", LAO),
        _name("km", KHMER),
        _name("my", BURMESE),
        _name("ta", TAMIL),
        _name("vi", SANS, chars.VIETNAMESE),
    ),
    10_000,
)

_LATIN = Part(SANS, chars.LATIN, LATIN_FEATURES)
_VIETNAMESE = Part(SANS, chars.VIETNAMESE, LATIN_FEATURES)

FACES: tuple[Face, ...] = (
    *_both("latin", "Noto Sans", _LATIN, 22_000),
    *_both("vietnamese", "Noto Sans", _VIETNAMESE, 8_000),
    *_both("thai", "Noto Sans Thai", Part(THAI, chars.THAI), 15_000),
    *_both("lao", "Noto Sans Lao", Part(LAO, chars.LAO), 15_000),
    *_both("khmer", "Noto Sans Khmer", Part(KHMER, chars.KHMER), 25_000),
    *_both("burmese", "Noto Sans Myanmar", Part(BURMESE, chars.BURMESE), 50_000),
    *_both("tamil", "Noto Sans Tamil", Part(TAMIL, chars.TAMIL), 20_000),
    Face("serif-latin-700", "Noto Serif", 700, (Part(SERIF, chars.LATIN, LATIN_FEATURES),), 22_000),
    Face("serif-vietnamese-700", "Noto Serif", 700, (Part(SERIF, chars.VIETNAMESE, LATIN_FEATURES),), 8_000),
    NAMES,
)

SOURCES: tuple[str, ...] = tuple(sorted({part.source for face in FACES for part in face.parts} | {LICENCE}))
