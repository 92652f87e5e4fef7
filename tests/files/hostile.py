"""Files that somebody made to do harm, or that carry what must not come out with them; each with its refusal.

With those of ``broken`` they are what an attacker would try. All of them are made here.
"""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image

from tests.files.broken import Broken, external
from tests.files.samples import docx, odt, paragraph, pdf, picture, pptx, relations, xlsx

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
#: What the scanner of the tests finds; no such sequence is known to any real one.
VIRUS = b"BALAI-TEST-VIRUS"


def note(kind: bytes, more: bytes = b"") -> bytes:
    """A page with an annotation on it."""
    return b"/Annots[<</Type/Annot/Subtype%s/Rect[0 0 9 9]%s>>]" % (kind, more)


def field(instruction: str, cut: int = 0) -> str:
    """A field of a DOCX; its instruction in one piece, or in two."""
    pieces = [instruction[:cut], instruction[cut:]] if cut else [instruction]
    inner = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{word}"/></w:r>' for word in ("begin", "end"))
    return f"<w:p>{begin}{inner}{end}</w:p>"


def changed(element: str) -> bytes:
    """A DOCX with a tracked change."""
    inner = "<w:r><w:delText>gone</w:delText></w:r>" if element == "del" else "<w:r><w:t>new</w:t></w:r>"
    return docx(f'<w:p><w:{element} w:id="1" w:author="A. Person">{inner}</w:{element}></w:p>')


def commented() -> bytes:
    """A DOCX with a comment, as office programs write it."""
    said = (
        f'<w:comments {_W}><w:comment w:id="0" w:author="A. Person">{paragraph("Is that so?")}</w:comment></w:comments>'
    )
    parts = {
        "word/comments.xml": said,
        "word/_rels/document.xml.rels": relations(("c", "comments", "comments.xml")),
    }
    return docx(parts=parts)


def other_prefix() -> bytes:
    """A tracked change under another prefix than all programs use."""
    space = _W.replace("xmlns:w", "xmlns:zz")
    body = '<zz:p><zz:ins zz:id="1" zz:author="A"><zz:r><zz:t>new</zz:t></zz:r></zz:ins></zz:p>'
    return docx(parts={"word/document.xml": f"<zz:document {space}><zz:body>{body}</zz:body></zz:document>"})


def with_relation(kind: str, target: str, content: bytes | str) -> bytes:
    """A DOCX with a part that has a harmless name, and is called what it is by its relation alone."""
    parts = {f"word/{target}": content, "word/_rels/document.xml.rels": relations(("x", kind, target))}
    return docx(parts=parts)


def nested(levels: int) -> bytes:
    """A DOCX in a DOCX in a DOCX."""
    content = docx()
    for _level in range(levels):
        content = docx(parts={"word/embeddings/inner.docx": content})
    return content


def xml_bomb() -> bytes:
    """Entities of entities in the text itself: a billion laughs."""
    names = "abcdefghi"
    entities = '<!ENTITY a "laughter">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names)
    )
    return docx(parts={"word/document.xml": f"<!DOCTYPE d [{entities}]><w:document {_W}>&i;</w:document>"})


def outside_entity() -> bytes:
    """An entity that reads a file of the server."""
    entity = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return docx(parts={"word/document.xml": f"{entity}<w:document {_W}><w:body>&x;</w:body></w:document>"})


def deep_xml() -> bytes:
    """A part of elements within elements, a hundred thousand deep."""
    depth = 100_000
    return docx(parts={"word/document.xml": f"<w:document {_W}>{'<a>' * depth}</w:document>"})


def wrong_sum() -> bytes:
    """An archive one of whose parts is not what its directory says."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in {**_parts(), "word/media/image1.png": b"0123456789"}.items():
            archive.writestr(name, content)
    return out.getvalue().replace(b"0123456789", b"9876543210", 1)


def overlapping() -> bytes:
    """Ten thousand times the same packed bytes, in a directory of few entries that lie about their size."""
    content = bytearray(docx(parts={"word/a.xml": bytes(3 << 20)}))
    at = content.rfind(b"word/a.xml") - 46
    struct.pack_into("<L", content, at + 24, 199 << 20)
    return bytes(content)


def _parts() -> dict[str, str | bytes]:
    with ZipFile(BytesIO(docx())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pixel_flood() -> bytes:
    """A PNG of 400 million dots in a few hundred kilobytes, every byte of it right."""
    side = 20_000
    header = struct.pack(">LLBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((side // 8 + 1) * side), 9)
    chunks = [(b"IHDR", header), (b"IDAT", rows), (b"IEND", b"")]
    made = b"".join(struct.pack(">L", len(c)) + k + c + struct.pack(">L", zlib.crc32(k + c)) for k, c in chunks)
    return b"\x89PNG\r\n\x1a\n" + made


def tall_strip() -> bytes:
    """A JPEG that says it is as large as can be, and ends at once."""
    content = bytearray(picture("JPEG"))
    at = content.find(b"\xff\xc0")
    struct.pack_into(">HH", content, at + 5, 65_000, 65_000)
    return bytes(content)


def many_frames() -> bytes:
    """A GIF that calls itself a PNG."""
    out = BytesIO()
    Image.new("P", (9, 9)).save(out, "GIF", save_all=True, append_images=[Image.new("P", (9, 9), 1)])
    return out.getvalue()


def stacked_filters() -> bytes:
    """A picture in a PDF, packed over and over again: a kilobyte that unpacks to gigabytes."""
    content = zlib.compress(zlib.compress(zlib.compress(bytes(300 << 20), 1), 9), 9)
    entries = b"/Type/ObjStm/N 1/First 5/Filter[/FlateDecode/FlateDecode/FlateDecode]/Length %d" % len(content)
    whole = pdf(objects=[b"<<%s>>stream\n%s\nendstream" % (entries, content)], catalogue=b"/OpenAction 4 0 R")
    return whole.replace(b"/Type/Pages/Count 1", b"/Type/Pages/Count 9")


def loop_of_pages() -> bytes:
    """A tree of pages that holds itself."""
    return pdf().replace(b"/Kids[10 0 R]", b"/Kids[ 2 0 R]")


def after_the_end() -> bytes:
    """A PDF with a later state behind it, in which a program was added."""
    added = b"\n50 0 obj\n<</S/JavaScript/JS(app.alert\\(1\\))>>\nendobj\ntrailer<</Root 1 0 R/Size 51>>\n%%EOF\n"
    return pdf() + added


HOSTILE: list[Broken] = [
    ("sends.pdf", "launch", lambda: pdf(catalogue=b"/OpenAction<</S/SubmitForm/F(https://example.org/in)>>")),
    ("inner.pdf", "attachment", lambda: pdf(catalogue=b"/OpenAction<</S/GoToE/T<</R/C/N(a)>>>>")),
    ("screen.pdf", "media", lambda: pdf(page=note(b"/Screen"))),
    ("space.pdf", "media", lambda: pdf(page=note(b"/3D"))),
    ("sticky.pdf", "comments", lambda: pdf(page=note(b"/Text", b"/T(A. Person)/Contents(Is that so?)"))),
    ("marked.pdf", "comments", lambda: pdf(page=note(b"/Highlight", b"/T(A. Person)/Contents(No)"))),
    ("popup.pdf", "comments", lambda: pdf(page=note(b"/Popup"))),
    ("later.pdf", "script", after_the_end),
    ("stacked.pdf", "damaged", stacked_filters),
    ("loop.pdf", "damaged", loop_of_pages),
    ("inserted.docx", "changes", lambda: changed("ins")),
    ("deleted.docx", "changes", lambda: changed("del")),
    ("moved.docx", "changes", lambda: changed("moveTo")),
    ("prefix.docx", "changes", other_prefix),
    ("asked.docx", "comments", commented),
    ("asked.xlsx", "comments", lambda: _sheet({"xl/comments1.xml": f"<comments {_S}><comment ref='A1'/></comments>"})),
    ("thread.xlsx", "comments", lambda: _sheet({"xl/threadedComments/t.xml": "<T><threadedComment/></T>"})),
    ("history.xlsx", "changes", lambda: _sheet({"xl/revisions/revisionLog1.xml": "<revisions/>"})),
    ("asked.pptx", "comments", lambda: _show({"ppt/comments/comment1.xml": "<p><cm authorId='0'/></p>"})),
    ("asked.odt", "comments", lambda: odt("<text:p><office:annotation>No</office:annotation></text:p>")),
    ("changed.odt", "changes", lambda: odt("<text:tracked-changes><text:changed-region/></text:tracked-changes>")),
    (
        "listens.odt",
        "macro",
        lambda: odt(
            '<text:p xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0"><script:event-listener/></text:p>'
        ),
    ),
    (
        "beacon.odt",
        "outside",
        lambda: odt(
            '<text:p xmlns:xlink="http://www.w3.org/1999/xlink">'
            '<draw:image xlink:href="https://example.org/a.png"/></text:p>'
        ),
    ),
    ("dde.docx", "launch", lambda: docx(field('DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"'))),
    ("dde-cut.docx", "launch", lambda: docx(field('DDEAUTO c:\\\\cmd.exe "/k calc"', cut=4))),
    ("dde-simple.docx", "launch", lambda: docx('<w:p><w:fldSimple w:instr="DDE excel a"/></w:p>')),
    ("fetches.docx", "outside", lambda: docx(field('INCLUDEPICTURE "https://example.org/x.png"'))),
    ("dde.xlsx", "launch", lambda: _sheet({"xl/externalLinks/e.xml": f"<externalLink {_S}><ddeLink/></externalLink>"})),
    ("linked.xlsx", "outside", lambda: _sheet({"xl/_rels/a.rels": _link()})),
    ("chunk.docx", "embedded", lambda: with_relation("aFChunk", "chunk.mht", "<html/>")),
    ("renamed-macro.docx", "macro", lambda: with_relation("vbaProject", "theme.bin", b"\x01")),
    ("renamed-object.docx", "embedded", lambda: with_relation("oleObject", "drawing.bin", b"\x01")),
    ("program.docx", "embedded", lambda: docx(parts={"word/media/image1.png": b"MZ" + bytes(200)})),
    ("inner.docx", "embedded", lambda: nested(2)),
    (
        "inner-macro.docx",
        "embedded",
        lambda: docx(parts={"word/embeddings/a.xlsx": _sheet({"xl/vbaProject.bin": "x"})}),
    ),
    (
        "film.pptx",
        "outside",
        lambda: _show(
            {"ppt/slides/_rels/slide9.xml.rels": external("video", "https://e.org/a")["word/_rels/settings.xml.rels"]}
        ),
    ),
    ("laughs.docx", "damaged", xml_bomb),
    ("reads.docx", "damaged", outside_entity),
    ("deep.docx", "damaged", deep_xml),
    ("sums.docx", "damaged", wrong_sum),
    ("overlap.docx", "too-much-inside", overlapping),
    ("flood.png", "too-many-dots", pixel_flood),
    ("strip.jpg", "too-many-dots", tall_strip),
    ("moving.png", "wrong-kind", many_frames),
]


def _sheet(parts: dict[str, str]) -> bytes:
    return _with(xlsx(), parts)


def _show(parts: dict[str, str]) -> bytes:
    return _with(pptx(), parts)


def _with(whole: bytes, parts: dict[str, str]) -> bytes:
    out = BytesIO(whole)
    with ZipFile(out, "a", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _link() -> str:
    return relations(("x", "externalLinkPath", "https://example.org/a.xlsx"), external=True)
