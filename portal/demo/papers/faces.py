"""The typefaces of one paper: cut out of the installed fonts to the characters it holds, ready to be shaped."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

import uharfbuzz as hb
from fontTools.ttLib import TTFont

from portal.fonts import characters as chars
from portal.fonts.cutting import source_path
from portal.fonts.faces import BURMESE, KHMER, LAO, SANS, SERIF, TAMIL, THAI
from portal.languages import Language

CHINESE = "pylopdf_fonts_zh_cn:NotoSansSC-Regular.otf"
CHINESE_SERIF = "pylopdf_fonts_zh_cn:NotoSerifSC-Regular.otf"

#: The font of each script, and the characters that are taken from it; all others come from the Latin one.
_SCRIPTS = {
    "Thai": (THAI, chars.THAI),
    "Laoo": (LAO, chars.LAO),
    "Khmr": (KHMER, chars.KHMER),
    "Mymr": (BURMESE, chars.BURMESE),
    "Taml": (TAMIL, chars.TAMIL),
}
_REGULAR, _BOLD = 400, 700
#: Tables that only shaping needs.
_LEFT_OUT = ("GSUB", "GPOS", "GDEF", "BASE", "OS/2", "STAT", "VORG", "cmap", "gasp", "name", "post", "vhea", "vmtx")


@dataclass(eq=False)
class Typeface:
    """One font in one weight, holding the characters of one paper.

    ``spoken`` is what each glyph says on its own, which is what a reader's program makes of it; ``used`` are the
    glyphs that stand in the paper. ``thickened`` asks for an outline in place of a bold weight that does not exist.
    """

    name: str
    face: hb.Face
    thickened: bool = False
    spoken: dict[int, str] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.font = hb.Font(self.face)
        self.scale = 1000 / self.face.upem
        self.characters = frozenset(self.face.unicodes)
        self.space = self.font.get_nominal_glyph(ord(" "))
        # Of several characters with one glyph the lowest is the plain one: a space, not one that does not break.
        for character in sorted(self.characters, reverse=True):
            glyph = self.font.get_nominal_glyph(character)
            if glyph:
                self.spoken[glyph] = chr(character)

    def width(self, glyph: int) -> float:
        """How far the glyph moves on by itself, in thousandths of the size."""
        return round(self.font.get_glyph_h_advance(glyph) * self.scale, 2)

    def embedded(self) -> TTFont:
        """What the paper carries: the used glyphs under their numbers, without the tables for shaping."""
        wanted = hb.SubsetInput()
        wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING
        wanted.glyph_set.update(self.used)
        wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _LEFT_OUT)
        return TTFont(io.BytesIO(hb.subset(self.face, wanted).blob.data), recalcTimestamp=False)


@dataclass(frozen=True)
class Faces:
    """The typefaces of a paper by what they are for; of each chain the first that has a character sets it."""

    text: tuple[Typeface, ...]
    strong: tuple[Typeface, ...]
    head: tuple[Typeface, ...]

    def every(self) -> list[Typeface]:
        """Each typeface once, in a fixed order."""
        return list(dict.fromkeys((*self.text, *self.strong, *self.head)))


def faces_for(language: Language, characters: Iterable[str]) -> Faces:
    """The typefaces of a paper in a language that is written with these characters."""
    wanted = frozenset(map(ord, characters))
    if language.script == "Hans":
        text = _cut("NotoSansSC", CHINESE, wanted)
        strong = _cut("NotoSansSC", CHINESE, wanted, thickened=True)
        return Faces((text,), (strong,), (_cut("NotoSerifSC", CHINESE_SERIF, wanted, thickened=True),))
    latin = {weight: _cut("NotoSans", SANS, wanted, weight) for weight in (_REGULAR, _BOLD)}
    if language.script not in _SCRIPTS:
        return Faces((latin[_REGULAR],), (latin[_BOLD],), (_cut("NotoSerif", SERIF, wanted, _BOLD),))
    source, own = _SCRIPTS[language.script]
    name = source.rpartition("/")[2].partition("[")[0]
    regular, bold = (_cut(name, source, own, weight) for weight in (_REGULAR, _BOLD))
    return Faces((regular, latin[_REGULAR]), (bold, latin[_BOLD]), (bold, latin[_BOLD]))


def _cut(name: str, source: str, wanted: frozenset[int], weight: int = 0, *, thickened: bool = False) -> Typeface:
    """A typeface of the wanted characters; ``weight`` 0 is for a font that has one weight only."""
    whole = _whole(source)
    cutting = hb.SubsetInput()
    cutting.unicode_set.update(wanted | {ord(" "), ord(".")})
    if weight:
        cutting.pin_axis_location(whole, "wght", weight)
        cutting.pin_axis_location(whole, "wdth", 100)
    style = "Bold" if weight == _BOLD else "Regular"
    return Typeface(f"{name}-{style}", hb.subset(whole, cutting), thickened)


@cache
def _whole(source: str) -> hb.Face:
    return hb.Face(hb.Blob.from_file_path(str(source_path(source))))
