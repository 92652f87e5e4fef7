"""Files whose every corner names a person and a place, and a look into every corner of what is stored of them."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pikepdf
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from tests.files.samples import (
    docx_parts,
    odt,
    package,
    paragraph,
    pdf,
    relations,
    stream,
    xlsx,
)

#: Who made the files, in every one of them.
NAME = "Somebody Unnamed"
_XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>{NAME}</dc:creator></x:xmpmeta>'.encode()
_CORE = f"<cp:coreProperties><dc:creator>{NAME}</dc:creator></cp:coreProperties>"
_THUMBNAIL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"


def photograph(kind: str = "JPEG", width: int = 60, height: int = 40) -> bytes:
    """A picture taken with the camera on its side, left half dark, that says where it was taken and by whom."""
    drawn = Image.new("RGB", (width, height), "white")
    drawn.paste("black", (0, 0, width // 2, height))
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = 6, NAME
    exif.get_ifd(0x8825).update({1: "N", 2: (13.0, 45.0, 0.0), 3: "E", 4: (100.0, 30.0, 0.0), 0x1D: "2026:11:22"})
    out = BytesIO()
    more = {"xmp": _XMP} if kind != "PNG" else {"pnginfo": _png_words()}
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    if kind in ("JPEG", "GIF"):
        more["comment"] = NAME.encode()
    drawn.save(out, kind, exif=exif, icc_profile=profile, **more)
    assert NAME.encode() in out.getvalue()
    return out.getvalue()


def _png_words() -> PngInfo:
    words = PngInfo()
    words.add_text("Author", NAME)
    words.add_itxt("XML:com.adobe.xmp", _XMP.decode())
    return words


def telling_pdf() -> bytes:
    """A PDF with properties, XMP, a photograph, an author of a mark, and an earlier state with another author."""
    photo = photograph()
    entries = b"/Type/XObject/Subtype/Image/Width 60/Height 40/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode"
    name = NAME.encode()
    first = pdf(
        ["Words"],
        catalogue=b"/Lang(km)/Metadata 4 0 R/PieceInfo<</P<</Private(%s)>>>>" % name,
        objects=[
            stream(_XMP, b"/Type/Metadata/Subtype/XML"),
            stream(photo, entries),
            b"<</Author(%s)/Producer(%s)/CreationDate(D:20261122)>>" % (name, name),
        ],
        page=b"/Annots[<</Type/Annot/Subtype/Square/Rect[0 0 9 9]/T(%s)/M(D:20261122)>>]/Thumb 5 0 R" % name,
        trailer=b"/Info 6 0 R/ID[<%s><%s>]" % (name.hex().encode(), name.hex().encode()),
    )
    out = BytesIO()
    with pikepdf.open(BytesIO(first)) as source:
        source.pages[0].Resources.XObject = pikepdf.Dictionary(Im=source.get_object(5, 0))
        source.docinfo["/Subject"] = NAME
        source.save(out)
    return out.getvalue() + b"\n%% %s\n%%%%EOF\n" % name


def telling_docx() -> bytes:
    """A DOCX with all three properties, a thumbnail, people, a server's notes, a template's folder, a photograph."""
    rels = relations(("r1", "officeDocument", "word/document.xml"), ("r2", "extended-properties", "docProps/app.xml"))
    rels = rels.replace(
        "</Relationships>",
        f'<Relationship Id="r3" Type="{_THUMBNAIL}" Target="docProps/thumbnail.jpeg"/></Relationships>',
    )
    template = relations(("t", "attachedTemplate", f"file:///C:/Users/{NAME}/Normal.dotm"), external=True)
    return package(
        docx_parts(paragraph("Words"))
        | {
            "_rels/.rels": rels,
            "docProps/core.xml": _CORE,
            "docProps/app.xml": f"<Properties><Company>{NAME}</Company></Properties>",
            "docProps/custom.xml": f"<Properties>{NAME}</Properties>",
            "docProps/thumbnail.jpeg": photograph(),
            "customXml/item1.xml": f"<p>{NAME}</p>",
            "word/people.xml": f"<people>{NAME}</people>",
            "word/_rels/settings.xml.rels": template,
            "word/media/image1.jpeg": photograph(),
            "word/media/image2.png": photograph("PNG"),
            "word/media/image3.tiff": photograph("TIFF"),
            "word/media/image4.webp": photograph("WEBP"),
            "word/media/image5.gif": photograph("GIF"),
            "word/embeddings/sheet.xlsx": telling_xlsx(),
        }
    )


def telling_xlsx() -> bytes:
    """An XLSX whose maker, folder and printer are told."""
    with ZipFile(BytesIO(xlsx())) as made:
        parts: dict[str, str | bytes] = {name: made.read(name) for name in made.namelist()}
    book = bytes(parts["xl/workbook.xml"]).decode()
    path = f'<x15ac:absPath xmlns:x15ac="urn:x" url="C:\\Users\\{NAME}\\"/></workbook>'
    return package(
        parts
        | {
            "docProps/core.xml": _CORE,
            "xl/workbook.xml": book.replace("</workbook>", path),
            "xl/printerSettings/printerSettings1.bin": NAME.encode(),
        }
    )


def telling_odt() -> bytes:
    """An ODT with properties and a thumbnail."""
    entry = '<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>'
    return odt(manifest=entry, **{"meta.xml": _CORE, "Thumbnails/thumbnail.png": photograph("PNG")})


TELLING = {
    "photo.jpg": photograph,
    "photo.png": lambda: photograph("PNG"),
    "photo.webp": lambda: photograph("WEBP"),
    "paper.pdf": telling_pdf,
    "paper.docx": telling_docx,
    "paper.xlsx": telling_xlsx,
    "paper.odt": telling_odt,
}


def corners(content: bytes) -> list[bytes]:
    """Every corner of a file: its bytes, those of what it packs, and of what that packs."""
    found = [content]
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as archive:
            for name in archive.namelist():
                found += [name.encode(), *corners(archive.read(name))]
    elif content.startswith(b"%PDF"):
        with pikepdf.open(BytesIO(content)) as opened:
            found.append(opened.trailer.unparse(resolved=False))
            for item in opened.objects:
                if isinstance(item, pikepdf.Stream):
                    found += [item.stream_dict.unparse(), item.read_raw_bytes()]
                else:
                    found.append(item.unparse(resolved=True))
    return found


def told(content: bytes) -> list[str]:
    """What a stored file still tells beside what it is there to tell; empty for a clean one."""
    whole = b"\n".join(corners(content))
    signs = (NAME.encode(), NAME.encode("utf-16-le"), NAME.encode("utf-16-be"), NAME.encode().hex().encode())
    words = (b"xmpmeta", b"docProps", b"/Metadata", b"/Author", b"/Producer", b"/Info ", b"Exif\0\0", b"Thumbnails/")
    found = [sign.decode("latin-1") for sign in (*signs, *words) if sign in whole]
    if not content.startswith((b"%PDF", b"PK")):
        with Image.open(BytesIO(content)) as opened:
            found += [f"exif {tag}" for tag in opened.getexif()]
            found += [key for key in opened.info if key in ("exif", "xmp", "icc_profile", "comment", "Author")]
    return found
