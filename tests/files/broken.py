"""Files that must be refused, each with the reason; some only look harmless, and none is taken from anywhere."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pikepdf

from tests.files.samples import (
    assembled,
    docx,
    docx_parts,
    odt,
    package,
    pdf,
    picture,
    pptx,
    relations,
    stream,
    types,
    xlsx,
)

Broken = tuple[str, str, Callable[[], bytes]]
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
_SCRIPT = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"


def locked_pdf(user: str, owner: str = "owner") -> bytes:
    """A PDF with a password to open it, or with an empty one and restrictions."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf())) as source:
        source.save(out, encryption=pikepdf.Encryption(user=user, owner=owner))
    return out.getvalue()


def packed_pdf(content: bytes) -> bytes:
    """The same PDF with its objects in compressed streams, where a look at the bytes finds nothing."""
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as source:
        source.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True)
    assert b"/JavaScript" not in out.getvalue()
    return out.getvalue()


def pdf_bomb() -> bytes:
    """An object stream of some hundred kilobytes that unpacks to half a gigabyte, twice over."""
    pressed = zlib.compressobj(9)
    content = b"".join([*(pressed.compress(b" " * (1 << 20)) for _ in range(512)), pressed.flush()])
    content = zlib.compress(content, 9)
    entries = b"/Type/ObjStm/N 1/First 5/Filter[/FlateDecode/FlateDecode]"
    parts = {1: b"<</Type/Catalog/Pages 2 0 R>>", 4: stream(content, entries)}
    body = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, part in parts.items():
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(body)
    rows = b"".join(
        struct.pack(">BLH", *row)
        for row in [(0, 0, 65535), (1, places[1], 0), (2, 4, 0), (0, 0, 0), (1, places[4], 0), (1, start, 0)]
    )
    table = b"<</Type/XRef/Size 6/W[1 4 2]/Root 1 0 R/Length %d>>stream\n%s\nendstream" % (len(rows), rows)
    body += b"5 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, start)
    return bytes(body)


def zip_bomb(megabytes: int) -> bytes:
    """A DOCX with a part of so many megabytes of nothing."""
    return docx(parts={"word/media/image1.png": bytes(megabytes << 20)})


def lying_directory() -> bytes:
    """An archive whose end says that its directory is huge."""
    content = bytearray(docx())
    at = content.rfind(b"PK\x05\x06")
    content[at + 8 : at + 16] = struct.pack("<HHL", 60_000, 60_000, 3_000_000)
    return bytes(content)


def marked_encrypted() -> bytes:
    """An archive whose parts are marked as encrypted."""
    content = bytearray(docx())
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 4)
    return bytes(content)


def twice_named() -> bytes:
    """An archive that holds one name twice: programs differ in which one they read."""
    out = BytesIO(docx())
    with ZipFile(out, "a") as archive:
        archive.writestr("word/document.xml", "<other/>")
    return out.getvalue()


def without(*names: str) -> bytes:
    """A DOCX that lacks parts."""
    return package({name: content for name, content in docx_parts().items() if name not in names})


def external(kind: str, target: str) -> dict[str, str]:
    """A relation that fetches from elsewhere."""
    return {"word/_rels/settings.xml.rels": relations(("x", kind, target), external=True)}


_ENTITIES = '<!DOCTYPE t [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
_FILESPEC = b"<</Type/Filespec/F(a.exe)/EF<</F 5 0 R>>>>"

PDFS: list[Broken] = [
    ("empty.pdf", "no-content", lambda: b""),
    ("half.pdf", "damaged", lambda: pdf(["Words"] * 20)[:2500]),
    ("end-only.pdf", "damaged", lambda: b"%PDF-1.7\n%%EOF\n"),
    ("header-only.pdf", "damaged", lambda: b"%PDF-1.7"),
    ("noise.pdf", "damaged", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"\n%%EOF"),
    ("torn.pdf", "damaged", lambda: pdf(["Words"] * 20)[:1800] + b"\n%%EOF\n"),
    ("no-pages.pdf", "no-pages", lambda: pdf([])),
    ("no-tree.pdf", "damaged", lambda: assembled({1: b"<</Type/Catalog>>"})),
    ("text.pdf", "wrong-kind", lambda: b"Plain words, called a PDF."),
    ("program.pdf", "wrong-kind", lambda: b"MZ\x90\x00" + bytes(200)),
    ("page.pdf", "wrong-kind", lambda: b"<html><script>alert(1)</script></html>"),
    ("letter.pdf", "wrong-kind", docx),
    ("locked.pdf", "encrypted", lambda: locked_pdf("secret")),
    ("restricted.pdf", "encrypted", lambda: locked_pdf("")),
    ("opens.pdf", "script", lambda: pdf(catalogue=b"/OpenAction" + _SCRIPT)),
    ("spelt.pdf", "script", lambda: pdf(catalogue=b"/OpenAction<</S/Java#53cript/#4aS(1)>>")),
    ("packed.pdf", "script", lambda: packed_pdf(pdf(catalogue=b"/OpenAction 4 0 R", objects=[_SCRIPT]))),
    ("named.pdf", "script", lambda: pdf(catalogue=b"/Names<</JavaScript<</Names[(a)4 0 R]>>>>", objects=[_SCRIPT])),
    ("link.pdf", "script", lambda: pdf(page=b"/Annots[<</Subtype/Link/Rect[0 0 9 9]/A" + _SCRIPT + b">>]")),
    ("far.pdf", "script", lambda: _far_object()),
    ("launch.pdf", "launch", lambda: pdf(page=b"/AA<</O<</S/Launch/F(cmd.exe)>>>>")),
    ("import.pdf", "launch", lambda: pdf(catalogue=b"/OpenAction<</S/ImportData/F(a.fdf)>>")),
    (
        "carrier.pdf",
        "attachment",
        lambda: pdf(
            catalogue=b"/Names<</EmbeddedFiles<</Names[(a)4 0 R]>>>>",
            objects=[_FILESPEC, stream(b"MZ", b"/Type/EmbeddedFile")],
        ),
    ),
    (
        "pinned.pdf",
        "attachment",
        lambda: pdf(
            page=b"/Annots[<</Subtype/FileAttachment/Rect[0 0 9 9]/FS 4 0 R>>]",
            objects=[_FILESPEC, stream(b"MZ")],
        ),
    ),
    ("film.pdf", "media", lambda: pdf(page=b"/Annots[<</Subtype/RichMedia/Rect[0 0 9 9]>>]")),
    ("form.pdf", "form", lambda: pdf(catalogue=b"/AcroForm<</XFA 4 0 R>>", objects=[stream(b"<xdp/>")])),
    ("bomb.pdf", "damaged", pdf_bomb),
]
OFFICE: list[Broken] = [
    ("empty.docx", "no-content", lambda: b""),
    ("half.docx", "damaged", lambda: docx()[:400]),
    ("headless.docx", "wrong-kind", lambda: docx()[100:]),
    ("cut.xlsx", "damaged", lambda: xlsx()[:-30]),
    ("zip.docx", "damaged", lambda: package({"a.txt": "words"})),
    ("words.docx", "wrong-kind", lambda: b"words"),
    ("sheet.docx", "wrong-kind", xlsx),
    ("slides.xlsx", "wrong-kind", pptx),
    ("text.docx", "wrong-kind", odt),
    ("letter.odt", "wrong-kind", docx),
    ("hollow.docx", "damaged", lambda: without("word/document.xml")),
    ("untyped.docx", "damaged", lambda: without("[Content_Types].xml")),
    ("bare.odt", "damaged", lambda: package({"mimetype": "application/vnd.oasis.opendocument.text"})),
    ("drawing.odt", "wrong-kind", lambda: odt(mimetype="application/vnd.oasis.opendocument.graphics")),
    ("broken-xml.docx", "damaged", lambda: docx(parts={"[Content_Types].xml": "<Types"})),
    ("entities.docx", "damaged", lambda: docx(parts={"_rels/.rels": f"{_ENTITIES}<t>&b;</t>"})),
    ("locked.docx", "encrypted", lambda: _OLE2 + "EncryptedPackage".encode("utf-16-le") + bytes(400)),
    ("old.docx", "wrong-kind", lambda: _OLE2),
    ("marked.docx", "encrypted", marked_encrypted),
    ("locked.odt", "encrypted", lambda: odt(manifest="<manifest:encryption-data/>")),
    ("macro.docx", "macro", lambda: docx(parts={"word/vbaProject.bin": b"\x01"})),
    ("renamed.docx", "macro", lambda: docx(parts={"[Content_Types].xml": types(_MACRO_TYPE, "word/document.xml")})),
    ("sheet-macro.xlsx", "macro", lambda: docx(parts={"xl/macrosheets/sheet1.xml": "<m/>"})),
    ("basic.odt", "macro", lambda: odt(**{"Basic/Standard/Module1.xml": "<m/>"})),
    ("object.docx", "embedded", lambda: docx(parts={"word/embeddings/oleObject1.bin": b"MZ"})),
    ("control.pptx", "embedded", lambda: docx(parts={"ppt/activeX/activeX1.xml": "<x/>"})),
    ("template.docx", "outside", lambda: docx(parts=external("attachedTemplate", "https://example.org/a.dotm"))),
    ("share.docx", "outside", lambda: docx(parts=external("attachedTemplate", "file:///\\\\host\\a.dotm"))),
    ("beacon.docx", "outside", lambda: docx(parts=external("image", "http://example.org/a.png"))),
    ("ratio.docx", "too-much-inside", lambda: zip_bomb(10)),
    ("bomb.docx", "too-much-inside", lambda: zip_bomb(210)),
    ("many.docx", "too-many-entries", lambda: docx(parts={f"word/p{n}.xml": "" for n in range(5001)})),
    ("liar.docx", "too-many-entries", lying_directory),
    ("climbing.docx", "bad-paths", lambda: docx(parts={"../../etc/cron.d/a": "x"})),
    ("rooted.docx", "bad-paths", lambda: docx(parts={"/etc/passwd": "x"})),
    ("drive.docx", "bad-paths", lambda: docx(parts={"C:/Windows/a": "x"})),
    ("twice.docx", "bad-paths", twice_named),
    ("heavy-types.docx", "too-much-inside", lambda: docx(parts={"_rels/.rels": _noise(5 << 20)})),
]
PICTURES: list[Broken] = [
    ("empty.png", "no-content", lambda: b""),
    ("half.png", "damaged", lambda: picture(width=400, height=300)[:300]),
    ("half.jpg", "damaged", lambda: picture("JPEG", 400, 300)[:900]),
    ("half.webp", "damaged", lambda: picture("WEBP", 400, 300)[:60]),
    ("photo.png", "wrong-kind", lambda: picture("JPEG")),
    ("sound.webp", "wrong-kind", lambda: b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(40)),
    ("vast.png", "too-many-dots", lambda: _vast_png()),
]
NAMES: list[Broken] = [
    (".pdf", "no-name", pdf),
    ("...", "no-name", pdf),
    ("–––.pdf", "no-name", pdf),
    ("paper", "unknown-kind", pdf),
    ("paper.", "unknown-kind", pdf),
    ("paper.exe", "unknown-kind", lambda: b"MZ"),
    ("paper.doc", "unknown-kind", lambda: _OLE2),
    ("paper.docm", "unknown-kind", docx),
    ("picture.svg", "unknown-kind", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ("page.html", "unknown-kind", lambda: b"<html></html>"),
    ("paper.exe.pdf", "odd-name", pdf),
    ("invoice\u202efdp.pdf", "odd-name", pdf),
    ("line\nbreak.pdf", "odd-name", pdf),
    ("nul\x00.pdf", "odd-name", pdf),
    ("..\\..\\paper.pdf", "odd-name", pdf),
]
BROKEN: list[Broken] = [*PDFS, *OFFICE, *PICTURES, *NAMES]


def _far_object() -> bytes:
    """A script in an object whose number is too high for its file, so that some readers pass over it."""
    return pdf(catalogue=b"/OpenAction 9000 0 R").replace(b"xref\n", b"9000 0 obj\n%s\nendobj\nxref\n" % _SCRIPT, 1)


def _vast_png() -> bytes:
    """A PNG that says of itself that it is far too large; a few bytes all the same."""
    content = bytearray(picture())
    content[16:24] = struct.pack(">LL", 60_000, 60_000)
    content[29:33] = struct.pack(">L", zlib.crc32(content[12:29]))
    return bytes(content)


def _noise(size: int) -> bytes:
    """Bytes that cannot be pressed much, the same each time."""
    out, state = bytearray(), 1
    while len(out) < size:
        state = (state * 6364136223846793005 + 1442695040888963407) & ((1 << 64) - 1)
        out += struct.pack(">Q", state) * 8
    return bytes(out)
