"""What is stored tells nothing of who made it, where and when; what came is kept nowhere."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from openpyxl import load_workbook
from PIL import Image
from wagtail.models import UploadedFile

from portal.files.models import PortalDocument, PortalImage
from portal.files.pipeline.checking import check
from portal.files.queries import duplicates_of
from tests.files.conftest import TakeIn, stored_names
from tests.files.samples import GOOD, settled
from tests.files.telling import TELLING, photograph, telling_docx, telling_xlsx, told

pytestmark = pytest.mark.django_db


def stored(document: PortalDocument) -> bytes:
    with document.file.open("rb") as file:
        return bytes(file.read())


class StoredFileTests:
    @pytest.mark.parametrize("name", TELLING)
    def test_it_tells_nothing_of_its_maker(self, name: str) -> None:
        content = TELLING[name]()
        assert told(content), "or the test finds nothing anywhere"
        document = PortalDocument(title="Paper", file=ContentFile(content, name=name))
        document.save()
        assert told(stored(document)) == []
        assert stored_names() == [document.file.name], "what came is not kept beside it"

    @pytest.mark.parametrize("name", [*GOOD, *TELLING])
    def test_what_is_clean_comes_out_byte_for_byte(self, name: str) -> None:
        content = TELLING[name]() if name in TELLING else GOOD[name]
        first = check(BytesIO(content), name, room=False)
        again = check(first.content, first.kept_as, room=False)
        assert (again.sha256, again.came_as) == (first.sha256, first.sha256)

    def test_a_pdf_keeps_its_language_and_its_pages(self) -> None:
        with pikepdf.open(BytesIO(settled(TELLING["paper.pdf"]()))) as opened:
            assert (str(opened.Root.Lang), len(opened.pages)) == ("km", 1)
            assert bytes(opened.pages[0].Resources.XObject.Im.read_raw_bytes()).startswith(b"\xff\xd8")

    def test_office_files_can_be_opened_as_before(self) -> None:
        text = Document(BytesIO(settled(telling_docx(), "paper.docx")))
        assert [paragraph.text for paragraph in text.paragraphs] == ["Words"]
        book = load_workbook(BytesIO(settled(telling_xlsx(), "paper.xlsx")))
        assert [row[0].value for row in book["Figures"]] == ["Country", "Laos"]

    def test_pictures_inside_of_them_show_what_they_showed(self) -> None:
        with ZipFile(BytesIO(settled(telling_docx(), "paper.docx"))) as package:
            names = [name for name in package.namelist() if name.startswith("word/media/")]
            pictures = [Image.open(BytesIO(package.read(name))) for name in names]
        assert {picture.format for picture in pictures} == {"JPEG", "PNG", "TIFF", "WEBP", "GIF"}
        for drawn in pictures:
            grey = drawn.convert("L")
            # Pillow turns a TIFF by itself.
            dark, light = ((20, 5), (20, 55)) if drawn.format == "TIFF" else ((5, 20), (55, 20))
            assert grey.getpixel(dark) < 40 < 200 < grey.getpixel(light), drawn.format
            assert drawn.getexif().get_ifd(0x8825) == {}, drawn.format

    def test_the_same_file_is_known_again_though_another_is_stored(self, take_in: TakeIn) -> None:
        content = TELLING["paper.pdf"]()
        first, second = take_in(content), take_in(content, "second.pdf")
        assert first.came_as != first.sha256
        assert list(duplicates_of(second)) == [first]


class PictureTests:
    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
    def test_it_is_drawn_anew_the_right_way_up(self, kind: str, take_in: TakeIn) -> None:
        document = take_in(photograph(kind), f"A photo.{kind.lower().replace('jpeg', 'JPG')}")
        assert (document.filename, document.shown_name) == ("a-photo.webp", "A photo.webp")
        with Image.open(BytesIO(stored(document))) as drawn:
            assert (drawn.format, drawn.size) == ("WEBP", (40, 60))
            # The dark half lay to the left; turned upright it is on top.
            assert drawn.convert("L").getpixel((20, 5)) < 40 < 200 < drawn.convert("L").getpixel((20, 55))

    @pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "CMYK", "I;16"])
    def test_colours_of_every_kind_survive(self, mode: str) -> None:
        out = BytesIO()
        grey = Image.new("L", (20, 10), 200)
        if mode == "I;16":
            drawn = grey.convert("I").point(lambda value: value * 257).convert(mode)
        else:
            drawn = grey.convert("RGB").convert(mode)
        name = "a.jpg" if mode == "CMYK" else "a.png"
        drawn.save(out, "JPEG" if mode == "CMYK" else "PNG")
        with Image.open(check(BytesIO(out.getvalue()), name, room=False).content) as drawn:
            seen = drawn.convert("RGBA").getpixel((5, 5))
        assert all(abs(value - 200) < 12 for value in seen[:3]), seen
        assert seen[3] == 255

    def test_a_transparent_one_stays_transparent_and_a_very_long_one_is_made_shorter(self) -> None:
        out, long = BytesIO(), BytesIO()
        Image.new("RGBA", (20, 10), (0, 0, 0, 0)).save(out, "PNG")
        Image.new("L", (20_000, 8)).save(long, "PNG")
        with Image.open(check(out, "a.png", room=False).content) as drawn:
            assert drawn.convert("RGBA").getpixel((5, 5))[3] == 0
        with Image.open(check(long, "a.png", room=False).content) as drawn:
            assert drawn.width == 16_383

    def test_an_image_and_its_renditions_tell_nothing(self) -> None:
        image = PortalImage(title="A chart", file=ContentFile(photograph(), name="chart.jpg"))
        image.save()
        image.refresh_from_db()
        assert (image.file.name, image.width, image.height) == ("original_images/chart.webp", 40, 60)
        assert image.file_size == image.file.size
        for spec in ("width-20", "width-20|format-jpeg", "width-20|format-png"):
            image.get_rendition(spec)
        names = stored_names()
        assert len(names) == 4
        for name in names:
            with default_storage.open(name) as file:
                assert told(file.read()) == [], name


class GuestTests:
    def test_an_upload_that_waits_for_a_better_title_is_clean_as_well(self) -> None:
        waits = UploadedFile.objects.create(file=SimpleUploadedFile("photo.jpg", photograph()))
        with waits.file.open("rb") as file:
            assert told(file.read()) == []
        assert waits.file.name.endswith("photo.webp")
        waits.file.delete()

    def test_one_that_is_refused_is_not_kept(self) -> None:
        waits = UploadedFile.objects.create(file=SimpleUploadedFile("photo.jpg", b"MZ"))
        assert not waits.file
