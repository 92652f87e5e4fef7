"""Carries a typeface into a PDF: the glyphs, their widths, and what each of them says."""

from __future__ import annotations

from collections.abc import Callable

import pydyf
from fontTools.ttLib import TTFont

from portal.demo.papers.faces import Typeface

_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{ranges}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
#: As many as one table of such a map may hold.
_MOST = 100
#: The glyphs are those of this font alone, under numbers of its own.
_SYMBOLIC = 4


class EmbeddedFace:
    """A typeface inside a document. ``code`` answers the four digits that a glyph has in the pages."""

    def __init__(self, pdf: pydyf.PDF, face: Typeface, place: int) -> None:
        font = face.embedded()
        self._numbers = _numbers(font)
        self.name = f"{_tag(place)}+{face.name}"
        used = sorted(face.used)
        file, kind = _file(font)
        pdf.add_object(file)
        descriptor = _descriptor(font, self.name, file, kind)
        pdf.add_object(descriptor)
        widths = pydyf.Array()
        for glyph in used:
            widths.extend([self._numbers(glyph), pydyf.Array([face.width(glyph)])])
        inner = pydyf.Dictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType0" if kind == "FontFile3" else "/CIDFontType2",
                "BaseFont": f"/{self.name}",
                "CIDSystemInfo": "<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>",
                "FontDescriptor": descriptor.reference,
                "DW": 1000,
                "W": widths,
            }
        )
        if kind == "FontFile2":
            inner["CIDToGIDMap"] = "/Identity"
        pdf.add_object(inner)
        meanings = pydyf.Stream([self._meanings(face, used)], compress=True)
        pdf.add_object(meanings)
        self.font = pydyf.Dictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": f"/{self.name}",
                "Encoding": "/Identity-H",
                "DescendantFonts": pydyf.Array([inner.reference]),
                "ToUnicode": meanings.reference,
            }
        )
        pdf.add_object(self.font)

    def code(self, glyph: int) -> str:
        """The glyph as it is written in a page's text."""
        return f"{self._numbers(glyph):04X}"

    def _meanings(self, face: Typeface, used: list[int]) -> str:
        said = [
            f"<{self.code(glyph)}> <{face.spoken[glyph].encode('utf-16-be').hex().upper()}>"
            for glyph in used
            if face.spoken.get(glyph)
        ]
        tables = [said[at : at + _MOST] for at in range(0, len(said), _MOST)]
        return _CMAP.format(
            ranges="\n".join(f"{len(table)} beginbfchar\n" + "\n".join(table) + "\nendbfchar" for table in tables)
        )


def _tag(place: int) -> str:
    """Six letters that tell the cut fonts of one document apart."""
    return "BALAI" + chr(ord("A") + place)


def _numbers(font: TTFont) -> Callable[[int], int]:
    """From a glyph's place in the font to its number in the PDF; the same, unless the font has numbers of its own."""
    if "CFF " not in font:
        return lambda glyph: glyph
    names = font["CFF "].cff[0].charset
    return lambda glyph: int(names[glyph].removeprefix("cid")) if glyph else 0


def _file(font: TTFont) -> tuple[pydyf.Stream, str]:
    if "CFF " in font:
        data = font.reader["CFF "]
        return pydyf.Stream([data], {"Subtype": "/CIDFontType0C"}, compress=True), "FontFile3"
    reader = font.reader.file
    reader.seek(0)
    data = reader.read()
    return pydyf.Stream([data], {"Length1": len(data)}, compress=True), "FontFile2"


def _descriptor(font: TTFont, name: str, file: pydyf.Stream, kind: str) -> pydyf.Dictionary:
    head, across = font["head"], font["hhea"]
    scale = 1000 / head.unitsPerEm
    box = [round(side * scale) for side in (head.xMin, head.yMin, head.xMax, head.yMax)]
    ascent = round(across.ascent * scale)
    return pydyf.Dictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": f"/{name}",
            "Flags": _SYMBOLIC,
            "FontBBox": pydyf.Array(box),
            "ItalicAngle": 0,
            "Ascent": ascent,
            "Descent": round(across.descent * scale),
            "CapHeight": ascent,
            "StemV": 80,
            kind: file.reference,
        }
    )
