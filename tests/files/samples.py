"""Small files of every kind, made here: good ones, and the parts of which broken ones are made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from PIL import Image

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OOXML = "application/vnd.openxmlformats-officedocument."
WORD = f"{OOXML}wordprocessingml.document.main+xml"
SHOW = f"{OOXML}presentationml.presentation.main+xml"
ODT = "application/vnd.oasis.opendocument.text"


def pdf(
    pages: Sequence[str] = ("Words on the only page.",),
    catalogue: bytes = b"",
    objects: Sequence[bytes] = (),
    trailer: bytes = b"",
    page: bytes = b"",
) -> bytes:
    """A PDF with a line of Latin text on each page; further objects are numbered from 4 on."""
    kids = b" ".join(b"%d 0 R" % (10 + 2 * number) for number in range(len(pages)))
    parts = {
        1: b"<</Type/Catalog/Pages 2 0 R%s>>" % catalogue,
        2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids),
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    }
    for number, text in enumerate(pages):
        shown = b"BT /F 12 Tf 60 700 Td (%s) Tj ET" % text.encode("latin-1")
        parts[10 + 2 * number] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R%s>>"
            % (11 + 2 * number, page)
        )
        parts[11 + 2 * number] = stream(shown)
    return assembled(parts | {4 + at: item for at, item in enumerate(objects)}, trailer)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object of a PDF."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), entries, content)


def assembled(parts: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """A PDF of numbered objects, the first of which is its catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, part in sorted(parts.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    out += b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (max(parts) + 1, trailer, start)
    return bytes(out)


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive of parts."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def types(main: str, part: str, more: str = "") -> str:
    """What an OOXML package says its parts are."""
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/{part}" ContentType="{main}"/>{more}</Types>'
    )


def relations(*items: tuple[str, str, str], external: bool = False) -> str:
    """The relations of a part: identifier, last word of the kind, target."""
    mode = ' TargetMode="External"' if external else ""
    inner = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"{mode}/>' for name, kind, target in items
    )
    return f'<Relationships xmlns="{RELATIONS}">{inner}</Relationships>'


def paragraph(text: str, style: str = "") -> str:
    """A paragraph of a DOCX."""
    head = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{head}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def docx_parts(body: str = "", **more: str | bytes) -> dict[str, str | bytes]:
    """The parts of a DOCX with this body; others may be added or put in their place."""
    body = body or paragraph("Words in the only paragraph.")
    return {
        "[Content_Types].xml": types(WORD, "word/document.xml"),
        "_rels/.rels": relations(("r1", "officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        **more,
    }


def docx(body: str = "", parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A DOCX."""
    return package(docx_parts(body) | dict(parts or {}))


def pptx(slides: Sequence[tuple[str, str, str]] = (("A title", "A line", ""),)) -> bytes:
    """A PPTX of slides: title, line, notes. The last slide is the first file, as after moving it."""
    files = [f"slides/slide{len(slides) - number}.xml" for number in range(len(slides))]
    shown = "".join(f'<p:sldId id="{300 + at}" r:id="s{at}"/>' for at in range(len(slides)))
    parts = {
        "[Content_Types].xml": types(SHOW, "ppt/presentation.xml"),
        "ppt/presentation.xml": f"<p:presentation {_P} {_R}><p:sldIdLst>{shown}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": relations(*((f"s{at}", "slide", file) for at, file in enumerate(files))),
    }
    for file, (title, line, notes) in zip(files, slides, strict=True):
        shapes = _shape(title, '<p:nvPr><p:ph type="title"/></p:nvPr>') + _shape(line)
        shapes += _shape("17", '<p:nvPr><p:ph type="sldNum"/></p:nvPr>')
        parts[f"ppt/{file}"] = f"<p:sld {_P} {_A}>{shapes}</p:sld>"
        if notes:
            name = file.rpartition("/")[2]
            parts[f"ppt/notesSlides/{name}"] = f"<p:notes {_P} {_A}>{_shape(notes)}</p:notes>"
            parts[f"ppt/slides/_rels/{name}.rels"] = relations(("n", "notesSlide", f"../notesSlides/{name}"))
    return package(parts)


def _shape(text: str, kind: str = "") -> str:
    return f"<p:sp><p:nvSpPr>{kind}</p:nvSpPr><p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"


def xlsx(sheets: Mapping[str, Sequence[Sequence[object]]] | None = None) -> bytes:
    """An XLSX of sheets of rows."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in (sheets or {"Figures": [["Country", "Cases"], ["Laos", 12]]}).items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def odt(body: str = "<text:p>Words in the only paragraph.</text:p>", manifest: str = "", **more: str | bytes) -> bytes:
    """An ODT."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "draw")
    )
    content = f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body>"
    names = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    return package(
        {
            "mimetype": ODT,
            "META-INF/manifest.xml": f"<manifest:manifest {names}>{manifest}</manifest:manifest>",
            "content.xml": f"{content}</office:document-content>",
            **more,
        }
    )


def picture(kind: str = "PNG", width: int = 40, height: int = 30) -> bytes:
    """A picture with a gradient, so that it has some bytes."""
    out = BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(out, kind)
    return out.getvalue()


#: A good file of each kind by its name.
GOOD = {
    "paper.pdf": pdf(),
    "paper.docx": docx(),
    "paper.pptx": pptx(),
    "paper.xlsx": xlsx(),
    "paper.odt": odt(),
    "poster.png": picture(),
    "poster.jpg": picture("JPEG"),
    "poster.jpeg": picture("JPEG"),
    "poster.webp": picture("WEBP"),
    "PAPER.PDF": pdf(),
}


def settled(content: bytes, name: str = "paper.pdf") -> bytes:
    """A file as the portal stores it: cleaned, so that it comes out byte for byte when it is taken in."""
    from portal.files.pipeline.checking import check

    return check(BytesIO(content), name, room=False).content.read()
